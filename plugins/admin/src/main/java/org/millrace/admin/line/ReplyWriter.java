package org.millrace.admin.line;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.command.CommandCall;
import org.millrace.admin.command.Reply;
import org.millrace.admin.json.Json;

/**
 * Makes JSON of replies: {@code {"data":null,"description":"Bye!","status":"SUCCESS"}}, and {@code
 * commandId} where the call had one.
 */
public final class ReplyWriter {
  private final Json json;

  /**
   * A writer.
   *
   * @param json writes
   */
  public ReplyWriter(Json json) {
    this.json = json;
  }

  /**
   * Makes JSON.
   *
   * @param reply the answer
   * @param commandId what the call had; "" if it had none
   * @return one line without its end
   */
  public String write(Reply reply, String commandId) {
    return json.write(tree(reply, commandId));
  }

  /**
   * The same as a map.
   *
   * @param reply the answer
   * @param commandId what the call had; "" if it had none
   * @return what JSON is made of
   */
  public static Map<String, @Nullable Object> tree(Reply reply, String commandId) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    if (!commandId.isEmpty()) {
      tree.put(CommandCall.COMMAND_ID, commandId);
    }
    tree.put("data", reply instanceof Reply.Success success ? success.data() : null);
    tree.put("description", reply.description());
    tree.put("status", reply instanceof Reply.Success ? "SUCCESS" : "FAIL");
    return tree;
  }
}

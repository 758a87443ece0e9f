package org.millrace.admin.rest;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import org.millrace.admin.schema.Field;
import org.millrace.http.AdminAccess;
import org.millrace.http.HttpReply;

/** Logging in and out, for browsers. */
final class SessionOperations {
  private final AdminAccess access;

  /**
   * Who wants in.
   *
   * @param token see there
   */
  record Login(@Field(value = "The administrator's token.", min = 1, max = 1024) String token) {}

  SessionOperations(AdminAccess access) {
    this.access = access;
  }

  List<Operation> all() {
    return List.of(
        Operation.post("/session", "logIn")
            .summary("Logs in: the cookie millrace_session then stands for the token.")
            .open()
            .takes(Login.class)
            .now(this::open),
        Operation.delete("/session", "logOut")
            .summary("Logs out.")
            .open()
            .now(
                call ->
                    HttpReply.of(HttpResponseStatus.NO_CONTENT)
                        .with(HttpHeaderNames.SET_COOKIE, access.closeSession(call.exchange()))));
  }

  private HttpReply open(RestCall call) {
    String cookie = access.openSession(call.exchange(), call.body(Login.class).token());
    return HttpReply.of(HttpResponseStatus.NO_CONTENT).with(HttpHeaderNames.SET_COOKIE, cookie);
  }
}

package org.millrace.server.config;

import java.util.List;
import org.millrace.api.config.Setting;

/**
 * Renders settings as Markdown: the configuration reference is made of the very lists that
 * configurations are validated with.
 */
public final class SettingsReference {
  private static final String INTRODUCTION =
      """
      # Configuration reference

      <!-- Made by bin/millrace --settings from the settings in the code; tests compare. -->

      The configuration is a Lua file that leaves a global table `configuration` behind. A key that \
      is missing has its default; a value that cannot be used keeps the server from starting, and \
      `bin/millrace --check FILE` names all of them with their lines. Unknown keys are warned of.

      - Spans of time are seconds, with or without a fraction. Sizes are bytes.
      - Relative paths start at the folder of the configuration; those of an application that has \
      an `appDir` start there.
      - Files of crtmpserver are read as they are. Of its keys, those that do nothing here say so in \
      a warning, once each.
      - Keys of plugins come last, with the plugins that are shipped; `bin/millrace --settings` \
      prints this reference with those of the plugins that are there. Keys of application types \
      stand in the application's table, those of protocols in the acceptor's table or, for all of \
      its acceptors, in the application's.

      ## Lua

      The script runs in a sandbox: Lua 5.2 with `string`, `table`, `math` and `bit32`. There are no \
      `os`, `io`, `require`, `load`, `debug` and `coroutine`. `dofile` runs other files of the \
      configuration's folder and below, while the configuration is read. `print` writes to the log.

      Functions that are asked (`onConnect`, `onPublish`, `onPlay`) get tables. `client` has `id`, \
      `application`, `address`, `protocol`, `uri`, `userAgent`, `referrer` and `params`, the \
      parameters of its address; `stream` has `name`, `params` and, when it is to be published, \
      `recording` ("none", "record" or "append"). A first result of `false` or `nil` refuses, with \
      the second result as the reason; anything else accepts, and so does returning nothing at all. \
      A table accepts and says how: `recording` (what is recorded, whatever the client asks for), \
      `stream` (which stream is meant, whatever the client calls it) or, of `onConnect`, \
      `application` (which other application is to decide).

      ```lua
      local tokens = { secret = true }

      onPublish = function(client, stream)
        return tokens[stream.params.token], "a token is needed"
      end
      ```

      `onCommand` answers a client's command with its first result, or fails it with `nil` and a \
      text. `onConnected`, `onDisconnect`, `onStreamPublished` and `onStreamUnpublished` are only \
      told: of a client, of a stream (`name`, `application`, `live`, `publisher`, `viewers`, \
      `bytesIn`, `framesIn`, `bytesOut`, `framesDropped`), and why it ended (such as "client", \
      "disconnected", "silent").

      They run on one thread of their own, one call at a time. A call may take the application's \
      `hookTimeout` and, of `limits`, `hookInstructions` and `hookMemory`; reading the configuration \
      may take 2,000,000 instructions, 64 MiB and 10 seconds. A call that fails or takes more \
      refuses, if `hookFailure` does not say otherwise, and the log says in which line. Functions \
      that do more than this belong into a script of their own: see lua-applications.md.
      """;

  private SettingsReference() {}

  /**
   * The whole reference of the host's own settings.
   *
   * @return Markdown
   */
  public static String all() {
    return String.join(
        "\n",
        INTRODUCTION,
        section("configuration", ServerSettings.ALL),
        section("configuration.limits", ServerSettings.LIMITS.members()),
        section("configuration.logAppenders[]", ServerSettings.LOG_APPENDERS.members()),
        section("configuration.applications", List.of(ApplicationsReader.ROOT_DIRECTORY)),
        section("configuration.applications[]", ApplicationSettings.OWN),
        section("configuration.applications[]: streams", StreamSettings.ALL),
        section(
            "configuration.applications[].acceptors[]", ApplicationSettings.ACCEPTORS.members()),
        section(
            "configuration.applications[].mediaStorage",
            List.of(StorageSettings.RECORDED_STREAMS_STORAGE)),
        section("configuration.applications[].mediaStorage[]", StorageSettings.OF_STORAGE),
        section(
            "configuration.applications[].fileSources[]",
            ApplicationSettings.FILE_SOURCES.members()));
  }

  /**
   * A section.
   *
   * @param heading its heading
   * @param settings in the order in which they are to be shown
   * @return Markdown: the heading, and a table
   */
  public static String section(String heading, List<Setting<?>> settings) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(heading).append("\n\n");
    text.append("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
    for (Setting<?> setting : settings) {
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.name(),
                  cell(setting.type()),
                  code(setting.defaultText()),
                  cell(setting.meaning())));
    }
    return text.toString();
  }

  private static String code(String value) {
    return value.equals("required") || value.equals("none")
        ? value
        : "`" + cell(value.replace("\r", "\\r").replace("\n", "\\n")) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}

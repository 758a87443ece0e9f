package org.millrace.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/** The keys that every application has, whatever its type. */
final class ApplicationSettings {
  static final Setting<String> NAME =
      Setting.text("name", null, "Its name, unique among all names and aliases.");

  static final Setting<String> TYPE =
      Setting.text(
              "type", null, "The kind of application, which a plugin brings; without it, the name.")
          .optional();

  static final Setting<String> DESCRIPTION = Setting.text("description", "", "For people.");

  static final Setting<List<String>> ALIASES =
      Setting.texts("aliases", "Other names, unique among all names and aliases.");

  static final Setting<Boolean> DEFAULT =
      Setting.flag(
          "default",
          false,
          "Whether it takes the connections that name no application that is there.");

  static final Setting<Path> APP_DIR =
      Setting.path(
              "appDir",
              "Where its relative paths start; without it, the configuration's folder. Relative to"
                  + " applications.rootDirectory.")
          .optional();

  static final Setting<List<ConfigNode.Table>> ACCEPTORS =
      Setting.tables("acceptors", "Where it listens.", AcceptorSettings.ALL);

  static final Setting<ConfigNode.Table> MEDIA_STORAGE =
      Setting.table(
          "mediaStorage",
          "Folders with files: tables with or without names, and recordedStreamsStorage.",
          List.of());

  static final Setting<String> MEDIA_FOLDER =
      Setting.text(
              "mediaFolder",
              null,
              "Obsolete: one folder with files. Write mediaStorage = { { mediaFolder = ... } }.")
          .optional();

  static final Setting<List<ConfigNode.Table>> FILE_SOURCES =
      Setting.tables(
          "fileSources", "Files that are published as live streams.", FileSourceSettings.ALL);

  static final Setting<Boolean> HAS_STREAM_ALIASES =
      Setting.flag(
          "hasStreamAliases",
          false,
          "Whether clients can play streams by aliases alone, which an administrator adds while the"
              + " server runs.");

  static final Setting<Boolean> HAS_INGEST_POINTS =
      Setting.flag(
          "hasIngestPoints",
          false,
          "Whether clients can publish by ingest points alone: private names, which an administrator"
              + " adds while the server runs.");

  static final Setting<Duration> HOOK_TIMEOUT =
      Setting.duration(
          "hookTimeout",
          Duration.ofSeconds(5),
          Duration.ofMillis(10),
          Duration.ofMinutes(5),
          "How long a hook may take to decide; then hookFailure decides.");

  static final Setting<HookFailure> HOOK_FAILURE =
      Setting.choice(
          "hookFailure",
          HookFailure.REFUSE,
          "What becomes of a client if a hook fails or does not decide in time: it is refused, or"
              + " let in.");

  private static final List<Setting<?>> WITHOUT_HOOKS =
      List.of(
          NAME,
          TYPE,
          DESCRIPTION,
          ALIASES,
          DEFAULT,
          APP_DIR,
          ACCEPTORS,
          MEDIA_STORAGE,
          MEDIA_FOLDER,
          FILE_SOURCES,
          HAS_STREAM_ALIASES,
          HAS_INGEST_POINTS,
          HOOK_TIMEOUT,
          HOOK_FAILURE);

  static final List<Setting<?>> OWN =
      Stream.<Setting<?>>concat(
              WITHOUT_HOOKS.stream(), Arrays.stream(HookName.values()).map(HookName::setting))
          .toList();

  static final List<Setting<?>> ALL =
      Stream.concat(OWN.stream(), StreamSettings.ALL.stream()).toList();

  private ApplicationSettings() {}
}

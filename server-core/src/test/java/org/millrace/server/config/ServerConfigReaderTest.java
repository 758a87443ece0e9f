package org.millrace.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.stream.StartMode;
import org.millrace.server.config.IoConfig.IoTransport;
import org.millrace.server.config.StreamPolicyConfig.DuplicatePublisher;

class ServerConfigReaderTest {
  @TempDir Path folder;
  private final ConfigProblems problems = new ConfigProblems();

  @Test
  void defaultsAreFilledIn() {
    ServerConfig config = read("configuration = { applications = { { name = 'live' } } }");

    assertThat(problems.warnings()).isEmpty();
    assertThat(config.file()).isEqualTo(folder.resolve("millrace.lua"));
    assertThat(config.baseDirectory()).isEqualTo(folder);
    assertThat(config.logAppenders()).isEmpty();
    assertThat(config.pluginsDirectory()).isEmpty();
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.limits())
        .isEqualTo(
            new LimitsConfig(
                10_000,
                0,
                256,
                10_000,
                100,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                4096,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1)));
    assertThat(config.io())
        .isEqualTo(
            new IoConfig(
                IoTransport.AUTO, Runtime.getRuntime().availableProcessors(), 2, 1024, false));
    ApplicationConfig live = config.applications().get(0);
    assertThat(live.type()).isEqualTo("live");
    assertThat(live.directory()).isEqualTo(folder);
    assertThat(live.isDefault()).isFalse();
    assertThat(live.recordedStreamsStorage()).isEmpty();
    assertThat(live.hooks().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(live.hooks().functions()).isEmpty();
    assertThat(live.stream().startMode()).isEqualTo(StartMode.GOP);
    assertThat(live.stream().gopCacheBytes()).isEqualTo(16L << 20);
    assertThat(live.stream().duplicatePublisher()).isEqualTo(DuplicatePublisher.REFUSE);
    assertThat(live.stream().resumeWindow()).isZero();
  }

  @Test
  void whatIsWrittenIsTakenOver() throws IOException {
    Files.createDirectories(folder.resolve("media"));
    Files.writeString(folder.resolve("media/demo.flv"), "x");
    Files.writeString(folder.resolve("key.pem"), "x");
    Files.writeString(folder.resolve("cert.pem"), "x");

    ServerConfig config =
        read(
            """
            configuration = {
              instancesCount = 3, ioTransport = "io_uring", fileThreads = 4,
              pluginsDirectory = "my/plugins",
              requiredPlugins = { "rtmp" },
              plugins = { ["flv-recording"] = { x = 1 } },
              limits = { maxConnections = 5 },
              drainTimeout = 0.5,
              applications = {
                {
                  name = "live", type = "flvplayback", aliases = { "tv", "vod" }, default = true,
                  acceptors = {
                    { ip = "::1", port = 1935, protocol = { "inboundRtmp", "inboundHttp" },
                      sslKey = "key.pem", sslCert = "cert.pem" },
                  },
                  mediaStorage = { recordedStreamsStorage = "rec", b = { mediaFolder = "media" },
                                   { name = "a", mediaFolder = "." } },
                  fileSources = { { file = "demo.flv", streamName = "demo", loop = true } },
                  startMode = "keyframe", duplicatePublisher = "takeOverSilent", maxLag = 2.5,
                  hookTimeout = 1, onPlay = function() return true end,
                },
              },
            }
            """);

    assertThat(problems.warnings()).isEmpty();
    assertThat(config.io().eventLoops()).isEqualTo(3);
    assertThat(config.io().transport()).isEqualTo(IoTransport.IO_URING);
    assertThat(config.pluginsDirectory()).contains(folder.resolve("my/plugins"));
    assertThat(config.requiredPlugins()).containsExactly("rtmp");
    assertThat(config.plugins()).containsOnlyKeys("flv-recording");
    assertThat(config.limits().maxConnections()).isEqualTo(5);
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofMillis(500));
    ApplicationConfig live = config.applications().get(0);
    assertThat(live.type()).isEqualTo("flvplayback");
    assertThat(live.aliases()).containsExactly("tv", "vod");
    assertThat(live.isDefault()).isTrue();
    assertThat(live.recordedStreamsStorage()).contains(folder.resolve("rec"));
    assertThat(live.storages()).extracting(StorageConfig::name).containsExactly("a", "b");
    assertThat(live.fileSources())
        .containsExactly(new FileSourceConfig(folder.resolve("media/demo.flv"), "demo", true));
    assertThat(live.stream().startMode()).isEqualTo(StartMode.KEYFRAME);
    assertThat(live.stream().duplicatePublisher()).isEqualTo(DuplicatePublisher.TAKE_OVER_SILENT);
    assertThat(live.stream().maxLag()).isEqualTo(Duration.ofMillis(2500));
    assertThat(live.hooks().functions()).containsOnlyKeys(HookName.ON_PLAY);
    AcceptorConfig acceptor = live.acceptors().get(0);
    assertThat(acceptor.ip()).isEqualTo("::1");
    assertThat(acceptor.chains()).containsExactly("inboundRtmp", "inboundHttp");
    assertThat(acceptor.tls().orElseThrow().key()).isEqualTo(folder.resolve("key.pem"));
    assertThat(acceptor.location()).hasToString("millrace.lua:12: applications[1].acceptors[1]");
  }

  @Test
  void anAcceptorWithoutItsCertificateIsLeftOutWithAWarning() {
    ServerConfig config =
        read(
            """
            configuration = {
              applications = {
                { name = "live",
                  acceptors = {
                    { ip = "127.0.0.1", port = 8081, protocol = "inboundRtmps",
                      sslKey = "server.key", sslCert = "server.crt" },
                    { ip = "127.0.0.1", port = 1935, protocol = "inboundRtmp" },
                  },
                },
              },
            }
            """);

    assertThat(config.applications().get(0).acceptors())
        .extracting(AcceptorConfig::port)
        .containsExactly(1935);
    assertThat(problems.warnings())
        .anyMatch(warning -> warning.toString().contains("sslKey"))
        .allMatch(warning -> warning.toString().contains("acceptor left out"));
  }

  @Test
  void allErrorsAreReportedTogetherWithTheirPlaces() {
    List<String> errors =
        errors(
            """
            configuration = {
              drainTimeout = "soon",
              limits = { maxConnections = 0 },
              ioTransport = "smoke",
              applications = {
                { name = "live",
                  acceptors = {
                    { ip = "0.0.0.0", port = 70000, protocol = "inboundRtmp" },
                    { ip = "no.such.host.invalid", port = 1935, protocol = "inboundRtmp" },
                    { ip = "0.0.0.0", protocol = "inboundRtmp", sslKey = "none.pem" },
                    { ip = "0.0.0.0", port = 1, protocol = {} },
                  },
                  mediaStorage = { recordedStreamsStorage = "millrace.lua", y = { }, z = 5 },
                  fileSources = { { file = "none.flv", streamName = "s" }, { file = "x" } },
                  startMode = "middle",
                  onPublish = "yes",
                },
                { description = "nameless" },
                "text",
              },
              plugins = { rtmp = 5 },
            }
            """);

    assertThat(errors)
        .containsExactlyInAnyOrder(
            "millrace.lua:2: drainTimeout: \"soon\" (expected: a number)",
            "millrace.lua:3: limits.maxConnections: 0 (expected: 1 to 10000000)",
            "millrace.lua:4: ioTransport: \"smoke\" (expected: \"auto\" or \"io_uring\" or"
                + " \"epoll\" or \"kqueue\" or \"nio\")",
            "millrace.lua:8: applications[1].acceptors[1].port: 70000 (expected: 0 to 65535)",
            "millrace.lua:9: applications[1].acceptors[2].ip: \"no.such.host.invalid\" (expected: an"
                + " IPv4 or IPv6 address, or a host name that can be resolved)",
            "millrace.lua:10: applications[1].acceptors[3].port: missing (expected: whole number, 0"
                + " to 65535)",
            "millrace.lua:10: applications[1].acceptors[3]: only one of sslKey and sslCert"
                + " (expected: both or none)",
            "millrace.lua:11: applications[1].acceptors[4].protocol: [] (expected: names of protocol"
                + " chains)",
            "millrace.lua:13: applications[1].mediaStorage.recordedStreamsStorage: \""
                + folder.resolve("millrace.lua")
                + "\" (expected: a folder)",
            "millrace.lua:13: applications[1].mediaStorage.y.mediaFolder: missing (expected: path)",
            "millrace.lua:13: applications[1].mediaStorage.z: 5 (expected: a table)",
            "millrace.lua:14: applications[1].fileSources[1].file: \"none.flv\" (expected: a file,"
                + " absolute or in one of ["
                + folder
                + "])",
            "millrace.lua:14: applications[1].fileSources[2].file: \"x\" (expected: a file, absolute"
                + " or in one of ["
                + folder
                + "])",
            "millrace.lua:14: applications[1].fileSources[2].streamName: missing (expected: string)",
            "millrace.lua:15: applications[1].startMode: \"middle\" (expected: \"keyframe\" or"
                + " \"gop\" or \"catchup\")",
            "millrace.lua:16: applications[1].onPublish: \"yes\" (expected: a function)",
            "millrace.lua:18: applications[2].name: missing (expected: string)",
            "millrace.lua:20: applications[3]: \"text\" (expected: a table)",
            "millrace.lua:21: plugins.rtmp: 5 (expected: a table)");
  }

  @Test
  void namesAndAliasesAreUniqueAndBothPlacesAreNamed() {
    List<String> errors =
        errors(
            """
            configuration = { applications = {
              { name = "live", aliases = { "tv" } },
              { name = "tv" },
              { name = "other", aliases = { "live", "x" } },
              { name = "live" },
            } }
            """);

    assertThat(errors)
        .containsExactly(
            "millrace.lua:3: applications[2].name: \"tv\" (expected: a name that no other"
                + " application has, as millrace.lua:2: applications[1].aliases[1] does)",
            "millrace.lua:4: applications[3].aliases[1]: \"live\" (expected: a name that no other"
                + " application has, as millrace.lua:2: applications[1].name does)",
            "millrace.lua:5: applications[4].name: \"live\" (expected: a name that no other"
                + " application has, as millrace.lua:2: applications[1].name does)");
  }

  @Test
  void unknownKeysWarnWithTheNearest() {
    read(
        """
        configuration = {
          logAppender = {},
          limits = { maxConections = 5 },
          logAppenders = { { name = "c", type = "console", level = 3, singleline = true } },
          applications = { rootDir = "x", { name = "live" } },
          somethingElse = 1,
        }
        """);

    assertThat(problems.warnings())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "millrace.lua:2: logAppender: unknown key; did you mean logAppenders?",
            "millrace.lua:3: limits.maxConections: unknown key; did you mean maxConnections?",
            "millrace.lua:4: logAppenders[1].singleline: unknown key; did you mean singleLine?",
            "millrace.lua:5: applications.rootDir: unknown key",
            "millrace.lua:6: somethingElse: unknown key");
  }

  @Test
  void keysWithoutEffectWarnOnceEach() {
    read(
        """
        configuration = {
          daemon = true, pathSeparator = "/",
          applications = {
            { name = "a", protocol = "dynamiclinklibrary", seekGranularity = 1 },
            { name = "b", library = "/x.so", seekGranularity = 2, generateMetaFiles = false },
            { name = "c", seekGranularity = 3,
              acceptors = { { ip = "0.0.0.0", port = 1, protocol = "x", cipherSuite = "ALL" } } },
          },
        }
        """);

    assertThat(problems.warnings())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "millrace.lua:2: daemon: has no effect: the server stays in the foreground; use systemd"
                + " or a container",
            "millrace.lua:4: applications[1].seekGranularity: has no effect: no plugin seeks in"
                + " files (and in 2 more places)",
            "millrace.lua:5: applications[2].library: has no effect: applications come from the"
                + " plugins folder",
            "millrace.lua:7: applications[3].acceptors[1].cipherSuite: has no effect: TLS has the"
                + " suites of the Java platform");
  }

  @Test
  void badLogAppendersAreLeftOut() {
    ServerConfig config =
        read(
            """
            configuration = { applications = { { name = "a" } }, logAppenders = {
              { name = "good", type = "file", level = 4, fileName = "logs/x", specificLevel = 2,
                fileLength = 1000, fileHistorySize = 3, singleLine = true },
              { name = "bad", type = "syslog", level = 3 },
              { name = "bad", type = "file", level = 3 },
              { type = "console", level = 9 },
            } }
            """);

    assertThat(config.logAppenders())
        .singleElement()
        .satisfies(
            appender -> {
              assertThat(appender.file()).contains(folder.resolve("logs/x"));
              assertThat(appender.specificLevel()).hasValue(2);
              assertThat(appender.length()).isEqualTo(1000);
            });
    assertThat(problems.warnings())
        .extracting(Object::toString)
        .containsExactly(
            "millrace.lua:4: logAppenders[2].type: \"syslog\" (expected: \"console\" or"
                + " \"coloredConsole\" or \"standardError\" or \"file\"); this appender is left out",
            "millrace.lua:5: logAppenders[3].fileName: missing (expected: path); this appender is"
                + " left out",
            "millrace.lua:6: logAppenders[4].name: missing (expected: string); this appender is"
                + " left out",
            "millrace.lua:6: logAppenders[4].level: 9 (expected: 0 to 6); this appender is left"
                + " out");
  }

  @Test
  void appDirIsWhereTheApplicationsPathsStart() throws IOException {
    Files.createDirectories(folder.resolve("apps/live/media"));

    ServerConfig config =
        read(
            """
            configuration = { applications = { rootDirectory = "apps",
              { name = "live", appDir = "live", mediaStorage = { { mediaFolder = "media" } } },
              { name = "old", appDir = "live", mediaFolder = "" },
              { name = "older", mediaFolder = "nowhere" },
            } }
            """);

    assertThat(config.applications().get(0).storages())
        .extracting(StorageConfig::mediaFolder)
        .containsExactly(folder.resolve("apps/live/media"));
    assertThat(config.applications().get(1).storages())
        .extracting(StorageConfig::mediaFolder)
        .containsExactly(folder.resolve("apps/live/media"));
    assertThat(config.applications().get(2).storages()).isEmpty();
    assertThat(problems.warnings())
        .extracting(Object::toString)
        .contains(
            "millrace.lua:4: applications[3].mediaFolder: \""
                + folder.resolve("nowhere")
                + "\" is left out: there is no such folder");
  }

  @Test
  void foldersThatAreNotThereAreLeftOut() {
    ServerConfig config =
        read(
            """
            configuration = { applications = {
              { name = "live", mediaStorage = {
                  recordedStreamsStorage = "later",
                  here = { mediaFolder = "." },
                  there = { mediaFolder = "/nowhere/media" } } },
            } }
            """);

    ApplicationConfig live = config.applications().get(0);
    assertThat(live.storages()).extracting(StorageConfig::name).containsExactly("here");
    assertThat(live.recordedStreamsStorage()).contains(folder.resolve("later"));
    assertThat(problems.warnings())
        .extracting(Object::toString)
        .containsExactly(
            "millrace.lua:5: applications[1].mediaStorage.there.mediaFolder: \"/nowhere/media\" is"
                + " left out: there is no such folder");
  }

  @Test
  void listsOfTablesMayHaveNamesButNothingElseInThem() {
    ServerConfig config =
        read(
            """
            configuration = { applications = { { name = "live", acceptors = {
              plain = { ip = "127.0.0.1", port = 1935, protocol = "inboundRtmp" } } } } }
            """);

    assertThat(config.applications().get(0).acceptors())
        .extracting(AcceptorConfig::port)
        .containsExactly(1935);
    assertThat(
            errors(
                """
                configuration = { applications = { { name = "live",
                  acceptors = { ip = "127.0.0.1", port = 1935, protocol = "inboundRtmp" } } } }
                """))
        .containsExactly(
            "millrace.lua:2: applications[1].acceptors.ip: \"127.0.0.1\" (expected: a table)");
  }

  @Test
  void severalDefaultsWarn() {
    read(
        "configuration = { applications = { { name = 'a', default = true },"
            + " { name = 'b', default = true } } }");

    assertThat(problems.warnings())
        .extracting(Object::toString)
        .containsExactly(
            "millrace.lua:1: applications[1].default: has no effect: b is the default");
  }

  @Test
  void aServerWithoutApplicationsWarns() {
    read("configuration = {}");

    assertThat(problems.warnings())
        .extracting(Object::toString)
        .containsExactly("millrace.lua:1: applications: there are no applications");
  }

  @Test
  void errorsOfTheScriptAreProblemsToo() {
    assertThat(errors("configuration = {"))
        .singleElement()
        .asString()
        .startsWith("millrace.lua:1: ");
    assertThatThrownBy(() -> ServerConfigReader.read(folder.resolve("none.lua"), problems))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("no such file");
  }

  private ServerConfig read(String lua) {
    try {
      return ServerConfigReader.read(
          Files.writeString(folder.resolve("millrace.lua"), lua), problems);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> errors(String lua) {
    assertThatThrownBy(() -> read(lua)).isInstanceOf(InvalidConfigException.class);
    return problems.errors().stream().map(Object::toString).toList();
  }
}

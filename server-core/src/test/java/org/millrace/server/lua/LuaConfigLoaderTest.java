package org.millrace.server.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;

class LuaConfigLoaderTest {
  @TempDir Path folder;

  @Test
  void valuesKeepTheirTypes() throws IOException {
    ConfigNode.Table table =
        load(
            "configuration = { text = 'a', number = 1.5, whole = 70000, flag = false, list = {1} }");

    assertThat(((ConfigNode.Text) node(table, "text")).value()).isEqualTo("a");
    assertThat(((ConfigNode.Numeric) node(table, "number")).value()).isEqualTo(1.5);
    assertThat(((ConfigNode.Numeric) node(table, "whole")).isWhole()).isTrue();
    assertThat(((ConfigNode.Flag) node(table, "flag")).value()).isFalse();
    assertThat(((ConfigNode.Table) node(table, "list")).items()).hasSize(1);
  }

  @Test
  void keysAreInTheOrderOfTheFile() throws IOException {
    ConfigNode.Table table =
        load("configuration = { zulu = 1, alpha = 2, mike = 3, [\"a b\"] = 4 }");

    assertThat(table.values().keySet()).containsExactly("zulu", "alpha", "mike", "a b");
  }

  @Test
  void everyValueKnowsItsLine() throws IOException {
    ConfigNode.Table table =
        load(
            """
            -- { a brace in a comment
            --[[ and { another
            ]]
            configuration =
            {
              text = "{ not this one", -- line 6
              applications =
              {
                rootDirectory = "applications", -- line 9
                {
                  name = "first", -- line 11
                  aliases =
                  {
                    "one", -- line 14
                    "two",
                  },
                },

                { -- line 19
                  name = [[second]],
                  acceptors = { { port = 1935 }, { port = 70000 } }, -- line 21
                  onPublish = function(client, stream)
                    return { 1 }
                  end,
                },
              },
            }
            """);

    assertThat(place(node(table, "text"))).isEqualTo("millrace.lua:6: text");
    ConfigNode.Table applications = (ConfigNode.Table) node(table, "applications");
    assertThat(place(applications)).isEqualTo("millrace.lua:8: applications");
    assertThat(place(node(applications, "rootDirectory")))
        .isEqualTo("millrace.lua:9: applications.rootDirectory");
    ConfigNode.Table first = (ConfigNode.Table) applications.items().get(0);
    assertThat(place(first)).isEqualTo("millrace.lua:10: applications[1]");
    assertThat(place(((ConfigNode.Table) node(first, "aliases")).items().get(0)))
        .isEqualTo("millrace.lua:14: applications[1].aliases[1]");
    ConfigNode.Table second = (ConfigNode.Table) applications.items().get(1);
    assertThat(place(second)).isEqualTo("millrace.lua:19: applications[2]");
    ConfigNode port =
        node(
            (ConfigNode.Table) ((ConfigNode.Table) node(second, "acceptors")).items().get(1),
            "port");
    assertThat(place(port)).isEqualTo("millrace.lua:21: applications[2].acceptors[2].port");
    assertThat(place(node(second, "onPublish")))
        .isEqualTo("millrace.lua:22: applications[2].onPublish");
  }

  @Test
  void linesAreKnownHoweverTheTableIsPutTogether() throws IOException {
    ConfigNode.Table table =
        load(
            """
            local function acceptor(port)
              return { ip = "0.0.0.0",
                       port = port }
            end
            local live = {
              name = "live" }
            live.acceptors = { acceptor(1), acceptor(70000) }
            configuration = {}
            configuration.applications = { live }
            for i = 1, 2 do
              table.insert(configuration.applications, { name = "n" .. i })
            end
            configuration.applications[1].late = true
            """);

    List<ConfigNode> applications = ((ConfigNode.Table) node(table, "applications")).items();
    ConfigNode.Table live = (ConfigNode.Table) applications.get(0);
    assertThat(place(node(live, "name"))).isEqualTo("millrace.lua:6: applications[1].name");
    assertThat(place(node(live, "late"))).isEqualTo("millrace.lua:13: applications[1].late");
    ConfigNode.Table second =
        (ConfigNode.Table) ((ConfigNode.Table) node(live, "acceptors")).items().get(1);
    assertThat(place(node(second, "port")))
        .isEqualTo("millrace.lua:3: applications[1].acceptors[2].port");
    assertThat(place(applications.get(2))).isEqualTo("millrace.lua:11: applications[3]");
  }

  @Test
  void filesOfTheFolderAreIncludedByDofile() throws IOException {
    Files.createDirectories(folder.resolve("apps"));
    Files.writeString(folder.resolve("apps/live.lua"), "return {\n  name = 'live'\n}");

    ConfigNode.Table table = load("configuration = { applications = { dofile('apps/live.lua') } }");

    ConfigNode.Table live =
        (ConfigNode.Table) ((ConfigNode.Table) node(table, "applications")).items().get(0);
    assertThat(place(node(live, "name"))).isEqualTo("apps/live.lua:2: applications[1].name");
  }

  @Test
  void filesElsewhereAreOutOfReach() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside.lua"), "return 1");
    Path inside = Files.createDirectories(folder.resolve("inside"));
    Files.createSymbolicLink(inside.resolve("link.lua"), outside);

    assertThat(failure(inside, "configuration = { dofile('../outside.lua') }"))
        .startsWith("millrace.lua:1: dofile: ../outside.lua (expected: a file in ");
    assertThat(failure(inside, "configuration = { dofile('" + outside + "') }"))
        .contains("(expected: a file in ");
    assertThat(failure(inside, "configuration = { dofile('link.lua') }"))
        .contains("(expected: a file in ");
    assertThat(failure(inside, "configuration = { dofile('none.lua') }"))
        .isEqualTo("millrace.lua:1: dofile: none.lua: no such file");
  }

  @Test
  void errorsOfIncludedFilesNameBothLines() throws IOException {
    Files.writeString(folder.resolve("bad.lua"), "x = {\n  y =\n}");

    assertThat(failure("\nconfiguration = dofile('bad.lua')"))
        .startsWith("millrace.lua:2: bad.lua:3: ");
  }

  @Test
  void syntaxErrorsSayTheLine() {
    assertThat(failure("configuration = {\n  a = 1\n  b = 2\n}"))
        .startsWith("millrace.lua:3: ")
        .contains("'}' expected");
  }

  @Test
  void failuresOfTheScriptSayTheLine() {
    assertThat(failure("\nlocal t = nil\nconfiguration = { a = t.b }"))
        .startsWith("millrace.lua:3: attempt to index ");
    assertThat(failure("\n\nerror('not today')")).startsWith("millrace.lua:3: not today");
    assertThat(failure("error({ code = 1 })")).contains("table");
    assertThat(failure("error()")).isEqualTo("millrace.lua:1: the script fails without a message");
  }

  @Test
  void theGlobalTableHasToBeThere() {
    assertThat(failure("config = {}"))
        .isEqualTo("millrace.lua: configuration: nil (expected: a global table of that name)");
    assertThat(failure("configuration = 'x'")).contains("configuration: string");
  }

  @Test
  void whatIsNoTreeIsRefused() {
    assertThat(failure("configuration = { a = {} }\nconfiguration.a.up = configuration"))
        .isEqualTo("millrace.lua:1: a.up: a table that contains itself (expected: a tree)");
    assertThat(failure("configuration = { 1, nil, 3 }"))
        .isEqualTo("millrace.lua:1: [2]: missing (expected: a list without gaps up to 3)");
    assertThat(failure("configuration = { [1.5] = 3 }"))
        .isEqualTo("millrace.lua:1: key 1.5 (expected: names, and indexes from 1)");
    assertThat(failure("configuration = { [true] = 3 }")).contains("key true");
  }

  @Test
  void tablesMayBeUsedTwice() throws IOException {
    ConfigNode.Table table = load("local s = { x = 1 } configuration = { a = s, b = s }");

    assertThat(place(node((ConfigNode.Table) node(table, "b"), "x"))).endsWith("b.x");
  }

  @Test
  void sharedTablesCannotMultiplyWithoutEnd() {
    assertThat(
            failure(
                """
                local t = { 1 }
                for i = 1, 40 do t = { t, t } end
                configuration = t
                """))
        .contains("too many values");
    assertThat(failure("local t = { 1 } for i = 1, 100 do t = { t } end configuration = t"))
        .contains("too deep");
  }

  @Test
  void unreadableFilesAreNamed() throws IOException {
    assertThatThrownBy(() -> LuaConfigLoader.load(folder.resolve("none.lua")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(folder.resolve("none.lua") + ": no such file");
    assertThatThrownBy(() -> LuaConfigLoader.load(folder)).hasMessageEndingWith("is not a file");
    Path big = Files.write(folder.resolve("big.lua"), new byte[2 << 20]);
    assertThatThrownBy(() -> LuaConfigLoader.load(big)).hasMessageContaining("is too big");
  }

  @Test
  void byteOrderMarksAndWindowsLinesAreFine() throws IOException {
    ConfigNode.Table table = load("\uFEFFconfiguration =\r\n{\r\n  name = 'é',\r\n  t = {} }\r\n");

    assertThat(((ConfigNode.Text) node(table, "name")).value()).isEqualTo("é");
    assertThat(place(node(table, "t"))).isEqualTo("millrace.lua:4: t");
  }

  @Test
  void randomBytesAreAnErrorOfTheFile() throws IOException {
    Path file = Files.write(folder.resolve("random.lua"), new byte[] {27, 76, 117, 97, 0, -1, 3});

    assertThatThrownBy(() -> LuaConfigLoader.load(file)).isInstanceOf(ConfigException.class);
  }

  private ConfigNode.Table load(String lua) throws IOException {
    return LuaConfigLoader.load(Files.writeString(folder.resolve("millrace.lua"), lua));
  }

  private String failure(String lua) {
    return failure(folder, lua);
  }

  private static String failure(Path folder, String lua) {
    try {
      LuaConfigLoader.load(Files.writeString(folder.resolve("millrace.lua"), lua));
      return "loaded";
    } catch (ConfigException e) {
      return e.getMessage();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ConfigNode node(ConfigNode.Table table, String key) {
    ConfigNode node = table.get(key);
    assertThat(node).as(key).isNotNull();
    return node;
  }

  private static String place(ConfigNode node) {
    return node.location().toString();
  }
}

package org.millrace.server.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;

@Timeout(30)
class LuaSandboxTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os",
        "io",
        "luajava",
        "package",
        "require",
        "module",
        "load",
        "loadstring",
        "loadfile",
        "debug",
        "collectgarbage",
        "coroutine",
        "string.dump",
        "getfenv",
        "setfenv"
      })
  void whatReachesOutIsNotThere(String name) {
    assertThat(run("configuration = { there = " + name + " ~= nil }").get("there"))
        .hasToString("false");
  }

  @Test
  void stringMethodsCannotBeChanged() {
    assertThat(failure("getmetatable('').__index = nil")).contains("read-only");
    assertThat(failure("getmetatable('').__index.upper = nil")).contains("read-only");
    assertThat(failure("rawset(getmetatable('').__index, 'upper', 1)")).contains("read-only");
    assertThat(failure("setmetatable(getmetatable(''), {})")).contains("read-only");
    assertThat(failure("table.insert(getmetatable('').__index, 1)")).contains("read-only");
    assertThat(run("configuration = { x = ('a'):upper() }").get("x")).hasToString("\"A\"");
  }

  @Test
  void oneScriptDoesNotSeeAnother() {
    run("leaked = 1; string.upper = nil; table.insert = nil; configuration = {}");

    assertThat(run("configuration = { x = leaked == nil and string.upper ~= nil }").get("x"))
        .hasToString("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "repeat until false",
        "for i = 1, 1e9 do end",
        "local function f() return f() end f()",
        "::again:: goto again",
        "pcall(function() while true do end end) while true do end",
        "while true do pcall(error) end",
        "xpcall(function() while true do end end, function() while true do end end)",
        "string.find(('a'):rep(3000), ('a-'):rep(30) .. 'b')",
        "string.find(('a'):rep(40), ('a?'):rep(40) .. ('a'):rep(40) .. 'b')",
        "string.match(('x'):rep(100000), '(.-)(.-)(.-)(.-)y')",
        "string.gsub(('('):rep(100000), '%b()', '')",
        "for w in string.gmatch(('a'):rep(100000), 'a-b') do end",
        "string.find(('a'):rep(1000000), ('a'):rep(500000) .. 'b', 1, true)",
        "local t = {} for i = 1, 1e7 do table.insert(t, 1, i) end",
        "while true do print('x') end",
        "setmetatable(_G, { __index = function(t, k) return t[k .. 'x'] end }) local y = nothing",
      })
  void endlessScriptsAreStopped(String lua) {
    Instant begin = Instant.now();

    assertThat(failure(lua)).startsWith("millrace.lua:1: the script needs more than ");
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "string.rep('x', 2e8)",
        "string.rep('x', 1e15)",
        "string.rep('', 1e15, 'x')",
        "local s = 'x' while true do s = s .. s end",
        "local s = ('x'):rep(1e6) local t = {} while true do t[#t + 1] = s .. #t end",
        "local t = {} for i = 1, 1e9 do t[i] = { i } end",
        "local s = ('x'):rep(1e6) string.gsub(s, 'x', s)",
        "local s = ('x'):rep(1e6) string.gsub(s, '.', function() return s end)",
        "local s = ('x'):rep(1e6) string.gsub(s, '.', '%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0')",
        "local t = {} for i = 1, 1000 do t[i] = ('x'):rep(60000) end table.concat(t, t[1])",
        "local s = ('x'):rep(1e6) while true do s = s:upper() end",
      })
  void memoryIsBounded(String lua) {
    assertThat(failure(lua))
        .matches("millrace.lua:1: the script needs more than \\d+ (bytes of memory|instructions)");
  }

  @Test
  void manyResultsAreRefused() {
    assertThat(failure("table.unpack({}, 1, 1e8)")).contains("too many results");
    assertThat(failure("string.byte(('x'):rep(1e6), 1, -1)")).contains("slice too long");
  }

  @Test
  void deepRecursionIsStopped() {
    assertThat(failure("local function f() return 1 + f() end f()"))
        .isEqualTo("millrace.lua:1: the script needs more than 150 calls within calls");
    assertThat(
            failure(
                "local t = setmetatable({}, {}) getmetatable(t).__tostring = tostring "
                    + "tostring(t)"))
        .isNotEqualTo("loaded");
    assertThat(failure("x = " + "{".repeat(100_000))).contains("too many syntax levels");
    assertThat(failure("x = " + "(".repeat(100_000))).contains("too many syntax levels");
  }

  @Test
  void printGoesToTheLog() {
    assertThat(run("print('hello', 1, nil, {}) configuration = {}").values()).isEmpty();
  }

  @Test
  void pcallStillCatchesOrdinaryErrors() {
    ConfigNode.Table table =
        run("local ok, why = pcall(error, 'x') configuration = { ok = ok, why = why }");

    assertThat(table.get("ok")).hasToString("false");
    assertThat(table.get("why").toString()).contains("x");
  }

  private ConfigNode.Table run(String lua) {
    try {
      return LuaConfigLoader.load(Files.writeString(folder.resolve("millrace.lua"), lua));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String failure(String lua) {
    try {
      run(lua + " configuration = {}");
      return "loaded";
    } catch (ConfigException e) {
      return e.getMessage();
    }
  }
}

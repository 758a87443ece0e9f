package org.millrace.server.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.Script;
import org.millrace.api.script.ScriptException;
import org.millrace.api.script.ScriptFunction;
import org.millrace.api.script.ScriptLimits;
import org.millrace.api.script.ScriptOptions;

@Timeout(30)
class LuaScriptEngineTest {
  private static final ScriptLimits LIMITS =
      new ScriptLimits(100_000, 4 << 20, 1 << 20, Duration.ofSeconds(5));

  @TempDir Path folder;
  private final LuaScriptEngine engine = new LuaScriptEngine();
  private Map<String, Object> globals = Map.of();
  private Script script;

  @AfterEach
  void closeScript() {
    if (script != null) {
      script.close();
    }
  }

  @Test
  void functionsOfTheScriptAndItsTablesAreFound() {
    globals = Map.of("host", Map.of("log", (HostFunction) arguments -> null));
    load(
        "function onConnect() end\n"
            + "commands = { vote = function() end, n = 1, [1] = function() end }\n"
            + "customhandlers = { rtmp = { processInvokePlay = function() end } }\n"
            + "local function hidden() end");

    assertThat(script.functions())
        .containsExactlyInAnyOrder(
            "onConnect", "commands.vote", "customhandlers.rtmp.processInvokePlay");
  }

  @Test
  void callsTakeAndGiveValues() {
    load("function echo(...) return ... end");

    assertThat(call("echo", "a", 1, true, null, List.of("x"), Map.of("k", "v")))
        .containsExactly("a", 1.0, true, null, List.of("x"), Map.of("k", "v"));
  }

  @Test
  void failuresSayFileAndLine() {
    load("function fail()\n  error('no')\nend\nfunction index(x)\n  return x.y.z\nend");

    assertThat(failure("fail")).isEqualTo("script.lua:2: no");
    assertThat(failure("index", Map.of())).startsWith("script.lua:5: attempt to index ");
    assertThat(failure("missing")).startsWith("missing (expected: one of [");
  }

  @Test
  void scriptsThatCannotBeLoadedSayWhere() {
    assertThatThrownBy(() -> load("function f(\nend"))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("script.lua:2: ");
    assertThatThrownBy(() -> load("\nnothing.there()"))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("script.lua:2: attempt to index ");
    assertThatThrownBy(() -> engine.load(folder.resolve("none.lua"), options()))
        .isInstanceOf(ScriptException.class)
        .hasMessageEndingWith("none.lua: no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "pcall(function() while true do end end) while true do end",
        "local function f() return 1 + f() end f()",
        "string.rep('x', 2e8)",
        "local s = 'x' while true do s = s .. s end",
        "local t = {} for i = 1, 1e9 do t[i] = { i } end",
        "string.find(('a'):rep(3000), ('a-'):rep(30) .. 'b')",
        "while true do host.echo({}) end",
      })
  void callsThatWantTooMuchAreCutOffWithTheirLine(String lua) {
    globals = Map.of("host", Map.of("echo", (HostFunction) arguments -> arguments));
    load("function fine() return 'fine' end\nfunction bomb()\n" + lua + "\nend");

    assertThat(failure("bomb")).startsWith("script.lua:3: the script needs more than ");
    assertThat(call("fine")).containsExactly("fine");
  }

  @Test
  void loadingIsLimitedToo() {
    assertThatThrownBy(() -> load("while true do end"))
        .hasMessage("script.lua:1: the script needs more than 100000 instructions");
  }

  @Test
  void waitingForOtherCallsCountsAsTime() {
    ScriptLimits hurried = new ScriptLimits(1_000_000_000, 4 << 20, 1 << 20, Duration.ofMillis(50));
    script =
        engine.load(
            write("function hang() while true do end end function quick() end"),
            new ScriptOptions(Map.of(), LIMITS, hurried));

    CompletableFuture<?> first = script.call("hang", List.of()).toCompletableFuture();
    CompletableFuture<?> second = script.call("quick", List.of()).toCompletableFuture();

    assertThat(failure(first)).isEqualTo("script.lua:1: the script needs more than 0.05 seconds");
    assertThat(failure(second)).endsWith("the script needs more than 0.05 seconds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kept[#kept + 1] = ('x'):rep(10000) .. #kept",
        "kept[#kept + 1] = { #kept }",
        "kept[('k'):rep(1000) .. #kept] = true kept[#kept + 1] = 1",
        "kept[#kept + 1] = ('x'):rep(10000):gmatch('y')",
        "kept[#kept + 1] = setmetatable({}, { x = ('x'):rep(10000) .. #kept })",
        "local s = ('x'):rep(10000) .. #kept kept[#kept + 1] = function() return s end",
      })
  void aScriptThatKeepsTooMuchIsStopped(String lua) {
    load("local kept = {} function grow() for i = 1, 20 do " + lua + " end end");

    String failure = "";
    for (int i = 0; i < 2000 && failure.isEmpty(); i++) {
      CompletableFuture<?> call = script.call("grow", List.of()).toCompletableFuture();
      failure = outcome(call);
    }

    assertThat(failure)
        .isIn(
            "the script keeps more than 1048576 bytes and has been stopped",
            "the script has been closed or stopped");
    assertThat(script.isOpen()).isFalse();
  }

  @Test
  void memoryThatIsNotKeptDoesNotCount() {
    load("function churn() local s = ('x'):rep(1000000) return #s end");

    for (int i = 0; i < 50; i++) {
      assertThat(call("churn")).containsExactly(1e6);
    }
    assertThat(script.isOpen()).isTrue();
  }

  @Test
  void hostFunctionsAreCalledAndMayFail() {
    HostFunction add = arguments -> (Double) arguments.get(0) + (Double) arguments.get(1);
    HostFunction refuse =
        arguments -> {
          throw new ScriptException("name: " + arguments.get(0) + " (expected: another)");
        };
    globals = Map.of("host", Map.of("add", add, "refuse", refuse));
    load(
        "function sum() return host.add(1, 2) end\n"
            + "function wrong()\n  host.refuse('x')\nend\n"
            + "function caught() return pcall(host.refuse, 'y') end");

    assertThat(call("sum")).containsExactly(3.0);
    assertThat(failure("wrong")).isEqualTo("script.lua:3: name: x (expected: another)");
    assertThat(call("caught").get(0)).isEqualTo(false);
    assertThat(call("caught").get(1).toString()).contains("name: y (expected: another)");
  }

  @Test
  void callbacksAreCalledLater() {
    AtomicReference<ScriptFunction> kept = new AtomicReference<>();
    HostFunction keep =
        arguments -> {
          kept.set((ScriptFunction) arguments.get(0));
          return null;
        };
    globals = Map.of("keep", keep);
    load("local n = 0 keep(function(by) n = n + by return n end)");

    assertThat(kept.get().call(List.of(2)).toCompletableFuture().join()).containsExactly(2.0);
    assertThat(kept.get().call(List.of(3)).toCompletableFuture().join()).containsExactly(5.0);
    script.close();
    assertThat(failure(kept.get().call(List.of(1)).toCompletableFuture()))
        .isEqualTo("the script is closed");
  }

  @Test
  void stagesPassThroughAndCannotBeLookedInto() {
    CompletableFuture<String> later = new CompletableFuture<>();
    globals = Map.of("later", (HostFunction) arguments -> later);
    load(
        "function pass() return later() end\n"
            + "function look() return later().get end\n"
            + "function run() return later():complete('x') end");

    assertThat(call("pass").get(0)).isSameAs(later);
    assertThat(call("look")).containsExactly((Object) null);
    assertThat(failure("run")).startsWith("script.lua:3: attempt to call");
  }

  @Test
  void scriptsDoNotSeeEachOther() {
    load("shared = 1 string.upper = nil function get() return shared end");
    Script first = script;
    script = null;
    load("function get() return shared, ('x'):upper() end");

    assertThat(call("get")).containsExactly(null, "X");
    first.close();
    assertThat(call("get")).containsExactly(null, "X");
  }

  @Test
  void aHangingScriptDoesNotHoldUpAnother() {
    ScriptLimits patient =
        new ScriptLimits(Integer.MAX_VALUE, 4 << 20, 1 << 20, Duration.ofSeconds(2));
    Script hanging =
        engine.load(
            write("function hang() while true do end end"),
            new ScriptOptions(Map.of(), LIMITS, patient));
    CompletableFuture<?> hang = hanging.call("hang", List.of()).toCompletableFuture();
    load("function quick() return 1 end");

    assertThat(call("quick")).containsExactly(1.0);
    assertThat(hang).isNotDone();
    assertThat(failure(hang)).contains("more than 2.0 seconds");
    hanging.close();
  }

  private void load(String lua) {
    script = engine.load(write(lua), options());
  }

  private ScriptOptions options() {
    return new ScriptOptions(globals, LIMITS, LIMITS);
  }

  private Path write(String lua) {
    try {
      return Files.writeString(folder.resolve("script.lua"), lua);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Object> call(String function, Object... arguments) {
    return script.call(function, Arrays.asList(arguments)).toCompletableFuture().join();
  }

  private String failure(String function, Object... arguments) {
    return failure(script.call(function, Arrays.asList(arguments)).toCompletableFuture());
  }

  private static String failure(CompletableFuture<?> call) {
    String outcome = outcome(call);
    assertThat(outcome).isNotEmpty();
    return outcome;
  }

  /** The message of the failure, or "". */
  private static String outcome(CompletableFuture<?> call) {
    try {
      call.join();
      return "";
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(ScriptException.class);
      return e.getCause().getMessage();
    }
  }
}

package org.millrace.server.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;

@Timeout(30)
class LuaFunctionTest {
  @TempDir Path folder;

  @Test
  void valuesGoInAndOut() {
    ConfigNode.Function function =
        function(
            "function(client, list, n, flag, none) return client.params.token, list[2], n + 1,"
                + " not flag, none, { 1, 'x' }, { a = true } end");

    assertThat(
            call(
                function,
                Map.of("params", Map.of("token", "secret")),
                List.of("a", "b"),
                41,
                false,
                null))
        .containsExactly("secret", "b", 42.0, true, null, List.of(1.0, "x"), Map.of("a", true));
  }

  @Test
  void nothingAndNilAreNotTheSame() {
    assertThat(call(function("function() end"))).isEmpty();
    assertThat(call(function("function() return nil end"))).containsExactly((Object) null);
    assertThat(call(function("function(t) return t.x end"), Map.of()))
        .containsExactly((Object) null);
  }

  @Test
  void failuresSayWhichFunctionAndLine() {
    assertThat(failure(function("function(x)\n  return x.y.z\nend"), Map.of()))
        .startsWith("millrace.lua:2: onPublish: attempt to index ");
    assertThat(failure(function("function() error('no') end")))
        .isEqualTo("millrace.lua:1: onPublish: no");
    assertThat(failure(function("function() return print end"))).contains("cannot be taken over");
    assertThat(failure(function("function() local t = {} t.t = t return t end")))
        .contains("cannot be taken over");
  }

  @Test
  void aHangingFunctionIsCutOffAndTheNextCallWorks() {
    ConfigNode.Function function = function("function(hang) while hang do end return 'fine' end");

    assertThat(failure(function, true))
        .isEqualTo("millrace.lua:1: onPublish: the script needs more than 500000 instructions");
    assertThat(call(function, false)).containsExactly("fine");
  }

  @Test
  void timeIsLimitedToo() {
    ConfigNode.Function function = function("function() while true do end end");
    LuaFunctionBody body =
        ((LuaFunctionBody) function.body()).within(LuaLimits.CALL.withTime(Duration.ofNanos(1)));

    assertThat(failure(new ConfigNode.Function(function.location(), body)))
        .isEqualTo("millrace.lua:1: onPublish: the script needs more than 0.0 seconds");
  }

  @Test
  void memoryIsLimitedToo() {
    assertThat(failure(function("function() local s = 'x' while true do s = s .. s end end")))
        .endsWith(" bytes of memory");
  }

  @Test
  void callsFromManyThreadsRunOneAtATime() {
    ConfigNode.Function function =
        function(
            "(function() local inside, count = false, 0 return function()"
                + " assert(not inside) inside = true for i = 1, 100 do count = count + 1 end"
                + " inside = false return count end end)()");

    List<CompletableFuture<List<Object>>> calls =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> function.body().call().toCompletableFuture())
            .toList();

    assertThat(calls.stream().map(call -> call.join().get(0)))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 200).mapToObj(i -> i * 100.0).toList());
  }

  @Test
  void tooManyWaitingCallsAreRefused() {
    ConfigNode.Function function = function("function() for i = 1, 1e5 do end end");
    List<CompletableFuture<List<Object>>> calls = new ArrayList<>();
    for (int i = 0; i < 1100; i++) {
      calls.add(function.body().call().toCompletableFuture());
    }

    assertThat(calls)
        .filteredOn(CompletableFuture::isCompletedExceptionally)
        .isNotEmpty()
        .last()
        .satisfies(
            call ->
                assertThat(failure(call))
                    .isEqualTo(
                        "millrace.lua:1: onPublish: too many calls of Lua functions are waiting"));
  }

  @Test
  void functionsReadNoFiles() {
    assertThat(failure(function("function() return dofile('millrace.lua') end")))
        .contains("attempt to call nil");
    assertThat(
            failure(
                function(
                    "(function() local kept = dofile return function() kept('millrace.lua') end"
                        + " end)()")))
        .contains("dofile: the configuration has been read");
  }

  @Test
  void stateStaysFromCallToCall() {
    ConfigNode.Function function = function("function() n = (n or 0) + 1 return n end");

    assertThat(call(function)).containsExactly(1.0);
    assertThat(call(function)).containsExactly(2.0);
  }

  private ConfigNode.Function function(String lua) {
    try {
      Path file =
          Files.writeString(
              folder.resolve("millrace.lua"), "configuration = { onPublish = " + lua + " }");
      return (ConfigNode.Function) LuaConfigLoader.load(file).get("onPublish");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Object> call(ConfigNode.Function function, Object... arguments) {
    return function.body().call(arguments).toCompletableFuture().join();
  }

  private static String failure(ConfigNode.Function function, Object... arguments) {
    return failure(function.body().call(arguments).toCompletableFuture());
  }

  private static String failure(CompletableFuture<?> call) {
    try {
      return "returned " + Arrays.asList(call.join());
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(ConfigException.class);
      return e.getCause().getMessage();
    }
  }
}

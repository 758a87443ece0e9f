package org.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the figures are read from. */
class SourcesTest {
  @Test
  void processorTimeIsUserAndSystemTimeWhateverTheProgramsName() {
    String stat = "17 (a (b) c) S 1 17 17 0 -1 4194560 900 0 1 0 250 150 0 0 20 0 30 0 100";
    assertThat(CpuClock.seconds(stat)).isEqualTo(4.0);
  }

  @Test
  void receiveQueuesOfThePortAreAddedUp() {
    List<String> table =
        List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt",
            "   0: 0100007F:078F 0100007F:C001 01 00000000:00000010 00:00000000 00000000",
            "   1: 0100007F:078F 0100007F:C002 01 00000099:00000100 00:00000000 00000000",
            "   2: 0100007F:C001 0100007F:078F 01 00000000:00009999 00:00000000 00000000");
    assertThat(ReceiveQueues.bytes(table, 1935)).isEqualTo(0x110);
  }

  @Test
  void pausesAreReadFromTheCollectorsLog() {
    Figures figures =
        GcLog.figures(
            List.of(
                "[0.1s][info][gc] Using Serial",
                "[1.2s][info][gc] GC(0) Pause Young (Allocation Failure) 6M->1M(14M) 2.500ms",
                "[2.2s][info][gc] GC(1) Pause Young (Allocation Failure) 7M->1M(14M) 1.000ms"));
    assertThat(figures.of(Metric.GC_PAUSES)).isEqualTo(2);
    assertThat(figures.of(Metric.GC_P99)).isEqualTo(2.5);
    assertThat(GcLog.figures(List.of()).of(Metric.GC_PAUSES)).isZero();
  }

  @Test
  void loadResultsAreReadByTheirKeys() {
    LoadResult result =
        LoadResult.parse(
            "{\"conns\":500,\"alive\":498,\"errors\":1,\"seconds\":8.0,\"bytes\":1000,"
                + "\"lat_ms\":{\"p50\":1.50,\"p99\":-1}}");
    assertThat(result.get("p50")).isEqualTo(1.5);
    assertThat(result.get("p99")).isEqualTo(-1);
    assertThat(result.failed()).isEqualTo(2);
    assertThat(result.bytesPerSecond()).isEqualTo(125);
    assertThatThrownBy(() -> result.get("lost")).isInstanceOf(BenchException.class);
  }

  @Test
  void loadGetsTheProcessorsThatTheServerHasNot() {
    assertThat(Processors.parse("0-2,8")).containsExactly(0, 1, 2, 8);
    Processors.Placement four = new Processors(List.of(0, 1, 2, 3), true).place(2);
    assertThat(four.server()).containsExactly("taskset", "-c", "0,1");
    assertThat(four.load()).containsExactly("taskset", "-c", "2,3");
    Processors.Placement shared = new Processors(List.of(0, 1), true).place(2);
    assertThat(shared.load()).isEqualTo(shared.server()).containsExactly("taskset", "-c", "0,1");
    assertThat(new Processors(List.of(0), true).place(1).server()).isEmpty();
  }

  @Test
  void limitOfOpenFilesIsTheHardOne() {
    List<String> limits =
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max open files            1024                 524288               files     ");
    assertThat(OpenFiles.limit(limits)).isEqualTo(524_288);
  }

  @Test
  void microBenchmarksShowTimeAndGarbage() {
    MicroBenchmarks micro = new MicroBenchmarks();
    micro.add(
        List.of(
            "\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\",\"Score Error (99.9%)\",\"Unit\","
                + "\"Param: viewers\"",
            "\"org.millrace.FanOutBenchmark.batch\",\"avgt\",1,5,76.46,1.0,\"us/op\",1000",
            "\"org.millrace.FanOutBenchmark.batch:gc.alloc.rate.norm\",\"avgt\",1,5,200.4,0,\"B/op\",1000",
            "\"org.millrace.FanOutBenchmark.batch:gc.count\",\"avgt\",1,5,2,NaN,\"counts\",1000"));
    assertThat(micro.markdown())
        .endsWith("| FanOutBenchmark.batch viewers = 1000 | 76.5 | 200 |\n");
  }
}

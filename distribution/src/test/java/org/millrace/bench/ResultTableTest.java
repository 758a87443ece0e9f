package org.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final Trial NEVER_RUN = bench -> Figures.NONE;

  private static Figures figures(double cpu, double lost) {
    return Figures.NONE.with(Metric.CPU_PER_GB, cpu).with(Metric.LOST, lost);
  }

  @Test
  void rowsShowTheirRatioToTheBaselineWhereThatMeansSomething() {
    Row nginx = new Row("1,000 viewers", "nginx-rtmp", null, NEVER_RUN);
    Row millrace = new Row("1,000 viewers", "Millrace", nginx, NEVER_RUN);
    ResultTable table = new ResultTable(new Scenario("x", "Fan-out", 0, List.of(nginx, millrace)));
    table.put(nginx, figures(3.1, 2));
    table.put(millrace, figures(1.55, 0));

    assertThat(table.markdown())
        .isEqualTo(
            """
            ### Fan-out

            | Load | Server | CPU s/GB | lost frames |
            | --- | --- | --: | --: |
            | 1,000 viewers | nginx-rtmp | 3.10 | 2 |
            | 1,000 viewers | Millrace | 1.55 (0.50) | 0 |
            """);
  }

  @Test
  void rowWithoutResultsIsEmptyAndComparesWithNothing() {
    Row nginx = new Row("a", "nginx-rtmp", null, NEVER_RUN);
    Row millrace = new Row("a", "Millrace", nginx, NEVER_RUN);
    ResultTable table = new ResultTable(new Scenario("x", "T", 0, List.of(nginx, millrace)));
    table.put(nginx, Figures.NONE);
    table.put(millrace, figures(1.5, 0));

    assertThat(table.markdown())
        .contains("| a | nginx-rtmp |  |  |\n", "| a | Millrace | 1.50 | 0 |\n");
  }

  @Test
  void roundsAreReducedToTheMedianOfEachMetric() {
    Samples samples = new Samples();
    samples.add(figures(1, 9));
    samples.add(figures(3, 0));
    samples.add(figures(2, 0));

    assertThat(samples.medians().of(Metric.CPU_PER_GB)).isEqualTo(2);
    assertThat(samples.medians().of(Metric.LOST)).isZero();
    assertThat(Samples.median(DoubleStream.of(4, 1))).isEqualTo(2.5);
    assertThat(new Samples().medians().metrics()).isEmpty();
  }

  @Test
  void reportReplacesTheOneBeforeOnThePage() {
    String page = "before\n" + PerformancePage.BEGIN + "old\n" + PerformancePage.END + "after\n";
    String once = PerformancePage.replace(page, "new\n");

    assertThat(once)
        .startsWith("before\n")
        .endsWith("after\n")
        .contains("new")
        .doesNotContain("old");
    assertThat(PerformancePage.replace(once, "new\n")).isEqualTo(once);
    assertThatThrownBy(() -> PerformancePage.replace("text", "new"))
        .isInstanceOf(BenchException.class);
  }
}

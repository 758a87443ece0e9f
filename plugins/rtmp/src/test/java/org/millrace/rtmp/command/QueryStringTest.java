package org.millrace.rtmp.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryStringTest {

  @Test
  void nameWithoutQueryHasNoParameters() {
    assertThat(QueryString.parse(" demo ")).isEqualTo(new QueryString("demo", Map.of()));
    assertThat(QueryString.parse("")).isEqualTo(new QueryString("", Map.of()));
  }

  @Test
  void partsBecomeParametersInTheirOrder() {
    QueryString query = QueryString.parse("demo?user=me&flag&empty=&user=you&=x&&sign=a=b");
    assertThat(query.name()).isEqualTo("demo");
    assertThat(query.parameters())
        .containsExactly(
            Map.entry("user", "you"),
            Map.entry("flag", ""),
            Map.entry("empty", ""),
            Map.entry("sign", "a=b"));
  }

  @Test
  void keyOfAStreamMayBeAllQuery() {
    assertThat(QueryString.parse("?key=val")).isEqualTo(new QueryString("", Map.of("key", "val")));
  }

  @Test
  void oneQueryBehindAnotherIsTakenToo() {
    assertThat(QueryString.parse("demo?a=1?b=2").parameters())
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
  }

  @Test
  void percentIsDecodedAndPlusIsNot() {
    assertThat(QueryString.parse("x?a=%C3%A4%2b+&b=100%&c=%zz%4").parameters())
        .containsExactly(
            Map.entry("a", "\u00e4++"), Map.entry("b", "100%"), Map.entry("c", "%zz%4"));
  }
}

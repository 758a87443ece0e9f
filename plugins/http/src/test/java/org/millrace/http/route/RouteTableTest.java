package org.millrace.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.handler.codec.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpRoutes.Registration;
import org.millrace.http.Route;

class RouteTableTest {
  private final RouteTable table = new RouteTable();
  private final HttpHandler everybodys = exchange -> {};
  private final HttpHandler administrators = exchange -> {};

  private RouteTable.Answer find(HttpMethod method, String path) {
    return table.find(method, RequestTarget.of(path));
  }

  @Test
  void methodsDoNotFallThroughToLessLiteralPatterns() {
    table.mount(Route.open(HttpMethod.PUT, "/{app}/{stream...}"), everybodys);
    table.mount(Route.admin(HttpMethod.GET, "/api/streams"), administrators);

    assertThat(find(HttpMethod.PUT, "/live/a")).isInstanceOf(RouteTable.Answer.Found.class);
    assertThat(find(HttpMethod.PUT, "/api/streams"))
        .isInstanceOf(RouteTable.Answer.OtherMethods.class);
  }

  @Test
  void onePatternHasOneHandlerForEachMethod() {
    table.mount(Route.open(HttpMethod.GET, "/{a}"), everybodys);
    assertThatIllegalStateException()
        .isThrownBy(() -> table.mount(Route.open(HttpMethod.GET, "/{b}"), everybodys))
        .withMessageContaining("GET /{b} is mounted already");
    table.mount(Route.open(HttpMethod.POST, "/{b}"), administrators);

    assertThat(find(HttpMethod.POST, "/x"))
        .isInstanceOfSatisfying(
            RouteTable.Answer.Found.class,
            found -> assertThat(found.match().handler()).isSameAs(administrators));
  }

  @Test
  void whatIsTakenAwayIsGoneAndOnlyThat() {
    Registration first = table.mount(Route.open(HttpMethod.GET, "/a"), everybodys);
    first.close();
    assertThat(find(HttpMethod.GET, "/a")).isInstanceOf(RouteTable.Answer.NotFound.class);

    table.mount(Route.open(HttpMethod.GET, "/a"), everybodys);
    first.close();
    assertThat(find(HttpMethod.GET, "/a")).isInstanceOf(RouteTable.Answer.Found.class);
  }
}

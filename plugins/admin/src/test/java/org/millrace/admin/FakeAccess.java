package org.millrace.admin;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.millrace.http.AdminAccess;
import org.millrace.http.HttpExchange;

/** Takes the token {@code right}, from anywhere unless told otherwise. */
public final class FakeAccess implements AdminAccess {
  /** Whether peers come from the right addresses. */
  public boolean admitsAll = true;

  @Override
  public Verdict check(InetSocketAddress peer, @Nullable String token) {
    if (!admitsAll) {
      return Verdict.FOREIGN_ADDRESS;
    } else if (token == null) {
      return Verdict.NO_TOKEN;
    }
    return token.equals("right") ? Verdict.GRANTED : Verdict.WRONG_TOKEN;
  }

  @Override
  public String openSession(HttpExchange exchange, String token) {
    return "session=" + token;
  }

  @Override
  public String closeSession(HttpExchange exchange) {
    return "session=";
  }
}

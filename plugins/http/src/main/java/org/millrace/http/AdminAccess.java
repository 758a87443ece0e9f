package org.millrace.http;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who is the administrator: what {@link Access#ADMIN} is checked by, for protocols that are no HTTP
 * and for logging in. Offered to plugins as a service; safe for use by any thread.
 */
public interface AdminAccess {

  /** What a check has found. */
  enum Verdict {
    /** It is the administrator. */
    GRANTED,
    /** The address is none of {@code adminAddresses}. */
    FOREIGN_ADDRESS,
    /** No token was given. */
    NO_TOKEN,
    /** The token is wrong. */
    WRONG_TOKEN,
    /** Wrong tokens came from the address so often that none is looked at for some time. */
    TOO_MANY_FAILURES
  }

  /**
   * Checks address and token. Takes the same time for all wrong tokens.
   *
   * @param peer who asks
   * @param token what it gave; null if it gave none
   * @return whether it is the administrator
   */
  Verdict check(InetSocketAddress peer, @Nullable String token);

  /**
   * Opens a session, by a cookie that scripts of pages cannot read and other sites cannot send.
   *
   * @param exchange the request; its address and origin are checked
   * @param token what the client gave
   * @return value of the field {@code Set-Cookie}
   * @throws HttpException with status 401, 403 or 429
   */
  String openSession(HttpExchange exchange, String token);

  /**
   * Ends the session of a request, if it has one.
   *
   * @param exchange the request
   * @return value of the field {@code Set-Cookie}, by which the client forgets the session
   */
  String closeSession(HttpExchange exchange);
}

package org.millrace.http.access;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * What is set of the administrator, in {@code configuration.plugins.http}.
 *
 * @param token empty if there is none, and nobody is the administrator
 * @param addresses from where the administrator comes; empty for loopback
 * @param hosts names of this server, in lower case
 * @param maxTokenFailures wrong tokens of an address in a minute
 * @param sessionTimeout how long a session lives without being used
 */
public record AdminSettings(
    Optional<AdminToken> token,
    List<IpSubnetFilterRule> addresses,
    Set<String> hosts,
    int maxTokenFailures,
    Duration sessionTimeout) {

  private static final Setting<String> TOKEN =
      Setting.text(
              "adminToken",
              null,
              "The secret that makes a client the administrator, at least 16 characters; without it"
                  + " the one in adminTokenFile counts")
          .optional();

  private static final Setting<Path> TOKEN_FILE =
      Setting.path(
              "adminTokenFile",
              "File with the administrator's secret, made at the first start if it is not there;"
                  + " without it run/admin-token in Millrace's folder")
          .optional();

  private static final Setting<List<String>> ADDRESSES =
      Setting.texts(
          "adminAddresses",
          "Addresses and networks (192.0.2.0/24) that the administrator may come from; empty: this"
              + " machine alone");

  private static final Setting<List<String>> HOSTS =
      Setting.texts(
          "adminHosts",
          "Names by which browsers may address the server for administration, beside localhost and"
              + " IP addresses; others could be made by somebody else to lead here");

  private static final Setting<Integer> MAX_TOKEN_FAILURES =
      Setting.integer(
          "maxTokenFailures",
          10,
          1,
          1_000_000,
          "How many wrong tokens an address may send in a minute; then none is looked at until the"
              + " minute is over (status 429)");

  private static final Setting<Duration> SESSION_TIMEOUT =
      Setting.duration(
          "sessionTimeout",
          Duration.ofHours(12),
          Duration.ofMinutes(1),
          Duration.ofDays(365),
          "How long a browser that has logged in stays so without a request");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      List.of(TOKEN, TOKEN_FILE, ADDRESSES, HOSTS, MAX_TOKEN_FAILURES, SESSION_TIMEOUT);

  /**
   * Reads the settings, and the token's file, which is made if it is needed and not there.
   *
   * @param plugin the plugin's table
   * @param home Millrace's folder; null if it has none
   * @param log is told when there is no token
   * @return the settings
   */
  public static AdminSettings of(ConfigNode.Table plugin, @Nullable Path home, Logger log) {
    return new AdminSettings(
        token(plugin, home, log),
        ADDRESSES.read(plugin).stream().map(text -> network(plugin, text)).toList(),
        HOSTS.read(plugin).stream().map(AdminHosts::lowerCase).collect(Collectors.toSet()),
        MAX_TOKEN_FAILURES.read(plugin),
        SESSION_TIMEOUT.read(plugin));
  }

  private static Optional<AdminToken> token(
      ConfigNode.Table plugin, @Nullable Path home, Logger log) {
    String text = TOKEN.find(plugin);
    if (text != null) {
      try {
        return Optional.of(new AdminToken(text));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(plugin.location().key(TOKEN.name()), e.getMessage());
      }
    }
    Path configured = TOKEN_FILE.find(plugin);
    if (configured == null && home == null) {
      return Optional.empty();
    }
    Path file = configured == null ? home.resolve("run").resolve("admin-token") : configured;
    try {
      return Optional.of(TokenFile.open(file, log));
    } catch (IOException e) {
      log.warn("nobody is the administrator: {}", e.toString());
      return Optional.empty();
    }
  }

  private static IpSubnetFilterRule network(ConfigNode.Table plugin, String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      if (!AdminHosts.isAddress(address)) {
        throw new UnknownHostException(address);
      }
      int wholeAddress = address.indexOf(':') < 0 ? 32 : 128;
      int prefix = slash < 0 ? wholeAddress : Integer.parseInt(text.substring(slash + 1));
      return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw new ConfigException(
          plugin.location().key(ADDRESSES.name()),
          text + " (expected: an address or a network such as 192.0.2.0/24)");
    }
  }
}

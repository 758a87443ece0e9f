package org.millrace.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/** What has changed between two readings of a configuration. Where it is written does not count. */
public final class ConfigDifference {
  /** Compared by what was read from them. */
  private static final Set<String> OF_HOST =
      ApplicationSettings.ALL.stream().map(Setting::name).collect(Collectors.toUnmodifiableSet());

  private ConfigDifference() {}

  /**
   * Whether two nodes say the same. Two functions never do: what they refer to may have changed.
   *
   * @param one null if there is none
   * @param other null if there is none
   * @return true if nothing but the places differs
   */
  public static boolean same(@Nullable ConfigNode one, @Nullable ConfigNode other) {
    if (one instanceof ConfigNode.Text a && other instanceof ConfigNode.Text b) {
      return a.value().equals(b.value());
    } else if (one instanceof ConfigNode.Numeric a && other instanceof ConfigNode.Numeric b) {
      return Double.compare(a.value(), b.value()) == 0;
    } else if (one instanceof ConfigNode.Flag a && other instanceof ConfigNode.Flag b) {
      return a.value() == b.value();
    } else if (one instanceof ConfigNode.Table a && other instanceof ConfigNode.Table b) {
      return sameItems(a.items(), b.items()) && sameValues(a.values(), b.values());
    }
    return Objects.equals(one, other);
  }

  private static boolean sameItems(List<ConfigNode> one, List<ConfigNode> other) {
    boolean same = one.size() == other.size();
    for (int i = 0; same && i < one.size(); i++) {
      same = same(one.get(i), other.get(i));
    }
    return same;
  }

  private static boolean sameValues(Map<String, ConfigNode> one, Map<String, ConfigNode> other) {
    Set<String> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys.stream().allMatch(key -> same(one.get(key), other.get(key)));
  }

  /**
   * Whether an application must be made anew: its own settings, its files and its type are read
   * when it is made. All else can change under it.
   *
   * @param before as it was made
   * @param after as it is to be
   * @return false if it can go on
   */
  public static boolean needsNewApplication(ApplicationConfig before, ApplicationConfig after) {
    return !before.type().equals(after.type())
        || !before.directory().equals(after.directory())
        || !before.storages().equals(after.storages())
        || !before.recordedStreamsStorage().equals(after.recordedStreamsStorage())
        || !before.fileSources().equals(after.fileSources())
        || !sameValues(own(before), own(after));
  }

  private static Map<String, ConfigNode> own(ApplicationConfig application) {
    Map<String, ConfigNode> own = new LinkedHashMap<>(application.table().values());
    own.keySet().removeAll(OF_HOST);
    return own;
  }

  /**
   * The keys whose change takes effect at the next start alone.
   *
   * @param before what the server was started with
   * @param after what is to be
   * @return their names, in the order of the reference
   */
  public static List<String> restartKeys(ServerConfig before, ServerConfig after) {
    List<String> keys = new ArrayList<>();
    note(keys, "instancesCount", before.io().eventLoops(), after.io().eventLoops());
    note(keys, "pluginsDirectory", before.pluginsDirectory(), after.pluginsDirectory());
    note(
        keys,
        "pluginsWatch",
        before.administration().pluginsWatch(),
        after.administration().pluginsWatch());
    note(keys, "logLines", before.administration().logLines(), after.administration().logLines());
    note(keys, "control", before.administration().control(), after.administration().control());
    note(
        keys,
        "controlSocket",
        before.administration().controlSocket(),
        after.administration().controlSocket());
    note(keys, "ioTransport", before.io().transport(), after.io().transport());
    note(keys, "fileThreads", before.io().fileThreads(), after.io().fileThreads());
    note(keys, "acceptBacklog", before.io().acceptBacklog(), after.io().acceptBacklog());
    note(keys, "reusePort", before.io().reusePort(), after.io().reusePort());
    return keys;
  }

  private static void note(List<String> keys, String key, Object before, Object after) {
    if (!before.equals(after)) {
      keys.add(key);
    }
  }

  /**
   * The plugins whose tables have changed.
   *
   * @param before what there was
   * @param after what is to be
   * @return their ids
   */
  public static List<String> plugins(ServerConfig before, ServerConfig after) {
    Set<String> ids = new HashSet<>(before.plugins().keySet());
    ids.addAll(after.plugins().keySet());
    return ids.stream()
        .filter(id -> !same(before.plugins().get(id), after.plugins().get(id)))
        .sorted()
        .toList();
  }
}

package org.millrace.server.watchdog;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts the name of a plugin before Netty's reports of leaked buffers: of the one whose code stands
 * first in the report, which has touched the buffer last, or has made it where no more is known.
 *
 * <p>Netty has one detector in a process; so the newest server's plugins are looked for.
 */
public final class LeakReports extends ResourceLeakDetectorFactory {
  private static final Logger LOG = LogManager.getLogger(LeakReports.class);
  private static final AtomicReference<PluginCode> CODE = new AtomicReference<>(new PluginCode());

  private LeakReports() {}

  /**
   * Hears of leaks from now on. To be called before Netty has made its first buffer: later it has
   * its detector, and goes on to report by itself.
   *
   * @param code knows whose code it is
   */
  public static void install(PluginCode code) {
    CODE.set(code);
    if (!(ResourceLeakDetectorFactory.instance() instanceof LeakReports)) {
      ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new LeakReports());
    }
  }

  /**
   * Changes which buffers are watched, from the next ones on.
   *
   * @param level one of Netty's levels
   */
  public static void detect(ResourceLeakDetector.Level level) {
    ResourceLeakDetector.setLevel(level);
  }

  @Override
  @Deprecated
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(
      Class<T> resource, int samplingInterval, long maxActive) {
    return newDetector(resource, samplingInterval, CODE::get);
  }

  @Override
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(
      Class<T> resource, int samplingInterval) {
    return newDetector(resource, samplingInterval, CODE::get);
  }

  static <T> ResourceLeakDetector<T> newDetector(
      Class<T> resource, int samplingInterval, Supplier<PluginCode> code) {
    return new NamingDetector<>(resource, samplingInterval, code);
  }

  /** Says whose leak it is. */
  private static final class NamingDetector<T> extends ResourceLeakDetector<T> {
    private final Supplier<PluginCode> code;

    NamingDetector(Class<T> resource, int samplingInterval, Supplier<PluginCode> code) {
      super(resource, samplingInterval);
      this.code = code;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      Optional<String> owner = owner(code.get(), records);
      if (owner.isPresent()) {
        LOG.error(
            "LEAK: plugin {} leaks: a {} was collected before it was released; the plugin has"
                + " touched it last, or made it.{}",
            owner.get(),
            resourceType,
            records);
      } else {
        super.reportTracedLeak(resourceType, records);
      }
    }
  }

  /** The plugin whose frame comes first in the text of a report. */
  static Optional<String> owner(PluginCode code, String records) {
    List<@Nullable String> modules = new ArrayList<>();
    records.lines().forEach(line -> modules.add(module(line.strip())));
    return code.ownerOf(modules);
  }

  /** The module of {@code loader/module@version/package.Class.method(File.java:1)}. */
  private static @Nullable String module(String frame) {
    int call = frame.indexOf('(');
    int slash = call < 0 ? -1 : frame.lastIndexOf('/', call);
    if (slash < 0) {
      return null;
    }
    String named = frame.substring(frame.lastIndexOf('/', slash - 1) + 1, slash);
    int version = named.indexOf('@');
    return version < 0 ? named : named.substring(0, version);
  }
}

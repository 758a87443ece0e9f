package org.millrace.server;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.millrace.api.stream.LagPolicy;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.config.StreamPolicyConfig;
import org.millrace.server.stream.DuplicatePublisher;
import org.millrace.server.stream.StreamPolicy;

/** Gives the stream engine the policies of the configured applications. */
final class StreamPolicies implements Function<String, StreamPolicy> {
  private volatile Map<String, StreamPolicy> byApplication;

  StreamPolicies(List<ApplicationConfig> applications) {
    byApplication = policies(applications);
  }

  /** Changes them, for the streams to come. */
  void replace(List<ApplicationConfig> applications) {
    byApplication = policies(applications);
  }

  private static Map<String, StreamPolicy> policies(List<ApplicationConfig> applications) {
    return applications.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                ApplicationConfig::name, application -> policy(application.stream())));
  }

  @Override
  public StreamPolicy apply(String application) {
    return byApplication.getOrDefault(application, StreamPolicy.DEFAULT);
  }

  private static StreamPolicy policy(StreamPolicyConfig config) {
    return new StreamPolicy(
        config.startMode(),
        new LagPolicy(config.maxLag(), config.maxStall()),
        new StreamPolicy.GroupCache(config.gopCacheBytes(), config.gopCacheDuration()),
        config.mergeWrite(),
        new StreamPolicy.Duplicates(
            duplicates(config.duplicatePublisher()), config.duplicatePublisherSilence()),
        new StreamPolicy.PublisherTimeouts(config.firstFrameTimeout(), config.publisherTimeout()),
        config.resumeWindow());
  }

  private static DuplicatePublisher duplicates(StreamPolicyConfig.DuplicatePublisher config) {
    return switch (config) {
      case REFUSE -> DuplicatePublisher.REFUSE;
      case TAKE_OVER -> DuplicatePublisher.TAKE_OVER;
      case TAKE_OVER_SILENT -> DuplicatePublisher.TAKE_OVER_SILENT;
    };
  }
}

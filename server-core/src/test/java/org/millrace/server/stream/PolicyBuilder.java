package org.millrace.server.stream;

import java.time.Duration;
import org.millrace.api.stream.LagPolicy;
import org.millrace.api.stream.StartMode;

/** Makes policies that differ from the default in one or two points. */
final class PolicyBuilder {
  private StartMode startMode = StreamPolicy.DEFAULT.startMode();
  private LagPolicy lagPolicy = StreamPolicy.DEFAULT.lagPolicy();
  private StreamPolicy.GroupCache groupCache = StreamPolicy.DEFAULT.groupCache();
  private Duration mergeWrite = StreamPolicy.DEFAULT.mergeWrite();
  private StreamPolicy.Duplicates duplicates = StreamPolicy.DEFAULT.duplicates();
  private Duration resumeWindow = StreamPolicy.DEFAULT.resumeWindow();
  private StreamPolicy.PublisherTimeouts timeouts = StreamPolicy.DEFAULT.publisherTimeouts();

  PolicyBuilder resumeWindow(Duration window) {
    resumeWindow = window;
    return this;
  }

  PolicyBuilder startMode(StartMode mode) {
    startMode = mode;
    return this;
  }

  PolicyBuilder maxLag(Duration maxLag) {
    lagPolicy = new LagPolicy(maxLag, lagPolicy.maxStall());
    return this;
  }

  PolicyBuilder maxStall(Duration maxStall) {
    lagPolicy = new LagPolicy(lagPolicy.maxLag(), maxStall);
    return this;
  }

  PolicyBuilder groupCache(long maxBytes, Duration maxLength) {
    groupCache = new StreamPolicy.GroupCache(maxBytes, maxLength);
    return this;
  }

  PolicyBuilder mergeWrite(Duration window) {
    mergeWrite = window;
    return this;
  }

  PolicyBuilder duplicates(DuplicatePublisher policy, Duration silence) {
    duplicates = new StreamPolicy.Duplicates(policy, silence);
    return this;
  }

  PolicyBuilder timeouts(Duration firstFrame, Duration silence) {
    timeouts = new StreamPolicy.PublisherTimeouts(firstFrame, silence);
    return this;
  }

  StreamPolicy build() {
    return new StreamPolicy(
        startMode, lagPolicy, groupCache, mergeWrite, duplicates, timeouts, resumeWindow);
  }
}

package org.millrace.appselector;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Logger;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.recording.Recordings;

/** A host of which an application can learn no more than the names of applications. */
record NamesOnly(Set<String> names) implements ApplicationContext {

  @Override
  public boolean hasApplication(String application) {
    return names.contains(application);
  }

  @Override
  public String name() {
    throw notUsed();
  }

  @Override
  public List<String> aliases() {
    throw notUsed();
  }

  @Override
  public ConfigNode.Table settings() {
    throw notUsed();
  }

  @Override
  public Logger log() {
    throw notUsed();
  }

  @Override
  public Recordings recordings() {
    throw notUsed();
  }

  @Override
  public Path resolve(Path path) {
    throw notUsed();
  }

  @Override
  public List<String> publishUris(String stream) {
    throw notUsed();
  }

  @Override
  public List<String> playUris(String stream) {
    throw notUsed();
  }

  @Override
  public PluginContext plugin() {
    throw notUsed();
  }

  private static AssertionError notUsed() {
    return new AssertionError("not used");
  }
}

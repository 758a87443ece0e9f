package org.example.hello;

import java.util.List;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.protocol.ProtocolChain;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.protocol.ProtocolLayer;

/** An application and a protocol. */
public final class HelloPlugin implements MillracePlugin {
  static final Setting<String> GREETING = Setting.text("greeting", "Hello", "What is said.");
  static final Setting<Integer> TIMES = Setting.integer("times", 1, 1, 9, "How often it is said.");

  @Override
  public List<ApplicationFactory> applications() {
    return List.of(new HelloFactory());
  }

  @Override
  public List<ProtocolFactory> protocols() {
    return List.of(
        new ProtocolFactory() {
          @Override
          public List<ProtocolLayer> layers() {
            return List.of(new LineLayer());
          }

          @Override
          public List<ProtocolChain> chains() {
            return List.of(ProtocolChain.of("inboundLines", "tcp", "lines"));
          }
        });
  }

  private static final class HelloFactory implements ApplicationFactory {
    @Override
    public String type() {
      return "hello";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(GREETING, TIMES);
    }

    @Override
    public Application create(ApplicationContext context) {
      return new Hello(GREETING.read(context.settings()), TIMES.read(context.settings()));
    }
  }
}

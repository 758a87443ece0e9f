package org.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.millrace.testkit.HelloProject;
import org.millrace.testkit.ServerSetup;

/** The contract is kept by a protocol that is in order, and finds what is wrong with others. */
class ProtocolContractTest extends ProtocolContract {
  private static final Path HELLO = HelloProject.compile();

  @Override
  protected ServerSetup setup() {
    return ServerSetup.lua(
            """
            configuration = { applications = { {
              name = "hello",
              acceptors = { { ip = "127.0.0.1", port = 0, protocol = "inboundLines" } },
            } } }
            """)
        .plugin(HELLO);
  }

  @Override
  protected String pluginId() {
    return "hello";
  }

  @Override
  protected String chain() {
    return "inboundLines";
  }

  @Override
  protected byte[] conversation() {
    return "one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected byte[] badInput() {
    return new byte[] {'o', 'n', 0, 'e'};
  }

  @Override
  protected String badInputReason() {
    return "byte: 0 (expected: text)";
  }

  @Test
  void answersThatDependOnHowBytesAreCutAreFound() {
    AtomicInteger conversations = new AtomicInteger();
    ProtocolContract broken =
        new ProtocolContractTest() {
          @Override
          protected byte[] comparable(byte[] answer) {
            return new byte[] {(byte) conversations.incrementAndGet()};
          }
        };

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(broken::byteByByteEqualsAllAtOnce)
        .withMessageContaining("1 bytes at once");
  }
}

package org.millrace.admin.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.millrace.http.HttpBodyWriter;

class EventStreamsTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final FakeBody body = new FakeBody();
  private boolean isClosed;
  private final EventStream stream = new EventStream(channel.eventLoop(), 2, () -> isClosed = true);

  @Test
  void eventsAreWrittenAsServerSentEvents() {
    stream.begin(body, Duration.ofSeconds(15));
    assertThat(stream.tell(EventStream.text(7, "inStreamCreated", "{}"))).isTrue();
    assertThat(stream.tell(EventStream.text(0, "line", "{}"))).isTrue();
    channel.runPendingTasks();

    assertThat(body.written)
        .isEqualTo(":\n\nid: 7\nevent: inStreamCreated\ndata: {}\n\nevent: line\ndata: {}\n\n");
  }

  @Test
  void whatWaitsIsWrittenWhenThereIsRoom() {
    stream.begin(body, Duration.ofSeconds(15));
    body.isWritable = false;
    assertThat(stream.tell("a")).isTrue();
    channel.runPendingTasks();
    assertThat(body.written).isEqualTo(":\n\n");

    body.isWritable = true;
    stream.onWritability(true);
    assertThat(body.written).isEqualTo(":\n\na");
  }

  @Test
  void whoIsTooSlowIsDroppedOnce() {
    stream.begin(body, Duration.ofSeconds(15));
    body.isWritable = false;
    assertThat(stream.tell("a")).isTrue();
    assertThat(stream.tell("b")).isTrue();
    assertThat(stream.tell("c")).isFalse();
    assertThat(stream.tell("d")).isTrue();
    channel.runPendingTasks();

    assertThat(body.aborted).isEqualTo("event stream: the client is too slow");
    stream.onClosed();
    assertThat(isClosed).isTrue();
  }

  @Test
  void aSignOfLifeIsSentFromTimeToTime() {
    channel.freezeTime();
    stream.begin(body, Duration.ofSeconds(15));
    channel.advanceTimeBy(31, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();

    assertThat(body.written).isEqualTo(":\n\n".repeat(3));
  }

  private static final class FakeBody implements HttpBodyWriter {
    private String written = "";
    private String aborted = "";
    private boolean isWritable = true;

    @Override
    public void write(ByteBuf bytes) {
      written += bytes.toString(StandardCharsets.UTF_8);
      bytes.release();
    }

    @Override
    public void flush() {
      assertThat(aborted).isEmpty();
    }

    @Override
    public boolean isWritable() {
      return isWritable;
    }

    @Override
    public void end() {
      aborted = "ended";
    }

    @Override
    public void abort(String reason) {
      aborted = reason;
    }
  }
}

package org.millrace.flvrecording;

import java.time.Clock;
import java.util.List;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.recording.RecorderProvider;

/** Brings recording to FLV files. */
public final class FlvRecordingPlugin implements MillracePlugin {
  // Metadata of more values than that would exceed what players, and this server's own
  // amfMaxValues, take for one message.
  private static final Setting<Integer> INDEX_ENTRIES =
      Setting.integer(
          "keyFrameIndexEntries",
          1_024,
          2,
          4_096,
          "How many key frames the index of a recording holds; in longer ones it is coarser");

  private int indexEntries;

  @Override
  public List<Setting<?>> settings() {
    return List.of(INDEX_ENTRIES);
  }

  @Override
  public void start(PluginContext context) {
    indexEntries = INDEX_ENTRIES.read(context.settings());
  }

  @Override
  public List<RecorderProvider> recorders() {
    return List.of(new FlvRecorderProvider(indexEntries, Clock.systemUTC()));
  }
}

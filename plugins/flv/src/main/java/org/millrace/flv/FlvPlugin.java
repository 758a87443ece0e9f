package org.millrace.flv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.recording.MediaFileProvider;
import org.millrace.api.recording.MediaFileReader;
import org.millrace.flv.file.FlvFileReader;
import org.millrace.flv.live.LiveFlvProtocol;

/** Brings FLV files to read, and live FLV over TCP. */
public final class FlvPlugin implements MillracePlugin {

  @Override
  public List<ProtocolFactory> protocols() {
    return List.of(new LiveFlvProtocol());
  }

  @Override
  public List<MediaFileProvider> mediaFiles() {
    return List.of(new FlvFiles());
  }

  private static final class FlvFiles implements MediaFileProvider {
    @Override
    public Set<String> extensions() {
      return Set.of("flv");
    }

    @Override
    public MediaFileReader open(Path file) throws IOException {
      return FlvFileReader.open(file);
    }
  }
}

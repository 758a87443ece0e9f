package org.millrace.samplefactory;

import java.util.List;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.samplefactory.download.DownloadApplicationFactory;
import org.millrace.samplefactory.download.DownloadProtocol;
import org.millrace.samplefactory.echo.EchoProtocol;

/** Brings the chains, and the application type {@code samplefactory}, which downloads. */
public final class SampleFactoryPlugin implements MillracePlugin {

  @Override
  public List<ProtocolFactory> protocols() {
    return List.of(new EchoProtocol(), new DownloadProtocol());
  }

  @Override
  public List<ApplicationFactory> applications() {
    return List.of(new DownloadApplicationFactory());
  }
}

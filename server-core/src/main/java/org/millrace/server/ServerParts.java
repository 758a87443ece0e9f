package org.millrace.server;

import java.nio.file.Path;
import java.time.InstantSource;
import org.millrace.server.application.AddedStorages;
import org.millrace.server.application.ApplicationRegistry;
import org.millrace.server.application.ApplicationRouter;
import org.millrace.server.application.ApplicationTypes;
import org.millrace.server.application.StreamNaming;
import org.millrace.server.application.ViewerTable;
import org.millrace.server.cli.ToolRegistry;
import org.millrace.server.config.LimitsConfig;
import org.millrace.server.config.ServerConfig;
import org.millrace.server.event.ServerEvents;
import org.millrace.server.event.StreamEvents;
import org.millrace.server.io.IoHandlerManager;
import org.millrace.server.plugin.PluginHost;
import org.millrace.server.protocol.ChainConnector;
import org.millrace.server.protocol.ProtocolFactoryRegistry;
import org.millrace.server.recording.FileFormats;
import org.millrace.server.recording.FileSources;
import org.millrace.server.recording.RecordingService;
import org.millrace.server.stream.StreamEngine;
import org.millrace.server.watchdog.FailureReports;
import org.millrace.server.watchdog.PluginCode;

/**
 * The parts of a server and who knows whom. Made when a server starts; the phases of the start
 * bring them to life.
 *
 * @param watch names plugins that misbehave
 * @param events tells what happens
 * @param viewers who plays
 * @param naming other names of streams
 * @param storages where applications look for files, beside the configured folders
 * @param policies how streams are kept and handed out
 * @param io threads, sockets and connections
 * @param streams live streams
 * @param plugins what is in the plugins folder
 * @param protocols the chains that plugins bring
 * @param types the types of application that plugins bring
 * @param formats the file formats that plugins bring
 * @param tools the programs for the command line that plugins bring
 * @param recordings files that are written
 * @param sources files that are published
 * @param applications the configured applications
 * @param router brings connections to applications
 * @param connector opens connections for plugins
 * @param ports what the server listens on
 */
record ServerParts(
    Watch watch,
    ServerEvents events,
    ViewerTable viewers,
    StreamNaming naming,
    AddedStorages storages,
    StreamPolicies policies,
    IoHandlerManager io,
    StreamEngine streams,
    PluginHost plugins,
    ProtocolFactoryRegistry protocols,
    ApplicationTypes types,
    FileFormats formats,
    ToolRegistry tools,
    RecordingService recordings,
    FileSources sources,
    ApplicationRegistry applications,
    ApplicationRouter router,
    ChainConnector connector,
    Ports ports) {

  /** The distribution's folder for what is needed while the server runs. */
  static Path runFolder() {
    String home = System.getProperty("millrace.home");
    return home == null ? Path.of(System.getProperty("java.io.tmpdir")) : Path.of(home, "run");
  }

  /**
   * What watches over plugins.
   *
   * @param code which classes are whose
   * @param failures tells of what plugins throw
   */
  record Watch(PluginCode code, FailureReports failures) {}

  static ServerParts of(ServerConfig config, Watch watch, IoHandlerManager io) {
    ServerEvents events = new ServerEvents();
    LimitsConfig limits = config.limits();
    StreamNaming naming =
        new StreamNaming(
            InstantSource.system(), limits.maxStreamAliases(), limits.maxStreamNameLength());
    ViewerTable viewers = new ViewerTable(events);
    StreamPolicies policies = new StreamPolicies(config.applications());
    StreamEngine streams = new StreamEngine(policies);
    ProtocolFactoryRegistry protocols = new ProtocolFactoryRegistry();
    ApplicationTypes types = new ApplicationTypes();
    FileFormats formats = new FileFormats();
    RecordingService recordings =
        new RecordingService(streams, io.fileLoops(), formats, config.limits().recordingMaxLag());
    Ports ports = new Ports();
    ApplicationRegistry applications =
        new ApplicationRegistry(types, recordings, ports::endpoints, watch.failures());
    ApplicationRouter router =
        new ApplicationRouter(
            applications, streams, viewers, naming, config.limits().maxStreamNameLength());
    PluginHost plugins = new PluginHost(runFolder(), watch.code());
    io.connections().tell(events);
    streams.tellOfEnds(viewers::ended);
    streams.addListener(new StreamEvents(events));
    recordings.tell(events);
    plugins.tell(events);
    return new ServerParts(
        watch,
        events,
        viewers,
        naming,
        new AddedStorages(limits.maxMediaStorages()),
        policies,
        io,
        streams,
        plugins,
        protocols,
        types,
        formats,
        new ToolRegistry(),
        recordings,
        new FileSources(streams, io.fileLoops(), formats),
        applications,
        router,
        new ChainConnector(io, protocols, router),
        ports);
  }
}

-- A configuration as one writes it for crtmpserver, on a machine that has none of its folders,
-- applications and protocols but RTMP and live FLV: all of it is warned of, none of it is an error.
configuration =
{
  daemon = true,
  pathSeparator = "/",
  instancesCount = 8,
  logAppenders =
  {
    { name = "console appender", type = "coloredConsole", level = 6 },
    { name = "syslog appender", type = "syslog", level = 6 },
  },
  applications =
  {
    rootDirectory = "applications",
    {
      name = "appselector",
      description = "Application for selecting the rest of the applications",
      protocol = "dynamiclinklibrary",
      validateHandshake = true,
      default = true,
      acceptors =
      {
        { ip = "127.0.0.1", port = 0, protocol = "inboundRtmp" },
        { ip = "127.0.0.1", port = 0, protocol = "inboundRtmpt" },
        { ip = "127.0.0.1", port = 0, protocol = "inboundRtmps", sslKey = "server.key", sslCert = "server.crt" },
        { ip = "127.0.0.1", port = 0, protocol = "inboundNoSuchThing", cipherSuite = "ALL" },
      },
    },
    {
      name = "flvplayback",
      appDir = "flvplayback",
      library = "/usr/lib/crtmpserver/applications/libflvplayback.so",
      initApplicationFunction = "GetApplication_flvplayback",
      initFactoryFunction = "GetFactory_flvplayback",
      protocol = "dynamiclinklibrary",
      aliases = { "simpleLive", "vod", "live" },
      acceptors =
      {
        { ip = "127.0.0.1", port = 0, protocol = "inboundLiveFlv", waitForMetadata = true },
        { ip = "127.0.0.1", port = 0, protocol = "inboundTcpTs", localStreamName = "ts" },
        { ip = "127.0.0.1", port = 0, protocol = "inboundUdpTs", fireOnlyOnce = false },
        {
          ip = "127.0.0.1", port = 0, protocol = "inboundHttpJsonCli", useLengthPadding = true,
          auth =
          {
            realms = { { name = "admins", method = "digest", credentials = "credentials.lua" } },
            uris = { { uri = "/", realm = "admins" } },
          },
        },
      },
      externalStreams =
      {
        { uri = "rtsp://camera.example/media.amp", localStreamName = "camera", forceTcp = true },
        { uri = "rtmp://other.example/live/feed", localStreamName = "feed", keepAlive = true,
          swfUrl = "http://other.example/player.swf", pageUrl = "http://other.example/",
          tcUrl = "rtmp://other.example/live", emulateUserAgent = "MAC 10,1,82,76",
          rangeStart = -2, rangeEnd = -1, ttl = 5, tos = 256, rtcpDetectionInterval = 5,
          ssmIp = "192.0.2.1", httpProxy = "self" },
        named = { uri = "rtsp://other.example/x", localStreamName = "named" },
      },
      validateHandshake = false,
      hasStreamAliases = true,
      enableCheckBandwidth = true,
      maxRtmpOutBuffer = 131072,
      maxRtspOutBuffer = 262144,
      rtcpDetectionInterval = 0,
      keyframeSeek = true,
      seekGranularity = 1.5,
      clientSideBuffer = 12,
      generateMetaFiles = true,
      renameBadFiles = true,
      externSeekGenerator = true,
      allowDuplicateInboundNetworkStreams = true,
      mediaFolder = "/Volumes/media",
      mediaStorage =
      {
        recordedStreamsStorage = "/Volumes/recordings",
        hasTimers = false,
        namedStorage1 =
        {
          description = "Some storage",
          mediaFolder = "/Volumes/media",
          metaFolder = "/Volumes/meta",
          enableStats = true,
          clientSideBuffer = 4294967295,
          keyframeSeek = true,
          seekGranularity = 0.1,
          externalSeekGenerator = true,
        },
        { mediaFolder = "/Volumes/more" },
      },
      authentication =
      {
        rtmp =
        {
          type = "adobe",
          encoderAgents = { "FMLE/3.0 (compatible; FMSc/1.0)" },
          usersFile = "no-such-users.lua",
        },
        rtsp = { usersFile = "no-such-users.lua", authenticatePlay = false },
      },
      pushPullPersistenceFile = "./pushPullSetup.xml",
      streamsExpireTimer = 10,
    },
    {
      name = "vptests",
      protocol = "dynamiclinklibrary",
      aliases = { "vptests_alias1", "vptests_alias2" },
      acceptors = { { ip = "127.0.0.1", port = 0, protocol = "inboundHttpXmlVariant" } },
    },
    {
      name = "proxypublish",
      protocol = "dynamiclinklibrary",
      acceptors = { { ip = "127.0.0.1", port = 0, protocol = "inboundLiveFlv" } },
      abortOnConnectError = true,
      targetServers =
      {
        { targetUri = "rtmp://other.example/live", targetStreamName = "one",
          targetStreamType = "live", localStreamName = "one", keepAlive = true },
      },
    },
    { name = "admin", acceptors = { { ip = "127.0.0.1", port = 0, protocol = "inboundJsonCli" } } },
    {
      name = "stresstest",
      protocol = "dynamiclinklibrary",
      targetServer = "localhost",
      targetApp = "vod",
      active = true,
      numberOfConnections = 10,
      randomAccessStreams = false,
      streams = { "lg00", "lg01" },
    },
    { name = "vmapp", vmType = "lua", script = "vmapp.lua", aliases = { "vmapp_alias" } },
  },
}

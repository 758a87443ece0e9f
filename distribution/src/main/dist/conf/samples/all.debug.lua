-- Every application and every kind of acceptor that crtmpserver's sample of this name sets up, with
-- the most talkative log, for Millrace. The keys and their meaning are crtmpserver's.
--
-- An application or chain that no plugin brings is skipped with a warning, so this file also shows
-- what the plugins at hand can do:   bin/millrace --check conf/samples/all.debug.lua

local media = "../../media"

-- One storage for all.
local function storage()
  return
  {
    recordedStreamsStorage = media,
    {
      description = "Default media storage",
      mediaFolder = media,
    },
  }
end

configuration =
{
  daemon = false,
  pathSeparator = "/",
  instancesCount = -1,   -- as many as there are CPUs

  logAppenders =
  {
    {
      name = "console appender",
      type = "coloredConsole",
      level = 6,
    },
    {
      name = "file appender",
      type = "file",
      level = 6,
      fileName = "../../logs/crtmpserver.debug",
      -- newLineCharacters = "\r\n",
      fileHistorySize = 100,
      fileLength = 1024 * 1024,
      -- specificLevel = 6,
      singleLine = true,
    },
  },

  applications =
  {
    rootDirectory = "./",
    {
      name = "appselector",
      description = "Application for selecting the rest of the applications",
      protocol = "dynamiclinklibrary",
      validateHandshake = false,
      default = true,
      acceptors =
      {
        { ip = "0.0.0.0", port = 1935, protocol = "inboundRtmp" },
        { ip = "0.0.0.0", port = 8080, protocol = "inboundRtmpt" },
        -- { ip = "0.0.0.0", port = 8081, protocol = "inboundRtmps",
        --   sslKey = "server.key", sslCert = "server.crt" },
      },
    },
    {
      description = "FLV Playback Sample",
      name = "flvplayback",
      protocol = "dynamiclinklibrary",
      aliases = { "simpleLive", "vod", "live", "WeeklyQuest", "SOSample", "oflaDemo", "chat" },
      acceptors =
      {
        { ip = "0.0.0.0", port = 6666, protocol = "inboundLiveFlv", waitForMetadata = true },
        { ip = "0.0.0.0", port = 9999, protocol = "inboundTcpTs", localStreamName = "ts" },
        { ip = "0.0.0.0", port = 9999, protocol = "inboundUdpTs", fireOnlyOnce = false },
        { ip = "0.0.0.0", port = 5544, protocol = "inboundRtsp" },
      },
      externalStreams = {},
      validateHandshake = false,
      hasStreamAliases = false,
      enableCheckBandwidth = true,
      maxRtmpOutBuffer = 131072,
      maxRtspOutBuffer = 262144,
      rtcpDetectionInterval = 10,
      mediaStorage = storage(),
    },
    {
      name = "samplefactory",
      description = "An application that brings chains of its own",
      protocol = "dynamiclinklibrary",
      aliases = { "httpDownload" },
      acceptors =
      {
        { ip = "0.0.0.0", port = 8988, protocol = "echoProtocol" },
        { ip = "0.0.0.0", port = 8989, protocol = "httpEchoProtocol" },
      },
    },
    {
      name = "vptests",
      description = "Variant protocol tests",
      protocol = "dynamiclinklibrary",
      aliases = { "vptests_alias1", "vptests_alias2" },
      acceptors =
      {
        { ip = "0.0.0.0", port = 1111, protocol = "inboundHttpXmlVariant" },
      },
    },
    {
      name = "admin",
      description = "Commands and statistics",
      protocol = "dynamiclinklibrary",
      aliases = { "admin_alias1", "admin_alias2" },
      acceptors =
      {
        -- The original listens on all addresses here.
        { ip = "127.0.0.1", port = 1112, protocol = "inboundJsonCli", useLengthPadding = true },
      },
    },
    {
      name = "proxypublish",
      description = "Forwards what is published to other servers",
      protocol = "dynamiclinklibrary",
      acceptors =
      {
        { ip = "0.0.0.0", port = 6665, protocol = "inboundLiveFlv" },
      },
      abortOnConnectError = true,
      targetServers =
      {
        -- { targetUri = "rtmp://x.example/live", targetStreamName = "one", targetStreamType = "live",
        --   localStreamName = "one", keepAlive = true },
      },
      -- externalStreams = {},
      validateHandshake = false,
    },
    {
      name = "stresstest",
      description = "Opens many connections to a server",
      protocol = "dynamiclinklibrary",
      targetServer = "localhost",
      targetApp = "vod",
      active = false,
      numberOfConnections = 10,
      randomAccessStreams = false,
      streams = { "lg00", "lg01", "lg02", "lg03", "lg04", "lg05" },
    },
    {
      name = "vmapp",
      description = "An application written in Lua",
      protocol = "dynamiclinklibrary",
      vmType = "lua",
      script = "vmapp.lua",
      aliases = { "vmapp_alias" },
      acceptors =
      {
        -- { ip = "0.0.0.0", port = 6544, protocol = "inboundTcpTs" },
      },
    },
    --[[
    {
      name = "applestreamingclient",
      description = "Plays HLS streams",
      protocol = "dynamiclinklibrary",
      aliases = { "hls" },
      acceptors =
      {
        { ip = "0.0.0.0", port = 5544, protocol = "inboundRtsp" },
      },
    },
    ]]
  },
}

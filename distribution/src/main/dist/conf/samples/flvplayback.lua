-- Live streaming and files on every transport that crtmpserver's sample of this name has, for
-- Millrace. The keys and their meaning are crtmpserver's; nothing here is particular to Millrace, and
-- nothing had to be changed for it. An acceptor whose chain no plugin brings is skipped with a
-- warning that names the chain, so the server starts with whatever plugins are there.
--
-- For RTMPS the files server.key and server.crt have to lie in this folder; without them that one
-- acceptor is refused.

configuration =
{
  daemon = false,
  pathSeparator = "/",

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
      fileName = "../../logs/crtmpserver",
      newLineCharacters = "\r\n",
      fileHistorySize = 10,
      fileLength = 1024 * 256,
      singleLine = true,
    },
  },

  applications =
  {
    rootDirectory = "applications",
    {
      description = "FLV Playback Sample",
      name = "flvplayback",
      protocol = "dynamiclinklibrary",
      default = true,
      aliases =
      {
        "simpleLive",
        "vod",
        "live",
        "WeeklyQuest",
        "SOSample",
        "oflaDemo",
        "chat",
      },
      acceptors =
      {
        { ip = "0.0.0.0", port = 1935, protocol = "inboundRtmp" },
        -- { ip = "0.0.0.0", port = 8081, protocol = "inboundRtmps",
        --   sslKey = "server.key", sslCert = "server.crt" },
        { ip = "0.0.0.0", port = 8080, protocol = "inboundRtmpt" },
        { ip = "0.0.0.0", port = 6666, protocol = "inboundLiveFlv", waitForMetadata = true },
        { ip = "0.0.0.0", port = 9999, protocol = "inboundTcpTs" },
        { ip = "0.0.0.0", port = 5544, protocol = "inboundRtsp" },
      },

      externalStreams =
      {
        -- {
        --   uri = "rtsp://camera.example/axis-media/media.amp",
        --   localStreamName = "camera",
        --   forceTcp = true,
        -- },
        -- {
        --   uri = "rtmp://other.example/live/feed",
        --   localStreamName = "feed",
        --   swfUrl = "http://other.example/player.swf",
        --   pageUrl = "http://other.example/",
        --   emulateUserAgent = "MAC 10,1,82,76",
        -- },
      },

      validateHandshake = false,
      keyframeSeek = true,
      seekGranularity = 1.5,   -- seconds
      clientSideBuffer = 12,   -- seconds

      -- From before 2013; Millrace says in a warning what each of them does now.
      generateMetaFiles = true,
      renameBadFiles = false,
      -- allowDuplicateInboundNetworkStreams = true,

      mediaStorage =
      {
        recordedStreamsStorage = "../../media",
        namedStorage1 =
        {
          description = "Some storage",
          mediaFolder = "../../media",
          -- metaFolder = "../../media",
          enableStats = false,
          clientSideBuffer = 15,
          keyframeSeek = false,
          seekGranularity = 0.1,
          externalSeekGenerator = false,
        },
      },

      --[[
      authentication =
      {
        rtmp =
        {
          type = "adobe",
          encoderAgents = { "FMLE/3.0 (compatible; FMSc/1.0)" },
          usersFile = "users.lua",
        },
        rtsp =
        {
          usersFile = "users.lua",
          authenticatePlay = false,
        },
      },
      ]]
    },
  },
}

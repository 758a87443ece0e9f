-- The default configuration of Millrace.
--
-- This is a Lua program that has to leave a table named "configuration" behind. Variables, loops and
-- functions of your own are welcome; files, the network and other programs cannot be reached from here.
-- A configuration of crtmpserver works as it is: see samples/.
--
--   bin/millrace                       runs with this file
--   bin/millrace my.lua                runs with another
--   bin/millrace --check my.lua        tells all that is wrong with it, and where, and runs nothing
--
-- Relative paths are relative to the folder that this file is in.

configuration =
{
  -- How many event loops serve the connections. 0: one for each CPU.
  instancesCount = 0,

  -- Where log lines go. level: 0 fatal, 1 error, 2 warning, 3 info, 4 debug, 5 fine, 6 finest.
  logAppenders =
  {
    {
      name = "console",
      type = "coloredConsole",   -- or "console"
      level = 3,
    },
    {
      name = "file",
      type = "file",
      level = 3,
      fileName = "../logs/millrace",
      -- A file that has grown to fileLength bytes is closed and a new one begun;
      -- the fileHistorySize newest are kept.
      fileLength = 10 * 1024 * 1024,
      fileHistorySize = 10,
    },
  },

  applications =
  {
    -- Owns the port that clients connect to, and hands each connection to the application that the
    -- client asks for: rtmp://host/live/... goes to "live".
    {
      name = "appselector",
      description = "takes a connection to the application that the client names",
      default = true,
      validateHandshake = false,
      acceptors =
      {
        {
          ip = "0.0.0.0",    -- "::" for IPv6 as well
          port = 1935,
          protocol = "inboundRtmp",
        },
        {
          ip = "0.0.0.0",
          port = 8080,
          -- Streams for browsers and players, and the console: http://localhost:8080/
          -- What administers the server answers to this machine alone, and wants a token.
          protocol = "inboundHttp",
        },
      },
    },

    -- Live streams.
    --   watch:    ffplay rtmp://localhost/live/demo
    --             ffplay http://localhost:8080/live/demo.flv
    --             (.ts, .m3u8 for HLS and .mpd for DASH, too)
    --   publish:  ffmpeg -re -i film.mp4 -c copy -f flv rtmp://localhost/live/mine
    --             or OBS: server rtmp://localhost/live, stream key mine
    {
      name = "live",
      -- The kind of application, which a plugin brings. Without "type" the name says it.
      type = "flvplayback",
      description = "live streams, their recordings, and files",
      aliases = { "flvplayback" },

      -- true refuses clients without Adobe's signed handshake. ffmpeg, OBS and VLC have none.
      validateHandshake = false,

      mediaStorage =
      {
        -- What is published as "record" or "append" is written here.
        recordedStreamsStorage = "../media",

        files =
        {
          description = "files to play",
          mediaFolder = "../media",
        },
      },

      -- Files that are played as live streams, from the media folders above.
      fileSources =
      {
        { file = "demo.flv", streamName = "demo", loop = true },
      },
    },
  },
}

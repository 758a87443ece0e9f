-- A server with the sample "keyframe-stats":  bin/millrace samples/keyframe-stats/keyframe-stats.lua
configuration =
{
  logAppenders = { { name = "console", type = "coloredConsole", level = 3 } },
  plugins =
  {
    ["keyframe-stats"] =
    {
      url = "jdbc:h2:/tmp/keyframes",   -- becomes /tmp/keyframes.mv.db
    },
  },
  applications =
  {
    {
      name = "appselector",
      default = true,
      acceptors = { { ip = "0.0.0.0", port = 1935, protocol = "inboundRtmp" } },
    },
    { name = "live", type = "flvplayback" },
  },
}

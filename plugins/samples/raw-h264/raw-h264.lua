-- A server with the sample "raw-h264":  bin/millrace samples/raw-h264/raw-h264.lua
configuration =
{
  logAppenders = { { name = "console", type = "coloredConsole", level = 3 } },
  applications =
  {
    {
      name = "appselector",
      default = true,
      acceptors = { { ip = "0.0.0.0", port = 1935, protocol = "inboundRtmp" } },
    },
    {
      name = "live",
      type = "flvplayback",
      acceptors =
      {
        {
          ip = "127.0.0.1",
          port = 9264,
          protocol = "inboundRawH264",
          localStreamName = "camera",
          frameRate = 25,
        },
      },
    },
  },
}

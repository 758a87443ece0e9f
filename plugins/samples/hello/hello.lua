-- A server with the sample "hello":  bin/millrace samples/hello/hello.lua
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
      name = "hello",
      greeting = "Welcome",
      unwelcome = { "mallory" },
    },
  },
}

-- A server with the sample "signed-urls":  bin/millrace samples/signed-urls/signed-urls.lua
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
      name = "members",
      type = "signedurls",
      secretFile = "secret.txt",   -- beside this file; make it with: openssl rand -hex 32
      playFreely = false,
    },
  },
}

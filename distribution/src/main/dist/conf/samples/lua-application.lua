-- An application that is a Lua script: scripts/studio.lua. While the server runs, a change of the
-- script is taken over at once.
--
--   publish:  ffmpeg -re -i film.mp4 -c copy -f flv "rtmp://localhost/studio/cam?token=secret"
--   watch:    ffplay rtmp://localhost/studio/main

configuration =
{
  logAppenders =
  {
    { name = "console", type = "coloredConsole", level = 3 },
  },

  applications =
  {
    {
      name = "appselector",
      default = true,
      validateHandshake = false,
      acceptors = { { ip = "0.0.0.0", port = 1935, protocol = "inboundRtmp" } },
    },
    {
      name = "studio",
      type = "vmapp",
      vmType = "lua",
      script = "scripts/studio.lua",
      scriptSettings = { tokens = { secret = "Ann" } },

      -- What becomes of a client if the script fails or does not decide in time.
      hookTimeout = 5,
      hookFailure = "refuse",   -- or "accept"

      -- What a call of the script may take; these are the defaults.
      callTime = 2,
      callInstructions = 500000,
      callMemory = 16 * 1024 * 1024,

      -- millrace.request reaches no host that is not named here.
      httpHosts = {},
    },
  },
}

-- The script of the application vmapp of all.debug.lua: the names of crtmpserver's vmapp work, with
-- the arguments that docs/lua-applications.md tells of. New scripts write onStart, onPublish, ...

customhandlers =
{
  application =
  {
    initCompleted = function()
      millrace.log("info", crtmpserver.getConfig().description .. ": ready")
    end,

    signalStreamRegistered = function(stream)
      millrace.log("info", stream.name .. " has come, from " .. stream.publisher)
    end,
  },

  rtmp =
  {
    processInvokePublish = function(client, stream)
      return stream.name ~= "forbidden", "that name is taken"
    end,
  },
}

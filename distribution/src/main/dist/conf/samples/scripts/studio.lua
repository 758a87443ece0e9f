-- A studio: whoever has a token publishes, everybody may watch and vote. An application is one file
-- like this; docs/lua-applications.md has every hook and every service.

local tokens = millrace.settings.tokens or {}
local votes = {}

function onStart()
  millrace.log("info", "the studio is open")
  millrace.every(60, function()
    millrace.gauge("streams", #millrace.streams())
  end)
end

function onPublish(client, stream)
  local who = tokens[stream.params.token]
  if not who then
    return false, "a token is needed"
  end
  millrace.log("info", who .. " publishes " .. stream.name)
  millrace.count("publishers")
end

-- Whoever plays "main" sees what was published last.
function onStreamPublished(stream)
  millrace.alias("main", stream.name)
end

function onStreamUnpublished(stream, reason)
  millrace.log("info", stream.name .. " has ended: " .. reason)
end

-- Commands of clients: NetConnection.call("vote", responder, "cam 1").
commands = {
  vote = function(client, choice)
    if type(choice) ~= "string" or #choice > 40 then
      return nil, "vote for what?"
    end
    votes[choice] = (votes[choice] or 0) + 1
    millrace.count("votes")
    return votes[choice]
  end,

  whoami = function(client)
    return client.application .. " " .. client.address
  end,
}

// Server-sent events of all types. EventSource only gives those whose types are known before.

import { ApiError, address } from "./api.js";

const AGAIN_MILLIS = 3000;

/** Hands each event's data, parsed, to onData, and goes on after the connection was lost. */
export async function follow(where, signal, onData, onState = () => {}) {
  while (!signal.aborted) {
    try {
      await read(where, signal, onData, onState);
      onState("interrupted");
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error instanceof ApiError) {
        onState(error.message);
        return;
      }
      onState("interrupted");
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLIS));
  }
}

async function read(where, signal, onData, onState) {
  const answer = await fetch(address(where), { signal, headers: { accept: "text/event-stream" } });
  if (!answer.ok) {
    throw new ApiError(answer.status, `not available (${answer.status} ${answer.statusText})`);
  }
  onState("live");
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    blocks.map(data).filter(Boolean).forEach((json) => onData(JSON.parse(json)));
  }
}

function data(block) {
  return block
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5))
    .join("\n");
}

// Who is connected.

import { call, list, path } from "../api.js";
import { card, mark } from "../dom.js";
import { bytes, since } from "../format.js";
import { poll } from "../poll.js";
import { complain, deed } from "../say.js";
import { table } from "../table.js";

export const title = () => "Connections";

const REFRESH_MILLIS = 2000;

export function show({ heading, signal }) {
  let refresh = () => {};
  const connections = table({
    caption: "Connections",
    columns: [
      { label: "Connection", text: (one) => one.id },
      { label: "From", text: (one) => `${one.remoteIp}:${one.remotePort}` },
      { label: "Protocol", text: (one) => one.chain },
      { label: "Port", number: true, text: (one) => String(one.localPort) },
      { label: "Encrypted", same: (one) => String(one.secure), node: encrypted },
      { label: "Open for", className: "nowrap", text: (one) => since(one.opened) },
      { label: "In", number: true, text: (one) => bytes(one.bytesIn) },
      { label: "Out", number: true, text: (one) => bytes(one.bytesOut) },
      { label: "Actions", deeds: (current) => [close(current, () => refresh())] },
    ],
    key: (one) => one.id,
    empty: "Nobody is connected.",
  });
  refresh = poll(
    signal,
    REFRESH_MILLIS,
    async () => connections.update(await list("connections")),
    complain,
  );
  return [heading, card("Open connections", connections.element)];
}

const encrypted = (one) => (one.secure ? mark("TLS", "good") : mark("no"));

function close(current, refresh) {
  const { id, remoteIp } = current();
  return deed(
    "Close",
    async () => {
      await call("DELETE", path("connections", id));
      await refresh();
    },
    { question: `Close the connection ${id} of ${remoteIp}?`, name: id, kind: "danger" },
  );
}

// The addresses of a stream, for players elsewhere.

import { path } from "../api.js";
import { card, el } from "../dom.js";
import { deed, say } from "../say.js";

const KINDS = [
  ["Watch page", null, (base) => `${location.origin}/watch/${base}`],
  ["RTMP", "rtmp", (base, port) => `rtmp://${location.hostname}${port}/${base}`],
  ["FLV", "http-flv", (base) => `${location.origin}/${base}.flv`],
  ["MPEG-TS", "http-ts", (base) => `${location.origin}/${base}.ts`],
  ["HLS", "hls", (base) => `${location.origin}/${base}.m3u8`],
  ["DASH", "dash", (base) => `${location.origin}/${base}.mpd`],
];

export function addresses(stream, features, services) {
  const base = path(stream.application, stream.name);
  const port = rtmpPort(services);
  const there = KINDS.filter(([, plugin]) => plugin === null || features.has(plugin));
  const lines = there.map(([name, plugin, of]) => {
    const address = of(base, port);
    const shown = plugin ? el("code", {}, address) : el("a", { href: address }, address);
    return [el("dt", {}, name), el("dd", {}, shown, " ", copy(name, address))];
  });
  return card("Addresses", el("dl", { class: "facts card-body" }, lines));
}

/** As an address has it: nothing where it is the usual one. */
function rtmpPort(services) {
  const ports = services
    .filter((one) => one.state === "open" && one.chains.includes("inboundRtmp"))
    .map((one) => one.port);
  return ports.length === 0 || ports.includes(1935) ? "" : `:${ports[0]}`;
}

/** Pages that did not come by HTTPS, or from this machine, may not write to the clipboard. */
function copy(name, address) {
  if (!navigator.clipboard) {
    return null;
  }
  return deed(
    "Copy",
    async () => {
      await navigator.clipboard.writeText(address);
      say(`The address for ${name} is copied.`);
    },
    { name: `address for ${name}` },
  );
}

// The addresses of a stream, for players elsewhere.

import { path } from "../api.js";
import { card, el } from "../dom.js";
import { deed, say } from "../say.js";

const KINDS = [
  ["Watch page", null, (base) => `${location.origin}/watch/${base}`],
  ["RTMP", "rtmp", (base) => `rtmp://${location.hostname}/${base}`],
  ["FLV", "http-flv", (base) => `${location.origin}/${base}.flv`],
  ["MPEG-TS", "http-ts", (base) => `${location.origin}/${base}.ts`],
  ["HLS", "hls", (base) => `${location.origin}/${base}.m3u8`],
  ["DASH", "dash", (base) => `${location.origin}/${base}.mpd`],
];

export function addresses(stream, features) {
  const base = path(stream.application, stream.name);
  const there = KINDS.filter(([, plugin]) => plugin === null || features.has(plugin));
  const lines = there.map(([name, plugin, of]) => [
    el("dt", {}, name),
    el("dd", {}, plugin === null ? el("a", { href: of(base) }, of(base)) : el("code", {}, of(base)), " ", copy(name, of(base))),
  ]);
  return card("Addresses", el("dl", { class: "facts card-body" }, lines));
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

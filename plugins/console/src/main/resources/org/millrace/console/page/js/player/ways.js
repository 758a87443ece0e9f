// The ways in which a browser can play a stream of this server.

import { openFlv } from "./flv.js";
import { openHls } from "./hls.js";
import { path } from "../api.js";

const http = (stream, end) => new URL(`/${path(stream.application, stream.name)}${end}`, location).href;

export const WAYS = [
  {
    id: "flv",
    label: "FLV",
    plugin: "http-flv",
    needsFlvLibrary: true,
    url: (stream) => http(stream, ".flv"),
    open: openFlv,
  },
  {
    id: "flv-ws",
    label: "FLV, WebSocket",
    plugin: "http-flv",
    needsFlvLibrary: true,
    url: (stream) => http(stream, ".flv").replace(/^http/, "ws"),
    open: openFlv,
  },
  {
    id: "ll-hls",
    label: "LL-HLS",
    plugin: "hls",
    url: (stream) => http(stream, ".m3u8"),
    open: (video, url, report) => openHls(video, url, report, true),
  },
  {
    id: "hls",
    label: "HLS",
    plugin: "hls",
    url: (stream) => http(stream, ".m3u8"),
    open: (video, url, report) => openHls(video, url, report, false),
  },
];

/** Why a way cannot be taken here; null if it can. */
export function hindrance(way, features) {
  if (!features.has(way.plugin)) {
    return `the plugin ${way.plugin} is not loaded`;
  }
  if (way.needsFlvLibrary && !features.flvLibrary) {
    return "this build of the console has no mpegts.js (npm was missing when it was built)";
  }
  return null;
}

// A player of a file that was recorded.

import { el, loadScript } from "../dom.js";

/** Plays until the signal is aborted; report tells what goes wrong. */
export function filePlayer(url, name, signal, report) {
  const video = el("video", { controls: true, playsinline: true, "aria-label": `Recording ${name}` });
  if (name.toLowerCase().endsWith(".flv")) {
    playFlv(video, url, signal, report).catch((error) => report(error.message));
  } else {
    video.addEventListener("error", () => report("This browser cannot play this file."));
    video.src = url;
  }
  signal.addEventListener("abort", () => video.pause());
  return video;
}

async function playFlv(video, url, signal, report) {
  await loadScript("/console/lib/mpegts.js/mpegts.js");
  const { mpegts } = window;
  mpegts.LoggingControl.enableAll = false;
  const player = mpegts.createPlayer({ type: "flv", url });
  player.on(mpegts.Events.ERROR, (type, detail, info) => report(info?.msg || detail));
  player.attachMediaElement(video);
  player.load();
  signal.addEventListener("abort", () => player.destroy());
}

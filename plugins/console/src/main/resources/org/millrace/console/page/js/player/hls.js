// HLS and low-latency HLS, by hls.js, or by the browser where that can do it alone.

import { loadScript } from "../dom.js";

const NATIVE = "application/vnd.apple.mpegurl";
const MAX_RECOVERIES = 3;

/** More than this cannot be a delay: the server's clock and this one differ. */
const MAX_LATENCY_SECONDS = 600;

export async function openHls(video, url, report, lowLatencyMode) {
  await loadScript("/console/lib/hls.js/hls.min.js");
  const { Hls } = window;
  if (!Hls.isSupported()) {
    return openNative(video, url);
  }
  const hls = new Hls({
    lowLatencyMode,
    enableWorker: false, // A worker made from text is what the page's policy forbids.
    backBufferLength: 30,
    maxLiveSyncPlaybackRate: lowLatencyMode ? 1.5 : 1,
  });
  let recoveries = 0;
  hls.on(Hls.Events.ERROR, (event, data) => {
    if (!data.fatal) {
      return;
    }
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && recoveries++ < MAX_RECOVERIES) {
      hls.recoverMediaError();
      return;
    }
    report(reason(data));
  });
  hls.loadSource(url);
  hls.attachMedia(video);
  return {
    close: () => hls.destroy(),
    latency: () => sinceRecorded(hls.playingDate) ?? hls.latency,
  };
}

function openNative(video, url) {
  if (!video.canPlayType(NATIVE)) {
    throw new Error("This browser cannot play HLS (it has no Media Source Extensions).");
  }
  video.src = url;
  return {
    close() {
      video.removeAttribute("src");
      video.load();
    },
    latency: () => sinceRecorded(video.getStartDate?.(), video.currentTime),
  };
}

/** EXT-X-PROGRAM-DATE-TIME tells when what is seen now was recorded. */
function sinceRecorded(date, more = 0) {
  if (!date || Number.isNaN(date.getTime())) {
    return null;
  }
  const seconds = (Date.now() - date.getTime()) / 1000 - more;
  return seconds >= 0 && seconds < MAX_LATENCY_SECONDS ? seconds : null;
}

function reason(data) {
  if (data.response?.code === 404) {
    return "There is no such stream now.";
  }
  return `Playing failed: ${data.reason || data.details}`;
}

// FLV over HTTP or WebSocket, by mpegts.js.

import { loadScript } from "../dom.js";

/**
 * How near to the newest frame it plays. It plays a little faster while it is further behind, and
 * leaps when it has fallen behind by seconds, as after a pause.
 */
const LIVE = {
  enableStashBuffer: false,
  lazyLoad: false,
  autoCleanupSourceBuffer: true,
  autoCleanupMaxBackwardDuration: 30,
  autoCleanupMinBackwardDuration: 15,
  liveSync: true,
  liveSyncTargetLatency: 0.3,
  liveSyncMaxLatency: 0.6,
  liveSyncPlaybackRate: 1.15,
  liveBufferLatencyChasing: true,
  liveBufferLatencyMaxLatency: 3,
  liveBufferLatencyMinRemain: 0.4,
};

export async function openFlv(video, url, report) {
  await loadScript("/console/lib/mpegts.js/mpegts.js");
  const { mpegts } = window;
  if (!mpegts.isSupported()) {
    throw new Error("This browser cannot play FLV (it has no Media Source Extensions).");
  }
  mpegts.LoggingControl.enableAll = false;
  const player = mpegts.createPlayer({ type: "flv", isLive: true, url }, LIVE);
  player.on(mpegts.Events.ERROR, (type, detail, info) => report(reason(detail, info)));
  player.on(mpegts.Events.LOADING_COMPLETE, () => report("The stream has ended."));
  player.attachMediaElement(video);
  player.load();
  return {
    close: () => player.destroy(),
    // FLV has no clock of the day: what is counted is what has arrived and is not played yet.
    latency: () => {
      const { buffered, currentTime } = video;
      return buffered.length === 0 ? null : buffered.end(buffered.length - 1) - currentTime;
    },
  };
}

function reason(detail, info) {
  if (info?.code === 404) {
    return "There is no such stream now.";
  }
  return `Playing failed: ${info?.msg || detail}`;
}

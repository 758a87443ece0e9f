// A player of one stream: the picture, the ways to play it, and how it goes.

import { el, figures } from "../dom.js";
import { seconds } from "../format.js";
import { WAYS, hindrance } from "./ways.js";

const REFRESH_MILLIS = 500;
const PICTURE = "Picture";
const LATENCY = "Latency";
const BUFFERED = "Buffered";
const DROPPED = "Dropped";

/** Plays until the signal is aborted. */
export function player(stream, features, signal) {
  const video = el("video", { controls: true, muted: true, autoplay: true, playsinline: true });
  video.muted = true; // The attribute alone is looked at by the HTML parser only.
  video.setAttribute("aria-label", `Live video of ${stream.application}/${stream.name}`);
  const shown = figures([PICTURE, LATENCY, BUFFERED, DROPPED]);
  const message = el("p", { class: "note warn", role: "alert", hidden: true });
  const again = el("button", { type: "button", class: "small", hidden: true }, "Play again");
  let taken = null;
  let turn = 0;

  function report(text) {
    message.textContent = text;
    message.hidden = !text;
    again.hidden = !text;
  }

  function close() {
    taken?.close();
    taken = null;
  }

  async function play(way) {
    const mine = ++turn;
    close();
    report("");
    video.dataset.way = way.id;
    try {
      const opened = await way.open(video, way.url(stream), (text) => mine === turn && report(text));
      if (mine !== turn || signal.aborted) {
        opened.close();
        return;
      }
      taken = opened;
      await video.play();
    } catch (error) {
      // A play() that another load has overtaken is no failure.
      if (mine === turn && error.name !== "AbortError") {
        report(error.message);
      }
    }
  }

  const { element: choice, first, chosen } = ways(features, play);
  again.addEventListener("click", () => play(chosen()));
  const timer = setInterval(() => tell(shown, video, taken), REFRESH_MILLIS);
  signal.addEventListener("abort", () => {
    turn++;
    clearInterval(timer);
    close();
  });
  if (first) {
    play(first);
  } else {
    report("Nothing here plays in a browser: neither of the plugins http-flv and hls is usable.");
    again.hidden = true;
  }
  const controls = el("div", { class: "card-body" }, choice, message, again);
  return el("section", { class: "card player", "aria-label": "Player" }, video, shown.element, controls);
}

function ways(features, play) {
  const possible = WAYS.filter((way) => !hindrance(way, features));
  const first = possible[0];
  let current = first;
  const buttons = WAYS.map((way) => {
    const hindered = hindrance(way, features);
    const input = el("input", {
      type: "radio",
      name: "way",
      value: way.id,
      disabled: Boolean(hindered),
      onchange: () => {
        current = way;
        play(way);
      },
    });
    input.checked = way === first;
    return el("label", { class: "way", title: hindered ?? undefined }, input, way.label);
  });
  const missing = [...new Set(WAYS.map((way) => hindrance(way, features)).filter(Boolean))];
  return {
    element: el(
      "fieldset",
      {},
      el("legend", { class: "unseen" }, "Play by"),
      el("div", { class: "ways" }, buttons),
      missing.map((text) => el("p", { class: "note" }, `Not everything plays: ${text}.`)),
    ),
    first,
    chosen: () => current,
  };
}

function tell(shown, video, taken) {
  shown.set(PICTURE, video.videoWidth ? `${video.videoWidth}×${video.videoHeight}` : "–");
  const latency = taken?.latency();
  shown.set(LATENCY, latency === null || latency === undefined ? "–" : seconds(latency));
  const { buffered, currentTime } = video;
  const ahead = buffered.length === 0 ? 0 : buffered.end(buffered.length - 1) - currentTime;
  shown.set(BUFFERED, seconds(Math.max(0, ahead)));
  const quality = video.getVideoPlaybackQuality();
  shown.set(DROPPED, `${quality.droppedVideoFrames} of ${quality.totalVideoFrames}`);
}

// One stream: the player, its figures, its viewers.

import { list, path } from "../api.js";
import { rateChart } from "../chart.js";
import { card, el, figures } from "../dom.js";
import { bitrate, bytes, count, since, tracks } from "../format.js";
import { keyOf } from "../history.js";
import { addresses } from "../player/addresses.js";
import { player } from "../player/player.js";
import { poll } from "../poll.js";
import { complain } from "../say.js";
import { table } from "../table.js";
import { end } from "./streams.js";

const REFRESH_MILLIS = 2000;
const FACTS = [
  "Tracks",
  "Publisher",
  "Since",
  "In",
  "Out",
  "Viewers",
  "Frames",
  "Frames dropped",
  "Clock jumps",
  "Kept for viewers",
];

const named = ([application, ...name]) => ({ application, name: name.join("/") });

export const title = (rest) => `${rest.join("/")}`;

export function show({ heading, signal, rest, history, features }) {
  const stream = named(rest);
  const facts = figures(FACTS, "facts");
  facts.element.classList.add("card-body");
  const viewers = viewerTable();
  const viewerCard = card("Viewers", viewers.element);
  history.watch(signal, () => {
    const now = history.streams.find((one) => keyOf(one) === keyOf(stream));
    tell(facts, now);
  });
  poll(
    signal,
    REFRESH_MILLIS,
    async () => viewers.update(await list(path("viewers", stream.application, stream.name))),
    () => viewers.update([]),
  );
  const chart = card("Bit rate");
  rateChart(`Bits in a second of ${stream.name}`, signal).then((drawn) => {
    chart.append(el("div", { class: "card-body" }, drawn.element));
    history.watch(signal, () => drawn.update(history.of(stream).data));
  }, complain);
  const where = el("div");
  list("services").then((services) => where.append(addresses(stream, features, services)), complain);
  const back = el("a", { href: "#/streams" }, "All streams");
  const actions = el("div", { class: "actions" }, end(() => stream, history));
  return [
    el("p", {}, back),
    el("div", { class: "head" }, heading, actions),
    el(
      "div",
      { class: "columns" },
      el("div", { class: "stack" }, player(stream, features, signal), where),
      el("div", { class: "stack" }, card("Figures", facts.element), chart),
    ),
    viewerCard,
  ];
}

function tell(facts, stream) {
  if (!stream) {
    FACTS.forEach((name) => facts.set(name, "–"));
    facts.set("Publisher", "There is no such stream now.");
    return;
  }
  facts.set("Tracks", tracks(stream.tracks));
  facts.set("Publisher", stream.publisher ?? "nobody now");
  facts.set("Since", stream.since ? since(stream.since) : "–");
  facts.set("In", `${bitrate(stream.bitsPerSecondIn)}, ${bytes(stream.bytesIn)} in all`);
  facts.set("Out", `${bitrate(stream.bitsPerSecondOut)}, ${bytes(stream.bytesOut)} in all`);
  facts.set("Viewers", count(stream.viewers));
  facts.set(
    "Frames",
    `${count(stream.videoFramesIn)} of video, ${count(stream.audioFramesIn)} of audio`,
  );
  facts.set("Frames dropped", count(stream.framesDropped));
  facts.set("Clock jumps", count(stream.discontinuities));
  facts.set("Kept for viewers", bytes(stream.retainedBytes));
}

function viewerTable() {
  return table({
    caption: "Viewers",
    columns: [
      { label: "Viewer", text: (one) => one.id },
      { label: "Protocol", text: (one) => one.protocol },
      { label: "Address", text: (one) => one.remoteIp },
      { label: "Since", className: "nowrap", text: (one) => since(one.since) },
      { label: "Sent", number: true, text: (one) => bytes(one.bytes) },
      { label: "Behind", number: true, text: (one) => `${count(one.lagMillis)} ms` },
      { label: "Dropped", number: true, text: (one) => count(one.dropped) },
    ],
    key: (one) => one.id,
    empty: "Nobody watches.",
  });
}

// All streams, and what goes in and out of the server.

import { call, path } from "../api.js";
import { rateChart } from "../chart.js";
import { card, el, figures, mark } from "../dom.js";
import { bitrate, bytes, count, since, tracks } from "../format.js";
import { keyOf } from "../history.js";
import { complain, deed } from "../say.js";
import { table } from "../table.js";

export const title = () => "Streams";

const FIGURES = ["Streams", "Connections", "In", "Out", "Bytes in", "Bytes out"];

export function show({ heading, signal, history }) {
  const totals = figures(FIGURES);
  const streams = table({
    caption: "Streams",
    columns: [
      { label: "Stream", same: keyOf, node: link },
      { label: "State", same: (one) => `${one.live}`, node: state },
      { label: "Tracks", text: (one) => tracks(one.tracks) },
      { label: "In", number: true, text: (one) => bitrate(one.bitsPerSecondIn) },
      { label: "Out", number: true, text: (one) => bitrate(one.bitsPerSecondOut) },
      { label: "Viewers", number: true, text: (one) => count(one.viewers) },
      { label: "Dropped", number: true, text: (one) => count(one.framesDropped) },
      { label: "Since", className: "nowrap", text: (one) => (one.since ? since(one.since) : "–") },
      { label: "Actions", deeds: (current) => [end(current, history)] },
    ],
    key: keyOf,
    empty: "Nobody publishes, and nobody waits for a stream.",
  });
  const chart = card("Traffic of all connections");
  rateChart("Bits in a second, of all connections", signal).then((drawn) => {
    chart.append(el("div", { class: "card-body" }, drawn.element));
    history.watch(signal, ({ total }) => drawn.update(total.data));
  }, complain);
  history.watch(signal, () => {
    streams.update(history.streams);
    tell(totals, history.server);
  });
  const frame = el("div", { class: "card" }, totals.element);
  return [heading, frame, card("Streams", streams.element), chart];
}

function tell(totals, server) {
  totals.set("Streams", count(server.streams));
  totals.set("Connections", count(server.connections));
  totals.set("In", bitrate(server.bitsPerSecondIn));
  totals.set("Out", bitrate(server.bitsPerSecondOut));
  totals.set("Bytes in", bytes(server.bytesIn));
  totals.set("Bytes out", bytes(server.bytesOut));
}

function link(one) {
  const address = `#/streams/${path(one.application, one.name)}`;
  return el("a", { href: address }, `${one.application}/${one.name}`);
}

function state(one) {
  return one.live ? mark("live", "good") : mark("awaited", "warn");
}

/** Only what is published can be ended. */
export function end(current, history) {
  const { application, name } = current();
  return deed(
    "End",
    async () => {
      await call("DELETE", path("streams", application, name));
      await history.refresh();
    },
    { question: `End the stream ${application}/${name}? Its publisher is told.`, name, kind: "danger" },
  );
}

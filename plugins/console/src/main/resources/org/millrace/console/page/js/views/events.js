// What happens on the server, as it happens.

import { card, el } from "../dom.js";
import { clock } from "../format.js";
import { follow } from "../sse.js";

export const title = () => "Events";

const SHOWN = 300;

export function show({ heading, signal }) {
  const lines = el("ul", { class: "lines", tabindex: "0", "aria-label": "Events, newest first" });
  const state = el("span", { class: "lead", role: "status" });
  const empty = el("p", { class: "empty" }, "Nothing has happened since the page was opened.");

  function add(event) {
    empty.hidden = true;
    lines.prepend(shown(event));
    if (lines.childElementCount > SHOWN) {
      lines.lastElementChild.remove();
    }
  }

  follow("events", signal, add, (now) => (state.textContent = now));
  return [el("div", { class: "head" }, heading, state), card("Newest first", empty, lines)];
}

function shown(event) {
  const payload = Object.entries(event.payload)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${value}`);
  return el(
    "li",
    {},
    el("time", { datetime: event.time }, clock(event.time)),
    el("strong", {}, event.type),
    el("span", {}, payload.join(", ")),
  );
}

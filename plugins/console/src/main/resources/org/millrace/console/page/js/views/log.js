// The log as it is written, and its level.

import { call, get, list } from "../api.js";
import { card, el } from "../dom.js";
import { clock } from "../format.js";
import { complain } from "../say.js";
import { follow } from "../sse.js";

export const title = () => "Log";

const LINES = 500;
const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"];

export function show({ heading, signal }) {
  const lines = el("ul", { class: "lines log", tabindex: "0", "aria-label": "Lines of the log" });
  const state = el("span", { class: "lead", role: "status" });
  let newest = -1;

  function add(line) {
    if (line.number <= newest) {
      return;
    }
    newest = line.number;
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
    lines.append(shown(line));
    if (lines.childElementCount > LINES) {
      lines.firstElementChild.remove();
    }
    if (atEnd) {
      lines.scrollTop = lines.scrollHeight;
    }
  }

  list(`log?lines=${LINES}`)
    .then((kept) => kept.forEach(add), complain)
    .then(() => follow("log/tail", signal, add, (now) => (state.textContent = now)));
  const head = el("div", { class: "head" }, heading, state, level());
  return [head, card("Newest lines", lines)];
}

function shown(line) {
  const how = line.level.toLowerCase();
  const text = line.stack ? `${line.message}\n${line.stack}` : line.message;
  return el(
    "li",
    {},
    el("time", { datetime: line.time }, clock(line.time)),
    el("span", { class: how }, how),
    el("span", { title: `${line.logger}, ${line.thread}` }, text),
  );
}

/** The finest level that is logged, to be changed. */
function level() {
  const choice = el("select", { name: "level" }, LEVELS.map((one) => el("option", {}, one)));
  get("log/level").then((now) => {
    choice.value = now.level.toLowerCase();
  }, complain);
  choice.addEventListener("change", () => {
    call("PUT", "log/level", { level: choice.value }).catch(complain);
  });
  return el("label", { class: "beside" }, "Level until the next start", choice);
}

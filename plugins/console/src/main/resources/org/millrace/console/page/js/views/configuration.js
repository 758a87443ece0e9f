// The configuration: check it, and have it read again.

import { call } from "../api.js";
import { card, el, figures } from "../dom.js";
import { count, date } from "../format.js";
import { outcomePlace } from "../outcome.js";
import { deed } from "../say.js";

export const title = () => "Configuration";

const FACTS = [
  "File",
  "Version",
  "API for plugins",
  "Java",
  "Process",
  "Started",
  "Event loops",
  "Connections at most",
];

export function show({ heading, signal, history }) {
  const facts = figures(FACTS, "facts");
  facts.element.classList.add("card-body");
  history.watch(signal, ({ server }) => tell(facts, server));
  const told = outcomePlace();
  const check = deed(
    "Check",
    async () => told.tell("Check", await call("POST", "configuration/check")),
    { size: "" },
  );
  const reload = deed(
    "Reload",
    async () => told.tell("Reload", await call("POST", "configuration/reload")),
    { question: "Read the configuration again, and change what is different?", kind: "primary", size: "" },
  );
  return [
    el("div", { class: "head" }, heading, el("div", { class: "actions" }, check, reload)),
    told.element,
    card("Server", facts.element),
  ];
}

function tell(facts, server) {
  facts.set("File", server.configurationFile || "none");
  facts.set("Version", server.version);
  facts.set("API for plugins", server.apiVersion);
  facts.set("Java", server.javaVersion);
  facts.set("Process", String(server.pid));
  facts.set("Started", date(server.started));
  facts.set("Event loops", `${count(server.eventLoops)} (${server.transport})`);
  facts.set("Connections at most", count(server.maxConnections));
}

// The console: finds out who is there, and shows one section at a time, by the address's fragment.

import { el, setText } from "./dom.js";
import { features as readFeatures } from "./features.js";
import { since } from "./format.js";
import { History } from "./history.js";
import { complain } from "./say.js";
import { signInForm, signOut, state } from "./session.js";
import { watchForm } from "./watchform.js";
import * as applications from "./views/applications.js";
import * as configuration from "./views/configuration.js";
import * as connections from "./views/connections.js";
import * as events from "./views/events.js";
import * as log from "./views/log.js";
import * as plugins from "./views/plugins.js";
import * as recording from "./views/recording.js";
import * as recordings from "./views/recordings.js";
import * as services from "./views/services.js";
import * as stream from "./views/stream.js";
import * as streams from "./views/streams.js";

const SECTIONS = {
  streams,
  connections,
  applications,
  services,
  plugins,
  recordings,
  configuration,
  log,
  events,
};

/** Sections that show one thing as well: #/streams/<application>/<stream>. */
const DETAILS = { streams: stream, recordings: recording };

const view = document.getElementById("view");
const nav = document.getElementById("nav");
let session = null; // Of who is signed in: its signal ends what the session has begun.
let shown = null; // Of the section that is shown, likewise.

async function start() {
  const found = await state();
  if (found === "open") {
    open(await readFeatures());
  } else {
    showClosed(found);
  }
}

function open(features) {
  const ending = new AbortController();
  session = { ending, features, history: new History(ending.signal, complain) };
  session.history.watch(ending.signal, tellServer);
  document.body.classList.remove("signed-out");
  nav.hidden = false;
  document.getElementById("logout").hidden = false;
  show();
}

function tellServer({ server }) {
  const text = `${server.version} · ${server.state} for ${since(server.started)}`;
  setText(document.getElementById("server"), text);
}

/** Shows the section that the address names. */
function show() {
  if (!session) {
    return;
  }
  shown?.abort();
  shown = new AbortController();
  const [id, ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const section = Object.hasOwn(SECTIONS, id) ? id : "streams";
  const module = (rest.length > 1 && DETAILS[section]) || SECTIONS[section];
  const heading = el("h1", { tabindex: "-1" }, module.title(rest));
  document.title = `${module.title(rest)} – Millrace`;
  markCurrent(section);
  const content = module.show({ ...session, heading, signal: shown.signal, rest });
  view.replaceChildren(...content);
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function markCurrent(section) {
  nav.replaceChildren(
    el(
      "ul",
      {},
      Object.entries(SECTIONS).map(([id, module]) => {
        const current = id === section ? "page" : undefined;
        return el("li", {}, el("a", { href: `#/${id}`, "aria-current": current }, module.title([])));
      }),
    ),
  );
  const chosen = nav.querySelector("[aria-current]");
  nav.scrollLeft = chosen.offsetLeft - (nav.clientWidth - chosen.offsetWidth) / 2;
}

const REASONS = {
  absent:
    "The plugin admin is not loaded on this server, so there is nothing to administer here. " +
    "Streams can be watched.",
  foreign:
    "The server may not be administered from your address (adminAddresses of the plugin http). " +
    "Streams can be watched.",
  silent: "The server does not answer.",
};

function showClosed(found) {
  shown?.abort();
  session?.ending.abort();
  session = null;
  document.body.classList.add("signed-out");
  document.title = "Millrace";
  nav.hidden = true;
  document.getElementById("logout").hidden = true;
  setText(document.getElementById("server"), "");
  const reason = REASONS[found];
  view.replaceChildren(
    el("h1", { class: "unseen" }, "Millrace"),
    reason ? el("p", { class: "note warn" }, reason) : signInForm(start),
    watchForm(),
  );
  view.querySelector("input:not([hidden])").focus();
}

window.addEventListener("hashchange", show);
document.addEventListener("signed-out", () => session && showClosed("signed-out"));
document.getElementById("logout").addEventListener("click", () => signOut().catch(complain));
await start();

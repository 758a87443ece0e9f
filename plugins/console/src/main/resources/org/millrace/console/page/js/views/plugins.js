// The plugins: what the server consists of.

import { call, list, path } from "../api.js";
import { card, el } from "../dom.js";
import { outcomePlace } from "../outcome.js";
import { poll } from "../poll.js";
import { complain, deed } from "../say.js";
import { table } from "../table.js";

export const title = () => "Plugins";

const REFRESH_MILLIS = 5000;

/** Without these the page itself is gone. */
const OF_THIS_PAGE = new Set(["http", "admin", "console"]);

export function show({ heading, signal }) {
  let refresh = () => {};
  const told = outcomePlace();
  const act = async (id, verb, query = "") => {
    const outcome = await call("POST", `${path("plugins", id, verb)}${query}`);
    told.tell(`${verb} ${id}`, outcome);
    await refresh();
  };
  const plugins = table({
    caption: "Plugins",
    columns: [
      {
        label: "Plugin",
        className: "nowrap",
        same: (one) => one.id,
        node: (one) => el("strong", {}, one.id),
      },
      { label: "Version", text: (one) => one.version },
      { label: "What it is", text: (one) => one.description },
      { label: "Needs", text: (one) => one.dependencies.join(", ") || "–" },
      { label: "Needed by", text: (one) => one.dependents.join(", ") || "–" },
      { label: "Actions", deeds: (current) => [reload(current, act), unload(current, act)] },
    ],
    key: (one) => one.id,
    empty: "No plugin is loaded.",
  });
  refresh = poll(signal, REFRESH_MILLIS, async () => plugins.update(await list("plugins")), complain);
  return [heading, told.element, card("Loaded plugins", plugins.element), loadForm(act)];
}

function reload(current, act) {
  const { id } = current();
  return deed("Reload", () => act(id, "reload"), {
    question: `Reload ${id}? What it serves is interrupted, and so are the plugins that need it.`,
    name: id,
  });
}

function unload(current, act) {
  const { id } = current();
  const warning = OF_THIS_PAGE.has(id) ? " This page needs it, and will end." : "";
  return deed("Unload", () => act(id, "unload", "?dependentsToo=true"), {
    question: `Unload ${id}, and the plugins that need it? What they serve ends.${warning}`,
    name: id,
    kind: "danger",
  });
}

function loadForm(act) {
  const id = el("input", { name: "id", required: true, autocomplete: "off", spellcheck: "false" });
  const form = el(
    "form",
    { class: "form card-body" },
    el("label", {}, "Plugin's id", id),
    el("button", { class: "primary" }, "Load"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await act(id.value.trim(), "load");
    } catch (error) {
      complain(error);
    }
  });
  return card("Load a plugin that was unloaded", form);
}

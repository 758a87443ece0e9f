// The applications of the configuration.

import { list } from "../api.js";
import { card } from "../dom.js";
import { count } from "../format.js";
import { poll } from "../poll.js";
import { complain } from "../say.js";
import { table } from "../table.js";

export const title = () => "Applications";

const REFRESH_MILLIS = 5000;

export function show({ heading, signal }) {
  const applications = table({
    caption: "Applications",
    columns: [
      { label: "Name", text: (one) => one.name },
      { label: "Type", text: (one) => one.type },
      { label: "Plugin", text: (one) => one.plugin },
      { label: "Aliases", text: (one) => one.aliases.join(", ") || "–" },
      { label: "Default", text: (one) => (one.isDefault ? "yes" : "no") },
      { label: "Clients", number: true, text: (one) => count(one.clients) },
    ],
    key: (one) => one.name,
    empty: "The configuration has no application.",
  });
  poll(signal, REFRESH_MILLIS, async () => applications.update(await list("applications")), complain);
  return [heading, card("Configured applications", applications.element)];
}

// What the server says of something that it was told to do.

import { el } from "./dom.js";

/** A place for it; screen readers are told when it changes. */
export function outcomePlace() {
  const element = el("div", { class: "outcome", role: "status", "aria-live": "polite" });
  return {
    element,
    tell(what, { done, lines }) {
      const verdict = `${what}: ${done ? "done." : "not done."}`;
      const said = el("ul", { class: "said" }, lines.map((line) => el("li", {}, line)));
      element.replaceChildren(
        el("div", { class: `note ${done ? "" : "bad"}` }, el("strong", {}, verdict), said),
      );
    },
  };
}

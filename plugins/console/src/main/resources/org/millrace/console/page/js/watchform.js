// Watching a stream whose name is known: for everybody, without signing in.

import { path } from "./api.js";
import { card, el } from "./dom.js";

export function watchForm() {
  const application = el("input", { name: "application", value: "live", required: true });
  const name = el("input", { name: "stream", value: "demo", required: true });
  const form = el(
    "form",
    { class: "form" },
    el("label", {}, "Application", application),
    el("label", {}, "Stream", name),
    el("button", {}, "Watch"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(`/watch/${path(application.value, name.value)}`);
  });
  const section = card("Watch a stream", el("div", { class: "card-body" }, form));
  section.classList.add("sign-in");
  return section;
}

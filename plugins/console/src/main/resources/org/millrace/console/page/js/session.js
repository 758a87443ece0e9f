// Signing in: the administrator's token is exchanged for a cookie that scripts cannot read.

import { call, get } from "./api.js";
import { card, el } from "./dom.js";
import { say } from "./say.js";

/** Whether the API can be used: "open", or why not: "signed-out", "absent", "foreign". */
export async function state() {
  try {
    await get("server");
    return "open";
  } catch (error) {
    return { 401: "signed-out", 403: "foreign", 404: "absent" }[error.status] ?? "silent";
  }
}

export async function signOut() {
  await call("DELETE", "session");
  document.dispatchEvent(new Event("signed-out"));
}

/** The form; onOpen is called once the session is there. */
export function signInForm(onOpen) {
  const token = el("input", {
    type: "password",
    name: "token",
    autocomplete: "current-password",
    required: true,
    "aria-describedby": "token-help",
  });
  const wrong = el("p", { class: "note bad", role: "alert", hidden: true });
  const form = el(
    "form",
    { class: "form" },
    // For programs that keep passwords, which want to know whose.
    el("input", { name: "username", autocomplete: "username", value: "administrator", hidden: true }),
    el("label", {}, "Administrator's token", token),
    el("button", { class: "primary" }, "Sign in"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong.hidden = true;
    try {
      await call("POST", "session", { token: token.value.trim() });
      say("You are signed in.");
      onOpen();
    } catch (error) {
      wrong.textContent = error.status === 401 ? "This token is not the right one." : error.message;
      wrong.hidden = false;
      token.select();
    }
  });
  const help = el(
    "p",
    { class: "lead", id: "token-help" },
    "The server made it at its first start, and its log tells the file that holds it.",
  );
  const section = card("Sign in", el("div", { class: "card-body" }, form, wrong, help));
  section.classList.add("sign-in");
  return section;
}

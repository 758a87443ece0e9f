// What the page says to its reader, and asks.

import { el } from "./dom.js";

const SHOWN_MILLIS = 6000;

/** Says something in a corner, which screen readers tell. */
export function say(text, kind = "") {
  const notice = el("div", { class: `notice ${kind}` }, text);
  document.getElementById("notices").append(notice);
  setTimeout(() => notice.remove(), SHOWN_MILLIS);
}

/** Says what went wrong. */
export function complain(error) {
  say(error.message, "bad");
}

/** Asks before something is done that cannot be undone; completed with yes or no. */
function confirmed(text, verb) {
  const dialog = document.getElementById("question");
  document.getElementById("question-text").textContent = text;
  document.getElementById("question-yes").textContent = verb;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/**
 * A button that does something on the server: asks first if there is a question, cannot be pressed
 * twice, and tells of what fails.
 */
export function deed(label, action, { question, name, kind = "quiet", size = "small" } = {}) {
  const button = el("button", { type: "button", class: `${size} ${kind}` }, label);
  if (name) {
    button.append(el("span", { class: "unseen" }, ` ${name}`));
  }
  button.addEventListener("click", async () => {
    if (question && !(await confirmed(question, label))) {
      return;
    }
    button.disabled = true;
    try {
      await action();
    } catch (error) {
      complain(error);
    } finally {
      button.disabled = false;
    }
  });
  return button;
}

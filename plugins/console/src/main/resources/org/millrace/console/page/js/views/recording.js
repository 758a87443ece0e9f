// One recorded file, played.

import { address, path } from "../api.js";
import { card, el } from "../dom.js";
import { filePlayer } from "../player/file.js";
import { say } from "../say.js";

export const title = (rest) => rest.slice(1).join("/");

export function show({ heading, signal, rest }) {
  const [application, ...name] = rest;
  const url = address(path("recordings", "files", application, name.join("/")));
  const whole = card("Player", filePlayer(url, name.join("/"), signal, (text) => say(text, "bad")));
  whole.classList.add("player");
  whole.querySelector("h2").classList.add("unseen");
  return [
    el("p", {}, el("a", { href: "#/recordings" }, "All recordings")),
    heading,
    whole,
    el("p", {}, el("a", { href: url, download: true }, "Download")),
  ];
}

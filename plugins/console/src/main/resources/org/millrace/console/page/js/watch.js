// The page of one stream for everybody: /watch/<application>/<stream>.

import { el } from "./dom.js";
import { features } from "./features.js";
import { player } from "./player/player.js";

function watched() {
  const [, , application, ...name] = location.pathname.split("/").map(decodeURIComponent);
  return { application, name: name.join("/") };
}

const stream = watched();
const view = document.getElementById("view");
document.title = `${stream.name} – Millrace`;
view.replaceChildren(
  el("h1", {}, stream.name),
  player(stream, await features(), new AbortController().signal),
);

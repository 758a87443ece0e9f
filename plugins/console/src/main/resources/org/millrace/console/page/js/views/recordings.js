// Recordings: what is being recorded, and the files.

import { address, call, list, path } from "../api.js";
import { card, el } from "../dom.js";
import { bytes, count, date, since } from "../format.js";
import { poll } from "../poll.js";
import { complain, deed } from "../say.js";
import { table } from "../table.js";

export const title = () => "Recordings";

const REFRESH_MILLIS = 3000;

export function show({ heading, signal, history }) {
  let refresh = () => {};
  const again = () => refresh();
  const running = runningTable(again);
  const files = fileTable(again);
  const refreshes = [
    poll(signal, REFRESH_MILLIS, async () => running.update(await list("recordings")), complain),
    poll(signal, REFRESH_MILLIS, async () => files.update(await list("recordings/files")), complain),
  ];
  refresh = () => Promise.all(refreshes.map((ask) => ask()));
  return [
    heading,
    startForm(history, signal, again),
    card("Running", running.element),
    card("Files", files.element),
  ];
}

function runningTable(refresh) {
  return table({
    caption: "Running recordings",
    columns: [
      { label: "Stream", text: (one) => `${one.application}/${one.stream}` },
      { label: "File", text: (one) => one.file },
      { label: "For", className: "nowrap", text: (one) => (one.since ? since(one.since) : "–") },
      { label: "Frames", number: true, text: (one) => count(one.frames) },
      { label: "Bytes", number: true, text: (one) => bytes(one.bytes) },
      { label: "Actions", deeds: (current) => [stop(current, refresh)] },
    ],
    key: (one) => one.id,
    empty: "Nothing is being recorded.",
  });
}

function stop(current, refresh) {
  const { id, stream } = current();
  return deed(
    "Stop",
    async () => {
      await call("DELETE", path("recordings", id));
      await refresh();
    },
    { name: stream },
  );
}

const where = (file) => path("recordings", "files", file.application, file.path);

function fileTable(refresh) {
  return table({
    caption: "Files of recordings",
    columns: [
      { label: "File", same: where, node: play },
      { label: "Application", text: (one) => one.application },
      { label: "Bytes", number: true, text: (one) => bytes(one.bytes) },
      { label: "Changed", className: "nowrap", text: (one) => date(one.modified) },
      { label: "Actions", deeds: (current) => [download(current), remove(current, refresh)] },
    ],
    key: where,
    empty: "There are no files.",
  });
}

function play(file) {
  return el("a", { href: `#/recordings/${path(file.application, file.path)}` }, file.path);
}

function download(current) {
  const file = current();
  const name = el("span", { class: "unseen" }, ` ${file.path}`);
  return el("a", { href: address(where(file)), download: true }, "Download", name);
}

function remove(current, refresh) {
  const file = current();
  return deed(
    "Delete",
    async () => {
      await call("DELETE", where(file));
      await refresh();
    },
    { question: `Delete ${file.path}? It cannot be had back.`, name: file.path, kind: "danger" },
  );
}

function startForm(history, signal, refresh) {
  const stream = el("select", { name: "stream", required: true });
  const name = el("input", { name: "name", placeholder: "as the stream", autocomplete: "off" });
  const append = el("input", { name: "append", type: "checkbox" });
  let offered = "";
  history.watch(signal, ({ streams }) => {
    const live = streams.filter((one) => one.live);
    const now = JSON.stringify(live.map(({ application, name: called }) => [application, called]));
    if (now === offered) {
      return;
    }
    offered = now;
    stream.replaceChildren(
      ...live.map((one) =>
        el("option", { value: JSON.stringify(one) }, `${one.application}/${one.name}`),
      ),
    );
  });
  const form = el(
    "form",
    { class: "form card-body" },
    el("label", {}, "Stream", stream),
    el("label", {}, "File's name", name),
    el("label", { class: "tick" }, append, "Go on with the file that is there"),
    el("button", { class: "primary" }, "Record"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = JSON.parse(stream.value);
    try {
      await call("POST", "recordings", {
        application: chosen.application,
        stream: chosen.name,
        name: name.value || undefined,
        append: append.checked,
      });
      await refresh();
    } catch (error) {
      complain(error);
    }
  });
  return card("Record a stream", form);
}

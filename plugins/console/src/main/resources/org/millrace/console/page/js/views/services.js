// The acceptors: where the server listens.

import { call, list, path } from "../api.js";
import { card, mark } from "../dom.js";
import { count } from "../format.js";
import { poll } from "../poll.js";
import { complain, deed } from "../say.js";
import { table } from "../table.js";

export const title = () => "Services";

const REFRESH_MILLIS = 5000;
const KINDS = { open: "good", disabled: "warn", suspended: "warn", closed: "bad" };

export function show({ heading, signal }) {
  let refresh = () => {};
  const services = table({
    caption: "Services",
    columns: [
      { label: "Address", text: (one) => `${one.ip}:${one.port}` },
      { label: "Carrier", text: (one) => one.carrier },
      { label: "Protocols", text: (one) => one.chains.join(", ") },
      { label: "Application", text: (one) => one.application },
      { label: "State", same: (one) => one.state, node: (one) => mark(one.state, KINDS[one.state]) },
      { label: "Let in", number: true, text: (one) => count(one.accepted) },
      { label: "Sent away", number: true, text: (one) => count(one.refused) },
      {
        label: "Actions",
        isDeed: true,
        same: (one) => one.state,
        node: (one) => change(one, one.state !== "open", () => refresh()),
      },
    ],
    key: (one) => one.id,
    empty: "The server listens nowhere.",
  });
  refresh = poll(signal, REFRESH_MILLIS, async () => services.update(await list("services")), complain);
  return [heading, card("Where the server listens", services.element)];
}

function change({ id, ip, port }, enabled, refresh) {
  const question = `Let nobody in at ${ip}:${port} any more? Who is connected stays.`;
  return deed(
    enabled ? "Enable" : "Disable",
    async () => {
      await call("PATCH", path("services", id), { enabled });
      await refresh();
    },
    { question: enabled ? undefined : question, name: `${ip}:${port}` },
  );
}

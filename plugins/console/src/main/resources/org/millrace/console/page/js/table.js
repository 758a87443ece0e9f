// Tables that are brought up to date in place, so that focus and selection stay where they are.

import { el, setText } from "./dom.js";

/**
 * A table. Columns have a label and one of: text(row) -> string, node(row) -> element that is made
 * anew when same(row) changes (isDeed if it is a button), deeds(current) -> elements that are made
 * once for each row, where current() is the row as it is now. key(row) tells rows apart.
 */
export function table({ caption, columns, key, empty }) {
  const body = el("tbody", { role: "rowgroup" });
  const heads = columns.map((column) =>
    el(
      "th",
      { scope: "col", role: "columnheader", class: column.number ? "number" : undefined },
      isDeed(column) ? el("span", { class: "unseen" }, column.label) : column.label,
    ),
  );
  const head = el("tr", { role: "row" }, heads);
  const whole = el(
    "table",
    { role: "table" },
    el("caption", { class: "unseen" }, caption),
    el("thead", { role: "rowgroup" }, head),
    body,
  );
  const nothing = el("p", { class: "empty" }, empty);
  const element = el("div", { class: "table-frame" }, whole, nothing);
  const shown = new Map();

  function update(rows) {
    const wanted = new Set(rows.map(key));
    for (const [id, line] of shown) {
      if (!wanted.has(id)) {
        line.element.remove();
        shown.delete(id);
      }
    }
    rows.forEach((row, index) => {
      const id = key(row);
      const line = shown.get(id) ?? newLine(columns, row);
      shown.set(id, line);
      line.update(row);
      if (body.children[index] !== line.element) {
        body.insertBefore(line.element, body.children[index] ?? null);
      }
    });
    whole.hidden = rows.length === 0;
    nothing.hidden = rows.length > 0;
  }

  whole.hidden = true;
  return { element, update };
}

const isDeed = (column) => Boolean(column.isDeed || column.deeds);

function newLine(columns, first) {
  let current = first;
  const cells = columns.map((column) => newCell(column, () => current));
  return {
    element: el("tr", { role: "row" }, cells.map((cell) => cell.element)),
    update(row) {
      current = row;
      cells.forEach((cell) => cell.update(row));
    },
  };
}

function newCell(column, current) {
  const className = isDeed(column) ? "deed" : column.number ? "number" : column.className;
  const element = el("td", { role: "cell", class: className, "data-label": column.label });
  if (column.deeds) {
    element.append(el("div", { class: "actions" }, column.deeds(current)));
    return { element, update: () => {} };
  }
  if (column.text) {
    return { element, update: (row) => setText(element, column.text(row)) };
  }
  let drawn;
  return {
    element,
    update(row) {
      const now = column.same(row);
      if (now !== drawn) {
        drawn = now;
        const node = column.node(row);
        element.replaceChildren(column.isDeed ? el("div", { class: "actions" }, node) : node);
      }
    },
  };
}

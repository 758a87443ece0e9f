// Elements. Text only ever becomes text: nothing here, or anywhere on this page, parses HTML.

/**
 * Makes an element. Properties that begin with "on" are listeners; true and false set and leave out
 * an attribute; all others are attributes.
 */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets text, without a change where it is the same, which screen readers would tell. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A state in a word; kind is good, warn, bad or empty. */
export function mark(text, kind = "") {
  return el("span", { class: `mark ${kind}` }, text);
}

/** A part of a view with a heading. */
export function card(title, ...children) {
  return el("section", { class: "card", "aria-label": title }, el("h2", {}, title), ...children);
}

/** A definition list whose values can be changed by name. */
export function figures(names, className = "figures") {
  const values = new Map(names.map((name) => [name, el("dd", {}, "–")]));
  const element = el(
    "dl",
    { class: className },
    names.map((name) => {
      const pair = [el("dt", {}, name), values.get(name)];
      return className === "figures" ? el("div", {}, pair) : pair;
    }),
  );
  return { element, set: (name, text) => setText(values.get(name), text) };
}

/** Loads a library that is no module; what it defines is a property of window. */
export function loadScript(src) {
  const there = document.querySelector(`script[src="${src}"]`);
  if (there) {
    return there.loaded;
  }
  const script = el("script", { src });
  script.loaded = new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${src} cannot be loaded`)));
  });
  document.head.append(script);
  return script.loaded;
}

/** Make an element. Text always becomes text nodes, never markup.
 * @param {string} tag
 * @param {Object<string, any>} [attributes] `on*` are listeners, `class` and the rest attributes; null is left out
 * @param {...(Node|string|number|null|undefined)} children
 * @returns {any} */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(3)) {
    if (child !== null && child !== undefined && child !== "") element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

const MOST_LETTERS = 300; // characters of a name or a title that are laid out: a megabyte would hold the browser up for minutes

/** A name or a title as far as anybody reads it; an ellipsis stands for the rest.
 * @param {any} text @param {number} [most] characters */
export function brief(text, most = MOST_LETTERS) {
  const whole = String(text ?? "");
  return whole.length > most ? `${whole.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : whole;
}

/** Outside text, isolated from what stands around it whatever its direction; the whole of a long one when pointed at.
 * @param {any} text @param {string} [name] a class */
export const bdi = (text, name) => h("bdi", { class: name, title: String(text ?? "").length > MOST_LETTERS ? text : null }, brief(text));

/** An address that is safe to link to: http or https only.
 * @param {any} text @returns {string|null} */
export function safeUrl(text) {
  try {
    const url = new URL(String(text));
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Hold writing anew back while a button is held down: the browser tells of no click where what was pressed is gone by then, as
 * when the map plays or a search comes to its end.
 * @param {() => void} write @returns {() => void} */
export function betweenClicks(write) {
  let [held, late] = [false, false];
  const release = () => {
    held = false;
    if (late) write();
    late = false;
  };
  document.addEventListener("pointerdown", (e) => (held = Boolean(e.target.closest?.("button, a, summary"))), true);
  document.addEventListener("click", () => (held = false), true); // who hears of the click may write
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => setTimeout(release), true);
  return () => (held ? (late = true) : write());
}

/** Replace an element's children. @param {Element} element @param {...any} children */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(3).filter((c) => c !== null && c !== undefined));
}

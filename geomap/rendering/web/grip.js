import { fill, h } from "./dom.js";

/** The button that makes a sheet on a phone taller than half the window, or as low again.
 * @param {HTMLElement} root the sheet */
export function makeGrip(root) {
  const button = h("button", { type: "button", class: "grip", onclick: () => (root.classList.toggle("tall"), say()) });
  let words = null;
  function say() {
    const tall = root.classList.contains("tall");
    const name = words.t(tall ? "lower" : "taller");
    button.setAttribute("aria-label", name);
    button.setAttribute("aria-expanded", String(tall));
    button.title = name;
    fill(button, tall ? "▾" : "▴");
  }
  return {
    button,
    /** @param {import("./words.js").Words} now */
    rename(now) {
      words = now;
      say();
    },
  };
}

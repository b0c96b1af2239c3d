import { fill, h } from "./dom.js";

/** The box that leaves events without a date in or out: no period holds for them, whatever it is.
 * @param {any} app */
export function undatedSwitch(app) {
  const { filter, store } = app;
  const box = h("input", { type: "checkbox", onchange: () => filter.set({ undated: box.checked }) });
  const text = h("span");
  const node = h("label", { class: "undated" }, box, text);
  const count = store.count - store.dated;
  node.hidden = count === 0;
  return {
    node,
    update() {
      box.checked = filter.undated;
      fill(text, app.words.t("undated_too", { n: count }));
    },
  };
}

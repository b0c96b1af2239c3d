import { fill, h } from "./dom.js";
import { doubtfulText } from "./doubtful.js";
import { KEY, keyOf } from "./key.js";
import { flowIcon } from "./panel.js";
import { drawSymbol, picture } from "./symbols.js";

/** That the window holds more movements than arrows; empty where it does not. @param {any} app */
export const undrawnText = ({ scene, words }) => (scene.undrawn ? words.t("undrawn", { n: scene.undrawn }) : "");

/** The legend: what symbols mean, how many are in view, and a switch for each.
 * @param {any} app */
export function makeLegend(app) {
  const { filter, store, look } = app;
  const body = h("div", { class: "legend-body" });
  const summary = h("summary");
  const root = h("details", { id: "legend", open: window.innerWidth > 700, ontoggle: toggled }, summary, body);
  let open = root.open;
  const present = new Set(store.group);
  const undrawn = h("p", { class: "quiet", role: "status" });
  const counts = new Map();
  const boxes = new Map();

  /** What it covers is drawn anew; a browser also tells that it was made open. */
  function toggled() {
    if (root.open !== open) app.events.redraw();
    ({ open } = root);
  }

  function toggle(name) {
    const hidden = new Set(filter.hidden);
    if (!hidden.delete(name)) hidden.add(name);
    filter.set({ hidden });
  }

  function row(g, icon, label) {
    const name = store.groups[g];
    const box = h("input", { type: "checkbox", onchange: () => toggle(name) });
    const count = h("span", { class: "quiet" });
    boxes.set(g, box);
    counts.set(g, count);
    return h("label", { class: "legend-row" }, box, icon, h("span", { class: "grow" }, label.replaceAll("/", "/\u200b")), count);
  }

  function count() {
    for (const [g, element] of counts) {
      element.textContent = app.words.number(app.scene.mix[g]);
      boxes.get(g).checked = filter.groupOn[g] === 1;
    }
    undrawn.hidden = app.scene.undrawn === 0;
    undrawn.textContent = `${undrawnText(app)} ${app.words.t("undrawn_how")}`;
  }

  return {
    root,
    count,
    rebuild() {
      const { words } = app;
      const colours = app.colours();
      const paint = { paper: colours.halo, ink: colours.outline };
      const names = (kind) => store.groups.map((name, g) => [name, g]).filter(([name, g]) => name.startsWith(`${kind}:`) && present.has(g)).map(([name, g]) => [name.slice(kind.length + 1), g]);
      const incidents = names("incident").map(([group, g]) => row(g, picture((c) => drawSymbol(c, look.event[group], 11, 11, 7.5, paint)), words.label("event", group)));
      const movements = names("movement").map(([group, g]) => row(g, flowIcon(colours.flow(group)), words.label("group", group)));
      const notes = keyOf(incidents.length > 0, movements.length > 0, store, look).map((key) => {
        const { width, height, draw } = KEY[key];
        return h("li", {}, picture((c) => draw(c, look, colours), width, height), words.t(key));
      });
      const doubtful = doubtfulText(app);
      fill(summary, words.t("legend"), h("span", { class: "quiet" }, ` · ${words.t("in_view")}`));
      fill(
        body,
        incidents.length ? h("fieldset", {}, h("legend", {}, words.t("incidents")), ...incidents) : null,
        movements.length ? h("fieldset", {}, h("legend", {}, words.t("movements")), ...movements, undrawn) : null,
        h("ul", { class: "notes" }, ...notes),
        doubtful ? h("button", { type: "button", class: "undrawn", onclick: app.openDoubtful }, doubtful) : null,
      );
      root.hidden = store.count === 0;
      count();
    },
  };
}

import { fill, h } from "./dom.js";
import { flowIcon } from "./panel.js";
import { drawSymbol, picture } from "./symbols.js";

/** The legend: what symbols mean, how many are in view, and a switch for each.
 * @param {any} app */
export function makeLegend(app) {
  const { filter, store, look } = app;
  const body = h("div", { class: "legend-body" });
  const summary = h("summary");
  const root = h("details", { id: "legend", open: window.innerWidth > 700 }, summary, body);
  const present = new Set(store.group);
  const counts = new Map();
  const boxes = new Map();

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
    return h("label", { class: "legend-row" }, box, icon, h("span", { class: "grow" }, label), count);
  }

  function count() {
    for (const [g, element] of counts) {
      element.textContent = app.words.number(app.scene.mix[g]);
      boxes.get(g).checked = filter.groupOn[g] === 1;
    }
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
      const circle = { ...look.event.other, shape: "circle" };
      const hollow = picture((c) => drawSymbol(c, circle, 11, 11, 7, { hollow: true, ...paint }));
      const sizes = picture((c) => [[6, 3], [20, 7], [43, 13]].forEach(([x, r]) => drawSymbol(c, circle, x, 14, r, paint)), 58, 28);
      const rings = picture((c) => {
        drawSymbol(c, circle, 11, 11, 6, paint);
        for (const r of [3, 9.5]) {
          c.beginPath();
          c.arc(11, 11, r, 0, 2 * Math.PI);
          c.strokeStyle = colours.ink;
          c.stroke();
        }
      });
      fill(summary, words.t("legend"), h("span", { class: "quiet" }, ` · ${words.t("in_view")}`));
      fill(
        body,
        incidents.length ? h("fieldset", {}, h("legend", {}, words.t("incidents")), ...incidents) : null,
        movements.length ? h("fieldset", {}, h("legend", {}, words.t("movements")), ...movements) : null,
        h(
          "ul",
          { class: "notes" },
          incidents.length ? h("li", {}, sizes, words.t("size_note")) : null,
          incidents.length ? h("li", {}, rings, words.t("spread_note")) : null,
          incidents.length ? h("li", {}, hollow, words.t("hollow_note")) : null,
          incidents.length ? h("li", {}, ringIcon(look, colours), words.t("ring_note")) : null,
          movements.length ? h("li", {}, flowIcon(colours.ink, [4, 3]), words.t("dashed_note")) : null,
        ),
      );
      root.hidden = store.count === 0;
      count();
    },
  };
}

const ringIcon = (look, colours) =>
  picture((context) => {
    const kinds = Object.values(look.event);
    for (let i = 0; i < 3; i++) {
      context.beginPath();
      context.arc(11, 11, 7, (i * 2 * Math.PI) / 3, ((i + 1) * 2 * Math.PI) / 3);
      context.lineWidth = 4;
      context.strokeStyle = kinds[i].color;
      context.stroke();
    }
    context.fillStyle = colours.ink;
    context.font = "700 9px sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("3", 11, 11.5);
  });

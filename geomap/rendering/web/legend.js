import { fill, h } from "./dom.js";
import { groupKey } from "./model.js";
import { flowIcon } from "./panel.js";
import { drawSymbol, picture } from "./symbols.js";

/** The legend: what symbols mean, how many there are, and a switch for each.
 * @param {any} app */
export function makeLegend(app) {
  const { filter, look } = app;
  const body = h("div", { class: "legend-body" });
  const summary = h("summary");
  const root = h("details", { id: "legend", open: window.innerWidth > 700 }, summary, body);

  function toggle(key) {
    const hidden = new Set(filter.hidden);
    if (!hidden.delete(key)) hidden.add(key);
    filter.set({ hidden });
  }

  function row(key, icon, label, count) {
    const box = h("input", { type: "checkbox", onchange: () => toggle(key) });
    box.checked = !filter.hidden.has(key);
    return h("label", { class: "legend-row" }, box, icon, h("span", { class: "grow" }, label), h("span", { class: "quiet" }, app.words.number(count)));
  }

  return {
    root,
    refresh() {
      const { words } = app;
      const focused = body.contains(document.activeElement) ? [...body.querySelectorAll("input")].indexOf(document.activeElement) : -1;
      const counts = new Map();
      for (const e of filter.counted()) counts.set(groupKey(e), (counts.get(groupKey(e)) ?? 0) + 1);
      const present = new Set(filter.all.map(groupKey));
      const rows = (kind, groups, icon, name) =>
        groups.filter((g) => present.has(`${kind}:${g}`)).map((g) => row(`${kind}:${g}`, icon(g), name(g), counts.get(`${kind}:${g}`) ?? 0));
      const colours = app.colours();
      const symbol = (g) => picture((c) => drawSymbol(c, look.event[g], 11, 11, 7.5, { paper: colours.halo, ink: colours.outline }));
      const incidents = rows("incident", Object.keys(look.event), symbol, (g) => words.label("event", g));
      const movements = rows("movement", Object.keys(look.group), (g) => flowIcon(colours.flow(g)), (g) => words.label("group", g));
      const hollow = picture((c) => drawSymbol(c, { ...look.event.other, shape: "circle" }, 11, 11, 7, { hollow: true, paper: colours.halo, ink: colours.outline }));
      const sizes = picture((c) => [5, 13].forEach((x, i) => drawSymbol(c, { ...look.event.other, shape: "circle" }, x, 11, 3 + 4 * i, { paper: colours.halo, ink: colours.outline })));
      fill(summary, words.t("legend"));
      fill(
        body,
        incidents.length ? h("fieldset", {}, h("legend", {}, words.t("incidents")), ...incidents) : null,
        movements.length ? h("fieldset", {}, h("legend", {}, words.t("movements")), ...movements) : null,
        h(
          "ul",
          { class: "notes" },
          incidents.length ? h("li", {}, sizes, words.t("size_note")) : null,
          incidents.length ? h("li", {}, hollow, words.t("hollow_note")) : null,
          incidents.length ? h("li", {}, ringIcon(look, colours), words.t("ring_note")) : null,
          movements.length ? h("li", {}, flowIcon(colours.ink, [4, 3]), words.t("dashed_note")) : null,
        ),
      );
      root.hidden = filter.all.length === 0;
      if (focused >= 0) body.querySelectorAll("input")[focused]?.focus();
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

import { bdi, brief, fill, h } from "./dom.js";

const MOST_CHOICES = 1500; // of a list to choose from; what is rarer is found by the text search

/** The filters that are not on the map itself: actor, source, report, precision, confidence, deaths.
 * @param {any} app */
export function makeFilterForm(app) {
  const { store, filter } = app;
  const tallied = {
    actor: tally([[store.by, store.tables.by], [store.to, store.tables.to]].flatMap(([column, rows]) => counted(column, rows.map((r) => Object.values(r))))),
    source: tally(counted(store.source, store.lists.source)),
    report: tally(counted(store.report, store.lists.report)),
  };

  function choice(name) {
    const { words } = app;
    const options = tallied[name].slice(0, MOST_CHOICES);
    if (!options.length) return null;
    const title = (value) => (name === "report" ? (app.reports.get(value)?.title ?? value) : name === "actor" ? words.actor(value) : value);
    const select = h(
      "select",
      { onchange: (e) => filter.set({ [name]: e.target.value }) },
      h("option", { value: "" }, words.t("any")),
      ...options.map(([value, n]) => h("option", { value, selected: filter[name] === value }, `${brief(title(value), 120)} (${words.number(n)})`)),
    );
    return field(name, select);
  }

  function number(name, attributes, said) {
    const input = h("input", { type: "range", ...attributes, value: filter[name], oninput: (e) => filter.set({ [name]: Number(e.target.value) }) });
    return field(name, input, said(filter[name]));
  }

  function field(name, control, said) {
    return h("label", { class: "field" }, h("span", {}, app.words.t(`filter_${name}`), said ? h("output", { class: "quiet" }, " ", bdi(said)) : null), control);
  }

  const most = Math.max(0, ...store.tables.toll.map((t) => Number(t.killed_high ?? t.killed_best ?? t.killed ?? t.fatalities ?? 0) || 0));
  let built = "";
  let nodes = [];
  return {
    nodes() {
      const { words } = app;
      const state = [words.lang, filter.actor, filter.source, filter.report, filter.precision, filter.confidence, filter.deaths].join("|");
      if (state === built && nodes.length) return nodes;
      // While a slider is being drawn, the slider must stay: only what is said beside it changes.
      const dragged = document.activeElement?.type === "range" && nodes.some((n) => n?.contains(document.activeElement)) ? document.activeElement : null;
      built = state;
      if (dragged) {
        const said = dragged.closest("label").querySelector("output");
        const name = dragged.closest("label").dataset.name;
        if (said) fill(said, " ", bdi(say(name, words)));
        return nodes;
      }
      nodes = [
        choice("actor"),
        choice("source"),
        choice("report"),
        named("precision", number("precision", { min: 1, max: 7, step: 1 }, () => say("precision", words))),
        named("confidence", number("confidence", { min: 0, max: 0.95, step: 0.05 }, () => say("confidence", words))),
        most > 0 ? named("deaths", number("deaths", { min: 0, max: Math.min(most, 100), step: 1 }, () => say("deaths", words))) : null,
        h("p", {}, h("button", { type: "button", onclick: () => filter.reset() }, words.t("show_all"))),
      ].filter(Boolean);
      return nodes;
    },
  };

  function say(name, words) {
    if (name === "precision") return filter.precision === 7 ? words.t("any") : words.label("where_prec", filter.precision);
    return name === "confidence" ? `≥ ${words.number(Math.round(filter.confidence * 100))} %` : `≥ ${words.number(filter.deaths)}`;
  }

  function named(name, element) {
    element.dataset.name = name;
    return element;
  }
}

/** Values with how many events have each. @param {ArrayLike<number>} column @param {string[][]} rows */
function counted(column, rows) {
  const n = new Uint32Array(rows.length);
  for (let i = 0; i < column.length; i++) n[column[i]]++;
  return rows.flatMap((values, k) => (n[k] ? values.map((value) => [value, n[k]]) : []));
}

function tally(pairs) {
  const out = new Map();
  for (const [value, n] of pairs) out.set(value, (out.get(value) ?? 0) + n);
  return [...out].sort((a, b) => b[1] - a[1]);
}

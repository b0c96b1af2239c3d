import { isoDay, period } from "./days.js";
import { bdi, brief, fill, h } from "./dom.js";
import { undatedSwitch } from "./undated.js";
import { fold } from "./words.js";

const MOST_CHOICES = 1000; // of a list to choose from; the words written above it find the others
const FEW = 12; // choices that are overlooked at once
const ROWS = 7; // of a list that is looked through

/** The filters that are not on the map itself: event type, actor, source, report, precision, confidence, deaths.
 * @param {any} app */
export function makeFilterForm(app) {
  const { store, filter } = app;
  const { tables, lists } = store;
  const given = (rows) => rows.map((row) => [...new Set(Object.values(row))].map(String));
  const tallied = {
    type: tally(counted(store.type, given(tables.type))),
    actor: tally([...counted(store.by, given(tables.by)), ...counted(store.to, given(tables.to))]),
    source: tally(counted(store.source, lists.source)),
    report: tally(counted(store.report, lists.report)),
  };
  const titles = {
    type: (value) => app.words.type(value),
    actor: (value) => app.words.actor(value),
    source: (value) => value,
    report: (value) => app.reports.get(value)?.title ?? value,
  };

  /** A list to choose from; a long one has a field above it whose words it must hold. */
  function choice(name) {
    const { words } = app;
    const all = tallied[name];
    if (!all.length) return null;
    const id = `filter-${name}`;
    const title = titles[name];
    const option = (value, n) => h("option", { value }, `${brief(title(value), 120)} (${words.number(n)})`);
    const select = h("select", { id, onchange: () => filter.set({ [name]: select.value }) });
    const finder = all.length > FEW ? h("input", { type: "search", oninput: offer, placeholder: words.t("search_short"), "aria-label": `${words.t("search_short")}: ${words.t(`filter_${name}`)}` }) : null;
    let folded = null; // made when somebody looks for one

    function offer() {
      const asked = fold(finder?.value ?? "").trim();
      if (asked) folded ??= all.map(([value]) => fold(`${title(value)} ${value}`));
      const fit = asked ? all.filter((_, k) => folded[k].includes(asked)) : all;
      const shown = fit.slice(0, MOST_CHOICES);
      const chosen = filter[name];
      if (chosen && !shown.some(([value]) => value === chosen)) shown.unshift(all.find(([value]) => value === chosen) ?? [chosen, 0]);
      fill(select, h("option", { value: "" }, words.t("any")), ...shown.map(([value, n]) => option(value, n)));
      select.size = asked ? Math.max(2, Math.min(ROWS, shown.length + 1)) : 1;
      select.value = chosen;
    }

    offer();
    const update = () => select.value !== filter[name] && offer();
    return { update, node: h("div", { class: "field" }, h("label", { for: id }, words.t(`filter_${name}`)), finder, select) };
  }

  /** A slider, with what it says beside its name. */
  function number(name, attributes, say) {
    const said = h("output", { class: "quiet" });
    const input = h("input", { type: "range", ...attributes, oninput: () => filter.set({ [name]: Number(input.value) }) });
    const update = () => {
      input.value = String(filter[name]);
      fill(said, " ", bdi(say(filter[name], app.words)));
    };
    const node = h("label", { class: "field", "data-name": name }, h("span", {}, app.words.t(`filter_${name}`), said), input);
    return { update, node };
  }

  /** The period in writing: a day, a month or a year in either field. */
  function dates() {
    const { words } = app;
    const input = (name) => {
      const field = h("input", { type: "text", inputmode: "numeric", placeholder: words.t("date_like"), "aria-label": words.t(name), onchange });
      const update = () => {
        field.removeAttribute("aria-invalid");
        field.value = isoDay(filter[name]);
      };
      function onchange() {
        const asked = period(field.value);
        if (!asked && field.value.trim()) return field.setAttribute("aria-invalid", "true");
        const [from, to] = (asked ?? [filter.first, filter.last]).map(filter.within);
        filter.set(name === "from" ? { from, to: Math.max(filter.to, to) } : { from: Math.min(filter.from, from), to });
        update();
      }
      return { field, update };
    };
    const ends = ["from", "to"].map(input);
    const undated = undatedSwitch(app);
    const pair = h("div", { class: "pair" }, ends[0].field, "–", ends[1].field);
    const node = h("div", { class: "field", role: "group", "aria-label": words.t("time") }, h("span", {}, words.t("time")), pair, undated.node);
    return { update: () => [...ends, undated].forEach(({ update }) => update()), node };
  }

  const most = Math.max(0, ...tables.toll.map((t) => Number(t.killed_high ?? t.killed_best ?? t.killed ?? t.fatalities ?? 0) || 0));
  const build = () =>
    [
      filter.hasDates ? dates() : null,
      ...Object.keys(tallied).map(choice),
      number("precision", { min: 1, max: 7, step: 1 }, (n, words) => (n === 7 ? words.t("any") : words.label("where_prec", n))),
      number("confidence", { min: 0, max: 0.95, step: 0.05 }, (n, words) => `≥ ${words.number(Math.round(n * 100))} %`),
      most > 0 ? number("deaths", { min: 0, max: Math.min(most, 100), step: 1 }, (n, words) => `≥ ${words.number(n)}`) : null,
    ].filter(Boolean);

  let lang = "";
  let fields = [];
  let nodes = [];
  return {
    /** The form, built once a language: what somebody is at keeps the focus. */
    nodes() {
      const { words } = app;
      if (words.lang !== lang) {
        lang = words.lang;
        fields = build();
        nodes = [...fields.map(({ node }) => node), h("p", {}, h("button", { type: "button", onclick: () => filter.reset() }, words.t("show_all")))];
      }
      for (const { update } of fields) update();
      return nodes;
    },
  };
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

import { bdi, fill, h } from "./dom.js";
import { doubtfulText } from "./doubtful.js";
import { picture } from "./symbols.js";
import { unread } from "./unplaced.js";

/** Title, search, and the buttons that open the drawer.
 * @param {any} app @param {any} drawer @param {(lang: string) => void} setLanguage */
export function makeHeader(app, drawer, setLanguage) {
  const title = h("h1");
  const summary = h("p", { class: "quiet", role: "status" });
  let waiting = 0;
  app.ask = (query) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => app.filter.set({ query }), 120);
  };
  const search = h("input", { type: "search", oninput: (e) => app.ask(e.target.value) });
  // On a phone the field stands in the drawer, over the list that it narrows.
  const find = h("button", { type: "button", class: "find", onclick: () => drawer.find() });
  const pages = ["events", "filters", "unplaced", "share"];
  const buttons = pages.map((page) => h("button", { type: "button", onclick: () => drawer.open(page) }));
  const language = h("button", { type: "button", class: "language", onclick: () => setLanguage(app.words.lang === "ar" ? "en" : "ar") });
  const root = h("header", { id: "top" }, h("div", { class: "title" }, title, find, language), summary, h("div", { class: "buttons" }, search, buttons));
  return {
    root,
    refresh() {
      const { words, filter, data, store } = app;
      const { incidents, movements } = filter.tally();
      fill(title, bdi(app.title()));
      const reports = incidents + movements < store.count ? reportsShown(app) : data.reports.length;
      const numbers = { incidents, movements, reports };
      const lost = unread(data).length;
      const told = store.count ? words.t(data.reports.length ? "summary" : "summary_rows", numbers) : [words.t("nothing"), " ", doubtfulText(app)];
      fill(summary, told, lost ? ` · ${words.t("rejected", { n: lost })}` : null);
      if (search !== document.activeElement) search.value = filter.query;
      search.placeholder = words.t("search_short");
      for (const element of [search, find]) element.setAttribute("aria-label", words.t("search"));
      fill(find, picture((context) => drawLens(context, app.colours().ink)));
      const badges = { unplaced: store.unplaced.length, filters: filter.active() };
      pages.forEach((page, k) => fill(buttons[k], words.t(page), badges[page] ? h("span", { class: "badge" }, words.number(badges[page])) : null));
      fill(language, bdi(words.t("other_language")));
      language.setAttribute("lang", words.lang === "ar" ? "en" : "ar");
    },
  };
}

function drawLens(context, ink) {
  context.strokeStyle = ink;
  context.lineWidth = 2.2;
  context.lineCap = "round";
  context.beginPath();
  context.arc(9, 9, 6, 0, 2 * Math.PI);
  context.moveTo(13.5, 13.5);
  context.lineTo(19, 19);
  context.stroke();
}

/** How many reports the events that show rest on. @param {any} app */
function reportsShown({ store, filter, data }) {
  if (!data.reports.length) return 0;
  const rows = new Uint8Array(store.lists.report.length);
  for (let i = 0; i < store.count; i++) rows[store.report[i]] |= filter.on[i] & filter.groupOn[store.group[i]];
  return new Set(store.lists.report.filter((_, row) => rows[row]).flat()).size;
}

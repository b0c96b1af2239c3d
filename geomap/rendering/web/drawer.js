import { bdi, fill, h, safeUrl } from "./dom.js";
import { eventList } from "./panel.js";

/** The drawer: all events as a list, what is not on the map, and the reports.
 * @param {any} app */
export function makeDrawer(app) {
  const tabs = h("div", { class: "tabs", role: "tablist" });
  const body = h("div", { class: "drawer-body", role: "tabpanel", tabindex: "0" });
  const root = h("aside", { id: "drawer", hidden: true }, tabs, body);
  let tab = "events";
  const search = h("input", { type: "search", class: "search", oninput: (e) => app.filter.set({ query: e.target.value }) });
  const pages = { events: () => [search, eventList(app.filter.shown, app)], unplaced: () => unplaced(app), sources: () => [sources(app)] };

  function refresh() {
    if (root.hidden) return;
    const { words } = app;
    root.setAttribute("aria-label", words.t("event_list"));
    const counts = { events: app.filter.shown.length, unplaced: unplacedCount(app), sources: app.data.reports.length };
    const buttons = Object.keys(pages).map((name) =>
      h(
        "button",
        { type: "button", role: "tab", "aria-selected": String(name === tab), onclick: () => open(name) },
        words.t(name),
        h("span", { class: "badge" }, words.number(counts[name])),
      ),
    );
    const close = h("button", { type: "button", class: "close", "aria-label": words.t("close"), onclick: hide }, "×");
    fill(tabs, ...buttons, h("span", { class: "grow" }), close);
    const at = body.scrollTop;
    search.placeholder = words.t("search");
    search.setAttribute("aria-label", words.t("search"));
    if (search !== document.activeElement) search.value = app.filter.query;
    const typing = search === document.activeElement;
    fill(body, ...pages[tab]());
    if (typing) search.focus();
    if (tab === "events" && !app.filter.shown.length) body.append(h("p", {}, words.t("none_match")));
    body.scrollTop = at;
  }

  function open(name) {
    tab = name;
    root.hidden = false;
    body.scrollTop = 0;
    refresh();
  }

  function hide() {
    root.hidden = true;
    app.focusMap();
  }

  return { root, refresh, open, hide, toggle: (name) => (root.hidden || tab !== name ? open(name) : hide()) };
}

/** @param {any} app */
export const unplacedCount = ({ data, filter }) => filter.all.filter((e) => !e.at).length + data.unresolved.length + data.rejected.length;

function unplaced(app) {
  const { words, data, filter } = app;
  const without = (kind) => filter.all.filter((e) => e.kind === kind && !e.at);
  const section = (key, count, content) => (count ? h("section", {}, h("h3", {}, words.t(key), h("span", { class: "badge" }, words.number(count))), content) : null);
  const [incidents, movements] = [without("incident"), without("movement")];
  if (!unplacedCount(app)) return [h("p", {}, words.t("all_placed"))];
  return [
    section("unplaced_incidents", incidents.length, eventList(incidents, app)),
    section("unplaced_movements", movements.length, eventList(movements, app)),
    section("unresolved", data.unresolved.length, h("ul", { class: "plain" }, ...data.unresolved.slice(0, 500).map((row) => unresolvedRow(row, app)))),
    section(
      "rejected",
      data.rejected.length,
      h("ul", { class: "plain" }, ...data.rejected.slice(0, 500).map((r) => h("li", {}, h("b", {}, bdi(r.name)), h("p", { class: "quiet", dir: "auto" }, r.reason)))),
    ),
  ];
}

function unresolvedRow(row, { words }) {
  const source = [row.count > 1 ? words.t("times", { n: words.number(row.count) }) : null, row.report].filter(Boolean);
  return h(
    "li",
    {},
    h("b", {}, bdi(row.surface ?? "")),
    row.reason ? h("span", { class: "quiet" }, " ", bdi(row.reason)) : null,
    row.sentence ? h("p", { dir: "auto" }, row.sentence) : null,
    source.length ? h("p", { class: "quiet" }, ...source.flatMap((s, i) => [i ? " · " : null, bdi(s)])) : null,
  );
}

function sources({ data, words }) {
  const rows = data.reports.slice(0, 500).map((r) => {
    const url = safeUrl(r.url);
    const title = r.title ?? r.id ?? "";
    return h(
      "li",
      { dir: "auto" },
      url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, bdi(title)) : h("b", {}, bdi(title)),
      h("p", { class: "quiet" }, r.outlet ? bdi(r.outlet) : null, r.outlet && r.published ? " · " : null, r.published ? bdi(words.day(r.published)) : null),
    );
  });
  return h("ul", { class: "plain" }, ...rows);
}

import { bdi, fill, h, safeUrl } from "./dom.js";
import { makeFilterForm } from "./filterform.js";
import { makeGrip } from "./grip.js";
import { eventList } from "./panel.js";
import { makeShare } from "./share.js";
import { makeUnplaced } from "./unplaced.js";

const SHOWN = 500; // rows of a list that are written out
export const PHONE = 700; // pixels of width, as in the style sheet

/** The drawer: all events as a list, the filters, what is not on the map, the reports, and ways to take it along.
 * @param {any} app */
export function makeDrawer(app) {
  const tabs = h("div", { class: "tabs", role: "tablist" });
  const close = h("button", { type: "button", class: "close", onclick: hide }, "×");
  const body = h("div", { class: "drawer-body", role: "tabpanel", tabindex: "0", id: "drawer-body" });
  const root = h("section", { id: "drawer", hidden: true }, h("div", { class: "drawer-head" }, tabs), body);
  const grip = makeGrip(root);
  root.firstChild.append(grip.button, close);
  let form = null; // counts who is named how often: made when first opened
  const share = makeShare(app);
  const missing = makeUnplaced(app);
  // On a phone the header has no room for it.
  const search = h("input", { type: "search", class: "search", oninput: (e) => app.ask(e.target.value) });
  let tab = "events";
  let shift = 0; // pixels by which the map has moved up for it
  const pages = {
    events: () => events(app, search),
    filters: () => (form ??= makeFilterForm(app)).nodes(),
    unplaced: missing.nodes,
    sources: () => [sources(app)],
    share: () => share.nodes(),
  };

  const reachable = () => [...body.querySelectorAll("a, button, input, select, summary")];

  function refresh() {
    if (root.hidden) return;
    const { words } = app;
    root.setAttribute("aria-label", words.t("event_list"));
    close.setAttribute("aria-label", words.t("close"));
    grip.rename(words);
    const badges = { filters: app.filter.active(), unplaced: app.store.unplaced.length };
    const at = [...tabs.children].indexOf(document.activeElement);
    fill(
      tabs,
      ...Object.keys(pages).map((name) =>
        h(
          "button",
          { type: "button", role: "tab", "aria-selected": String(name === tab), "aria-controls": "drawer-body", tabindex: name === tab ? "0" : "-1", onclick: () => open(name), onkeydown: walk },
          words.t(name),
          badges[name] ? h("span", { class: "badge" }, words.number(badges[name])) : null,
        ),
      ),
    );
    if (at >= 0) tabs.children[at].focus();
    const focused = body.contains(document.activeElement) ? document.activeElement : null;
    const nth = focused && reachable().indexOf(focused);
    const top = body.scrollTop;
    fill(body, ...pages[tab]());
    // What is written anew stands where the old stood: who walks by keys goes on from there.
    if (focused) (focused.isConnected ? focused : (reachable()[nth] ?? body)).focus({ preventScroll: true });
    body.scrollTop = top;
  }

  /** Arrow keys walk along the tabs, as readers of tab lists expect. */
  function walk(e) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!by) return;
    e.stopPropagation();
    const names = Object.keys(pages);
    const next = names[(names.indexOf(tab) + by * (app.words.direction === "rtl" ? -1 : 1) + names.length) % names.length];
    open(next);
    tabs.children[names.indexOf(next)].focus();
  }

  function open(name) {
    const { hidden } = root;
    const rise = hidden && window.innerWidth <= PHONE;
    const middle = rise && (document.getElementById("top").getBoundingClientRect().bottom + app.map.getSize().y) / 2;
    tab = name;
    root.hidden = false;
    document.getElementById("stage").classList.add("with-drawer");
    body.scrollTop = 0;
    refresh();
    const chosen = tabs.children[Object.keys(pages).indexOf(tab)];
    chosen.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (hidden) chosen.focus(); // the button that opened it is gone
    if (hidden && !rise) app.onDrawer();
    if (!rise) return;
    // On a phone what stood in the middle moves up to where the map is left.
    shift = Math.round(middle - root.offsetTop / 2);
    app.map.panBy([0, shift], { animate: false });
  }

  function hide() {
    root.hidden = true;
    document.getElementById("stage").classList.remove("with-drawer");
    app.map.panBy([0, -shift], { animate: false });
    shift = 0;
    app.onDrawer();
    app.focusMap();
  }

  app.openDoubtful = () => {
    open("unplaced");
    missing.openDoubtful();
  };

  function find() {
    open("events");
    search.focus();
  }

  return { root, refresh, open, find, hide };
}

function events(app, search) {
  const { words, filter } = app;
  search.placeholder = words.t("search");
  search.setAttribute("aria-label", words.t("search"));
  if (search !== document.activeElement) search.value = filter.query;
  const { incidents, movements } = filter.tally();
  const n = incidents + movements;
  if (n) return [search, eventList(filter.list(SHOWN), app, n)];
  if (!app.store.count) return [search, h("p", {}, words.t("nothing"))];
  return [search, h("p", {}, words.t("none_match")), h("button", { type: "button", onclick: () => filter.reset() }, words.t("show_all"))];
}

function sources({ data, words }) {
  const rows = data.reports.slice(0, SHOWN).map((r) => {
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

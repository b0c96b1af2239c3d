import { bdi, brief, h, safeUrl } from "./dom.js";

const LONGEST_CLAIM = 2000; // characters

/** What is told in words of events and is unlikely to be one: a closed list below the map's own, the likeliest first.
 * @param {any} app */
export function makeDoubtful(app) {
  const { count, rows } = app.data.doubtful;
  let lang = "";
  let root = null;

  function build() {
    const { words } = app;
    const list = h("ul", { class: "plain" });
    const summary = h("summary", {}, h("h2", {}, doubtfulText(app)));
    const fillOnce = () => root.open && !list.firstChild && list.append(...rows.map((row) => doubtfulRow(row, app)), ...moreRows(count - rows.length, words));
    const open = root?.open ?? false;
    root = h("details", { class: "doubtful fold", ontoggle: fillOnce }, summary, h("p", { class: "quiet" }, words.t("doubtful_note")), list);
    root.open = open;
  }

  return {
    /** The list, built once a language, so that it stays as open as it is; nothing where there is none. */
    node() {
      if (!count) return null;
      if (app.words.lang !== lang) build();
      lang = app.words.lang;
      return root;
    },
    open() {
      root.open = true;
      root.firstChild.focus();
    },
  };
}

/** How many there are, in words; empty where there are none. @param {any} app */
export function doubtfulText({ data, words }) {
  const { count } = data.doubtful;
  return count ? words.t("doubtful", { n: count }) : "";
}

const moreRows = (n, words) => (n > 0 ? [h("li", { class: "quiet" }, `+ ${words.number(n)}`)] : []);

function doubtfulRow(row, app) {
  const { words } = app;
  const name = (of) => words.name(row[of], row[`${of}_ar`]);
  const moves = row.layer === "movements";
  const arrow = words.direction === "rtl" ? " ← " : " → ";
  const where = moves ? [bdi(name("origin") ?? words.t("unknown")), arrow, bdi(name("destination") ?? words.t("unknown"))] : [bdi(name("place") ?? row.place_text ?? words.t("no_place"))];
  const type = moves ? words.label("group", row.group ?? "mixed") : words.label("sub_event", row.sub_event_type ?? "");
  const chance = Math.round(row.confidence * 100);
  return h(
    "li",
    {},
    h(
      "div",
      { class: "told" },
      h("span", { class: "row-text" }, h("b", {}, bdi(type)), " ", h("span", {}, ...where)),
      h("span", { class: "quiet row-date" }, daysOf(row, words)),
    ),
    h("p", { dir: "auto" }, brief(row.quote, LONGEST_CLAIM)),
    h("p", { class: "quiet" }, Number.isFinite(chance) ? [words.t("chance", { n: chance }), " · "] : null, reportOf(row, app)),
  );
}

function daysOf(row, words) {
  if (row.date_start) return bdi(words.days(String(row.date_start), String(row.date_end ?? row.date_start)));
  return row.date_text ? bdi(row.date_text) : words.t("no_date");
}

function reportOf(row, { reports }) {
  const report = reports.get(row.report);
  const url = safeUrl(report?.url);
  const title = bdi(report?.title ?? row.report ?? "");
  return url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title) : title;
}

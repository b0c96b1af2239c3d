import { bdi, brief, h } from "./dom.js";
import { makeDoubtful } from "./doubtful.js";
import { eventList } from "./panel.js";
import { undatedSwitch } from "./undated.js";

const WRITTEN_OUT = 500; // rows of a list that are written out
const AMBIGUOUS = "several places fit";

/** What the map lacks, each kind counted apart: events without a place, names that led to none, what was not read, what is
 * too doubtful; and what it shows without a day. Closed until opened, so that the counts stand together.
 * @param {any} app */
export function makeUnplaced(app) {
  const { data, store, filter } = app;
  const doubtful = makeDoubtful(app);
  const opened = new Set();
  const lost = unread(data);
  const noted = data.rejected.filter((row) => row.kept);
  const [ambiguous, unknown] = [true, false].map((several) => data.unresolved.filter((row) => (row.reason === AMBIGUOUS) === several));
  const undated = store.count - store.dated;
  const undatedEvents = Array.from({ length: Math.min(WRITTEN_OUT, undated) }, (_, k) => store.dated + k);

  /** A count in a sentence, what it means for the map, and its rows once somebody asks for them. */
  function section(key, n, lead, rows) {
    if (!n) return null;
    const { words } = app;
    const content = h("div");
    const write = () => content.firstChild || content.append(...rows());
    const ontoggle = () => {
      if (root.open) opened.add(key);
      else opened.delete(key);
      if (root.open) write();
    };
    const title = h("h2", {}, words.t(key, { n }));
    const root = h("details", { class: "fold", "data-kind": key, ontoggle, open: opened.has(key) }, h("summary", {}, title, h("span", { class: "quiet" }, words.t(lead))), content);
    if (root.open) write();
    return root;
  }

  const list = (rows, row) => [h("ul", { class: "plain" }, ...rows.slice(0, WRITTEN_OUT).map(row), rows.length > WRITTEN_OUT ? h("li", { class: "quiet" }, `+ ${app.words.number(rows.length - WRITTEN_OUT)}`) : null)];

  function undatedRows() {
    const box = undatedSwitch(app);
    box.update();
    return [box.node, eventList(undatedEvents, app, undated)];
  }

  return {
    nodes() {
      const { words } = app;
      const name = (row) => unresolvedRow(row, words);
      const told = (row) => toldRow(row, words);
      const sections = [
        section("unplaced_events", store.unplaced.length, "unplaced_lead", () => [eventList(store.unplaced, app)]),
        section("unresolved", unknown.length, "unresolved_lead", () => list(unknown, name)),
        section("ambiguous", ambiguous.length, "ambiguous_lead", () => list(ambiguous, name)),
        section("rejected", lost.length, "rejected_lead", () => list(lost, told)),
        doubtful.node(),
        section("noted", noted.length, "noted_lead", () => list(noted, told)),
        section("undated_events", undated, filter.undated ? "undated_shown" : "undated_hidden", undatedRows),
      ].filter(Boolean);
      return store.count && sections.length ? sections : [h("p", {}, words.t(store.count ? "all_placed" : "nothing")), ...sections];
    },
    openDoubtful: doubtful.open,
  };
}

/** Files and rows that gave no record. What is told of a row that did counts with its record. */
export const unread = (data) => data.rejected.filter((row) => !row.kept);

/** A sentence of ours in the reader's direction, any other in its own. */
const said = (sentence, words) => h("bdi", { dir: Array.isArray(sentence) ? words.direction : null }, brief(words.reason(sentence)));

const toldRow = (row, words) => h("li", {}, h("b", {}, said(row.name, words)), h("p", { class: "quiet" }, said(row.reason, words)));

function unresolvedRow(row, words) {
  const source = [row.count > 1 ? words.t("times", { n: row.count }) : null, row.report].filter(Boolean);
  return h(
    "li",
    {},
    h("b", {}, bdi(row.surface ?? "")),
    row.reason ? h("span", { class: "quiet" }, " ", bdi(words.reason(row.reason))) : null,
    row.sentence ? h("p", { dir: "auto" }, brief(row.sentence, 2000)) : null,
    source.length ? h("p", { class: "quiet" }, ...source.flatMap((s, i) => [i ? " · " : null, bdi(s)])) : null,
  );
}

import { bdi, brief, fill, h } from "./dom.js";
import { claimCard } from "./evidence.js";
import { makeGrip } from "./grip.js";
import { drawArrow } from "./key.js";
import { countOf } from "./movements.js";
import { drawSymbol, isCoarse, picture } from "./symbols.js";
import { fold } from "./words.js";

/** The side panel (a sheet from below on a phone): one event with its evidence, or a choice of several.
 * @param {any} app */
export function makePanel(app) {
  const body = h("div", { class: "panel-body", tabindex: "-1" });
  const head = h("header", { class: "panel-head" });
  const root = h("section", { id: "panel", hidden: true }, head, body);

  const grip = makeGrip(root);
  const headRow = (words, position) => {
    grip.rename(words);
    fill(
      head,
      button("previous", "step", () => app.step(-1), words, "‹"),
      h("span", { class: "quiet" }, position),
      button("next", "step", () => app.step(1), words, "›"),
      h("span", { class: "grow" }),
      grip.button,
      button("close", "close", () => app.select(null), words, "×"),
    );
  };

  return {
    root,
    hide() {
      root.hidden = true;
    },
    /** Show what the columns know at once, and the claims as soon as they are opened.
     * @param {any} event @param {string} position */
    show(event, position) {
      const { words } = app;
      headRow(words, position);
      root.setAttribute("aria-label", words.t("events"));
      const write = (full) => fill(body, ...(event.kind === "incident" ? incident(full, app) : movement(full, app)), ...claims(full, app));
      write(event);
      root.hidden = false;
      body.scrollTop = 0;
      app.store.details(event.i).then((record) => {
        if (app.selected?.i === event.i) write({ ...event, record });
      });
    },
    /** @param {number[]} events @param {number} n how many there are in all */
    choose(events, n) {
      const { words } = app;
      headRow(words, "");
      fill(body, h("h2", {}, words.t("several_here", { n })), eventList(events, app, n));
      root.hidden = false;
      body.scrollTop = 0;
    },
  };
}

function button(key, name, onclick, words, sign) {
  return h("button", { type: "button", class: name, onclick, "aria-label": words.t(key), title: words.t(key) }, sign);
}

/** Buttons for events, in order of date. @param {number[]} events @param {any} app @param {number} n how many there are */
export function eventList(events, app, n = events.length) {
  const { words, store } = app;
  const rows = events.slice(0, 500).map((i) => {
    const event = store.event(i);
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "row", "aria-current": app.selected?.i === i ? "true" : null, onclick: () => app.select(i, true) },
        app.icon(event),
        h("span", { class: "row-text" }, h("b", {}, app.typeName(event)), " ", h("span", {}, ...placeLine(event, app))),
        h("span", { class: "quiet row-date" }, when(event.record, words)),
      ),
    );
  });
  const rest = n - rows.length;
  return h("ol", { class: "list" }, ...rows, rest > 0 ? h("li", { class: "quiet" }, `+ ${words.number(rest)}`) : null);
}

function placeLine(event, app) {
  const { record } = event;
  const name = (e) => app.words.name(e.name, e.name_ar) ?? e.text;
  if (event.kind === "movement") {
    const stops = [record.origin, ...(record.via ?? []), record.destination].map((e) => (e ? name(e) : app.words.t("unknown")));
    return stops.flatMap((stop, i) => [i ? (app.words.direction === "rtl" ? " ← " : " → ") : null, bdi(stop)]);
  }
  return [bdi(app.words.name(record.place, record.place_ar) ?? record.place_text ?? app.words.t("no_place"))];
}

/** The date in words: a day, a span, or as written. */
function when(record, words) {
  if (!record.date_start) return record.date_text ? bdi(record.date_text) : words.t("no_date");
  return words.days(record.date_start, record.date_end);
}

function incident(event, app) {
  const { record } = event;
  const { words } = app;
  const main = words.name(record.place, record.place_ar);
  return [
    h("p", { class: "kicker" }, app.icon(event), h("span", {}, words.label("event", record.event_type ?? "other"))),
    h("h2", {}, record.sub_event_type ? words.label("sub_event", record.sub_event_type) : app.typeName(event)),
    h("p", { class: "place" }, relation(record, words), h("b", {}, bdi(main ?? record.place_text ?? words.t("no_place"))), otherName(record.place, record.place_ar, words)),
    modality(record, words),
    figures(["killed", "wounded", "captured"], record, words),
    facts(words, [
      [words.t("when"), [when(record, words), dayKnown(record, words)]],
      [words.t("where"), [where(record, app), precision("where_prec", record.where_prec, words), radius(record, words)]],
      [words.t("gazetteer"), [entryOf(record.place_id, app)]],
      [words.t("perpetrator"), [record.actor1 && bdi(words.actor(record.actor1))]],
      [words.t("target"), [record.actor2 && bdi(words.actor(record.actor2))]],
    ]),
  ];
}

function movement(event, app) {
  const { record } = event;
  const { words } = app;
  const stop = (e) => {
    const name = words.name(e.name, e.name_ar) ?? e.text ?? words.t("unknown");
    return [h("b", {}, bdi(name)), otherName(e.name, e.name_ar, words), ...(isCoarse(e, app.look.symbol) ? [precision("where_prec", e.where_prec, words), radius(e, words)] : [])];
  };
  return [
    h("p", { class: "kicker" }, app.icon(event), h("span", {}, words.t("movements"))),
    h("h2", {}, words.label("group", record.group ?? "mixed")),
    modality(record, words),
    countOf(record) === null ? null : h("p", { class: "count" }, app.countText(record, true)),
    record.count_low !== undefined && record.count_low !== record.count_high ? figures(["count"], record, words) : null,
    facts(words, [
      [words.t("shared_with"), [sharedNumber(record, words)]],
      [words.t("origin"), record.origin ? stop(record.origin) : [words.t("unknown")]],
      [words.t("via"), (record.via ?? []).flatMap(stop)],
      [words.t("destination"), record.destination ? stop(record.destination) : [words.t("unknown")]],
      [words.t("when"), [when(record, words), dayKnown(record, words)]],
    ]),
  ];
}

/** That the number is told for other ends of the movement too. */
function sharedNumber({ shared_with: names = [] }, words) {
  const apart = words.lang === "ar" ? "\u060c " : ", ";
  return names.length ? words.t("shared_how", { names: names.map((name) => `\u2068${brief(name)}\u2069`).join(apart) }) : null;
}

function otherName(en, ar, words) {
  const other = words.other(en, ar);
  return other ? h("span", { class: "other-name" }, bdi(other)) : null;
}

const relation = (record, words) =>
  record.relation && record.relation !== "in" ? `${words.label("relation", record.relation)} ` : null;

const precision = (group, code, words) => (code === undefined ? null : h("span", { class: "quiet" }, words.label(group, code)));

/** How well the time is known; of several days that are told, the first and the last. */
function dayKnown({ time_precision: code, date_start: from, date_end: to = from }, words) {
  return code === 1 && from !== to ? h("span", { class: "quiet" }, words.t("days_known")) : precision("time_precision", code, words);
}

/** How far off it may have been; of a named place, how far off the gazetteer's point may be. */
const radius = ({ radius_m: metres, where_prec: code }, words) =>
  metres ? h("span", { class: "quiet" }, words.t(code === 1 ? "point" : "radius", { km: words.number(Math.round(metres / 100) / 10) })) : null;

function where(record, { words, units }) {
  const point = record.lat === undefined ? null : `${record.lat}, ${record.lon}`;
  const name = words.name(record.place, record.place_ar) ?? record.place_text ?? point;
  const kind = record.place_kind ? words.label("kind", record.place_kind) : name;
  const unit = words.name(record.admin1, units.get(fold(record.admin1 ?? "")));
  return [kind, unit].filter(Boolean).flatMap((x, i) => [i ? " · " : null, bdi(x)]);
}

/** Whose entry of the gazetteer says where the place is. */
function entryOf(id, app) {
  const place = app.gazetteer.get(id);
  if (!place?.source) return null;
  const [main, ...rest] = String(place.source).split("; ");
  const more = [...rest, place.pcode].filter(Boolean).map((text) => h("p", { dir: "auto" }, text));
  return h("div", { class: "source" }, bdi(main), more.length ? h("details", {}, h("summary", {}, app.words.t("more")), ...more) : null);
}

function modality(record, words) {
  return record.modality && record.modality !== "occurred" ? h("p", { class: "modality" }, words.label("modality", record.modality)) : null;
}

/** Least, best and most for each kind of toll that anyone gives. */
function figures(names, record, words) {
  const rows = names
    .map((name) => [name, record[`${name}_low`], record[`${name}_best`] ?? record[name], record[`${name}_high`]])
    .filter(([, , best]) => best !== undefined);
  if (!rows.length) return null;
  const cell = (n) => h("td", {}, n === undefined ? "–" : words.number(n));
  return h(
    "table",
    { class: "toll" },
    h("thead", {}, h("tr", {}, h("td", {}), ...["low", "best", "high"].map((k) => h("th", { scope: "col" }, words.t(k))))),
    h("tbody", {}, ...rows.map(([name, low, best, high]) => h("tr", {}, h("th", { scope: "row" }, words.t(name)), cell(low), cell(best), cell(high)))),
  );
}

function facts(words, rows) {
  const known = rows.map(([k, v]) => [k, v.flat(2).filter(Boolean)]).filter(([, v]) => v.length);
  return h("dl", { class: "facts" }, ...known.flatMap(([k, v]) => [h("dt", {}, k), h("dd", {}, ...v)]));
}

function claims(event, app) {
  const { words } = app;
  const { record } = event;
  const all = record.claims?.length ? record.claims : record.quote ? [record] : [];
  if (!all.length) return [];
  const title = words.t("claims", { n: all.length });
  return [bySource(all, words), h("h3", {}, title), ...all.map((c) => claimCard(c, app.reports.get(c.report ?? record.reports?.[0]), words))];
}

const TOLLS = ["killed", "wounded", "captured", "count"];

/** What each outlet says, side by side, where several speak. */
function bySource(all, words) {
  const outlets = new Map();
  for (const claim of all) {
    const name = claim.outlet ?? claim.report ?? words.t("unknown");
    outlets.set(name, [...(outlets.get(name) ?? []), claim]);
  }
  const told = TOLLS.filter((toll) => all.some((claim) => claim[toll] !== undefined));
  if (outlets.size < 2 || (!told.length && outlets.size === all.length)) return null;
  const values = (claims, toll) => [...new Set(claims.map((c) => c[toll]).filter((n) => n !== undefined))].map(words.number).join(" / ") || "–";
  const head = ["claim_count", ...told].map((key) => h("th", { scope: "col" }, words.t(key)));
  const rows = [...outlets].map(([name, claims]) =>
    h("tr", {}, h("th", { scope: "row" }, bdi(name)), h("td", {}, words.number(claims.length)), ...told.map((toll) => h("td", {}, values(claims, toll)))),
  );
  return [h("h3", {}, words.t("by_source")), h("table", { class: "by-source" }, h("thead", {}, h("tr", {}, h("td", {}), ...head)), h("tbody", {}, ...rows))];
}

/** The symbol of an event as it stands on the map. @param {any} event @param {any} look @param {any} colours */
export function eventIcon(event, look, colours) {
  if (event.kind === "movement") return flowIcon(colours.flow(event.group));
  return picture((context) =>
    drawSymbol(context, look.event[event.group], 11, 11, 7.5, {
      hollow: event.hollow, paper: colours.halo, ink: colours.outline, claimed: event.record.modality === "claimed",
    }),
  );
}

/** A small arrow. @param {string} colour */
export const flowIcon = (colour) => picture((context) => drawArrow(context, colour));

import { dayNumber, fold } from "./words.js";

/** What the page knows of one incident or movement.
 * @typedef {{key: string, kind: "incident"|"movement", record: any, group: string, at: number[]|null, path: number[][]|null,
 *   start: number|null, end: number|null, text: string, hollow: boolean, size: number}} Event */

/** Turn the page's records into events, ordered by date, the undated last.
 * @param {any} data @param {any} look @returns {Event[]} */
export function readEvents(data, look) {
  const incidents = data.incidents.map((record, i) => ({
    ...common(record, `i${i}`),
    kind: "incident",
    group: Object.hasOwn(look.event, record.event_type) ? record.event_type : "other",
    at: record.at ?? null,
    path: null,
    hollow: isCoarse(record, look.symbol),
    size: symbolSize(record, look.symbol),
  }));
  const movements = data.movements.map((record, i) => ({
    ...common(record, `m${i}`),
    kind: "movement",
    group: Object.hasOwn(look.group, record.group) ? record.group : "mixed",
    at: record.path ? record.path[0] : null,
    path: record.path ?? null,
    hollow: false,
    size: 0,
  }));
  const order = (e) => e.start ?? Infinity;
  return [...incidents, ...movements].sort((a, b) => order(a) - order(b) || 0);
}

function common(record, key) {
  const start = dayNumber(record.date_start);
  const ends = [record.origin, record.destination, ...(record.via ?? [])].filter(Boolean);
  const words = [
    record.place, record.place_ar, record.place_text, record.admin1, record.actor1, record.actor2, record.quote,
    record.event_type, record.sub_event_type, record.notes, ...ends.flatMap((e) => [e.name, e.name_ar, e.text]),
    ...(record.claims ?? []).flatMap((c) => [c.outlet, c.title, c.sentence ?? c.quote]),
  ];
  const text = fold(words.filter((w) => typeof w === "string").join("\n"));
  return { key, record, start, end: dayNumber(record.date_end) ?? start, text };
}

/** Whether only an area is known. */
function isCoarse(record, symbol) {
  return (
    record.where_prec >= symbol.coarse_prec || record.radius_m >= symbol.coarse_metres || symbol.hollow_relations.includes(record.relation)
  );
}

/** Radius of a symbol in pixels: its area grows with the deaths. */
function symbolSize(record, symbol) {
  const deaths = record.killed_best ?? record.killed ?? record.fatalities ?? 0;
  return Math.min(symbol.most, symbol.least + symbol.growth * Math.sqrt(Math.max(0, Number(deaths) || 0)));
}

/** The filters and what passes them. Listeners hear of every change.
 * @param {Event[]} events */
export function makeFilter(events) {
  const dated = events.filter((e) => e.start !== null);
  const first = dated.reduce((day, e) => Math.min(day, e.start), Infinity);
  const last = dated.reduce((day, e) => Math.max(day, e.end), -Infinity);
  const listeners = [];
  const filter = {
    first,
    last,
    hasDates: dated.length > 0,
    from: first,
    to: last,
    undated: true,
    hidden: new Set(),
    query: "",
    /** Events that pass. @type {Event[]} */
    shown: events,
    all: events,
    onChange: (listener) => listeners.push(listener),
    /** @param {Object<string, any>} change */
    set(change) {
      Object.assign(filter, change);
      const words = fold(filter.query).split(/\s+/).filter(Boolean);
      filter.shown = events.filter((e) => inTime(e, filter) && !filter.hidden.has(groupKey(e)) && words.every((w) => e.text.includes(w)));
      for (const listener of listeners) listener();
    },
    reset: () => filter.set({ from: first, to: last, undated: true, hidden: new Set(), query: "" }),
    /** Events that pass all but the switches of types: what the legend counts. */
    counted() {
      const words = fold(filter.query).split(/\s+/).filter(Boolean);
      return events.filter((e) => inTime(e, filter) && words.every((w) => e.text.includes(w)));
    },
  };
  return filter;
}

/** @param {Event} e */
export const groupKey = (e) => `${e.kind}:${e.group}`;

/** Whether an event's days, a whole month for one known by the month, touch the chosen ones. */
function inTime(event, filter) {
  if (event.start === null) return filter.undated;
  return event.start <= filter.to && event.end >= filter.from;
}

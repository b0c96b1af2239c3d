import { lowerBound } from "./places.js";
import { findEvents } from "./search.js";

/** The filters, and which events pass them. Listeners hear of every change.
 *
 * `on` holds 1 for each event that passes all but the switches of types, `shows` asks for those too. `version` counts
 * the changes of `on`; `changed` lists the events that the last change turned, or is null where all may have. */

const FIELDS = ["type", "actor", "source", "report"];
const NOTHING = { query: "", type: "", actor: "", source: "", report: "", precision: 7, confidence: 0, deaths: 0 };

/** @param {import("./store.js").Store} store @param {Object<string, string>} others names of actors and types in the other script
 * @param {import("./sound.js").Hear} hear */
export function makeFilter(store, others, hear) {
  const { count, dated, day, span, longest, group, groups } = store;
  const first = dated ? day[0] : 0;
  let last = first;
  for (let i = 0; i < dated; i++) if (day[i] + span[i] > last) last = day[i] + span[i];
  const mask = new Uint8Array(count).fill(1);
  const listeners = [];
  const waiting = [];
  let found = null; // of the text search, by event, or null where nothing is asked
  let searches = 0;

  const inTime = (i) => (i < dated ? day[i] <= filter.to && day[i] + span[i] >= filter.from : filter.undated);

  function remask() {
    filter.masked++;
    mask.fill(1);
    const keep = (column, allowed) => {
      if (allowed.every(Boolean)) return;
      const ok = Uint8Array.from(allowed, Number);
      for (let i = 0; i < count; i++) mask[i] &= ok[column[i]];
    };
    const { tables, lists } = store;
    if (filter.type) keep(store.type, tables.type.map((row) => Object.values(row).some((name) => String(name) === filter.type)));
    if (filter.actor) {
      const [by, to] = ["by", "to"].map((t) => tables[t].map((row) => String(Object.values(row)[0]) === filter.actor));
      for (let i = 0; i < count; i++) mask[i] &= by[store.by[i]] || to[store.to[i]] ? 1 : 0;
    }
    for (const name of ["source", "report"]) if (filter[name]) keep(store[name], lists[name].map((row) => row.includes(filter[name])));
    if (filter.precision < 7) keep(store.manner, tables.manner.map((m) => (m.where_prec ?? 7) <= filter.precision));
    if (filter.deaths > 0) keep(store.toll, tables.toll.map((t) => Number(t.killed_high ?? t.killed_best ?? t.killed ?? t.fatalities ?? 0) >= filter.deaths));
    if (filter.confidence > 0) for (let i = 0; i < count; i++) if (store.confidence[i] - 1 < filter.confidence * 1000) mask[i] = 0;
    if (found) for (let i = 0; i < count; i++) mask[i] &= found[i];
  }

  function retime() {
    const { on, totals } = filter;
    totals.fill(0);
    for (let i = 0; i < count; i++) if ((on[i] = mask[i] && inTime(i) ? 1 : 0)) totals[group[i]]++;
    filter.changed = null;
  }

  /** Turn only what the moved ends of the range pass over. */
  function drag(before) {
    const changed = [];
    const { on, totals } = filter;
    const over = (from, to) => {
      for (let i = lowerBound(day, from, 0, dated), end = lowerBound(day, to + 1, 0, dated); i < end; i++) {
        const now = mask[i] && inTime(i) ? 1 : 0;
        if (on[i] !== now) {
          on[i] = now;
          totals[group[i]] += now ? 1 : -1;
          changed.push(i);
        }
      }
    };
    over(Math.min(before.from, filter.from) - longest, Math.max(before.from, filter.from));
    over(Math.min(before.to, filter.to), Math.max(before.to, filter.to));
    filter.changed = changed;
  }

  /** Look for the words in the background; a later question ends an earlier one. */
  async function search() {
    const mine = ++searches;
    const done = filter.query.trim() ? await findEvents(store, filter.query, others, hear, () => mine !== searches) : null;
    if (mine !== searches) return;
    found = done;
    remask();
    apply(retime);
    waiting.splice(0).forEach((go) => go());
  }

  function apply(change) {
    change();
    filter.version++;
    for (const listener of listeners) listener();
  }

  const filter = {
    first, last, hasDates: dated > 0, ...NOTHING,
    from: first, to: last, undated: true, hidden: new Set(), groupOn: new Uint8Array(groups.length).fill(1),
    /** Events of each group that `on` holds. */
    totals: new Uint32Array(groups.length),
    on: new Uint8Array(count).fill(1), version: 0, changed: null, masked: 0,
    /** The nearest day that the data reach. @param {number} day */
    within: (day) => Math.max(first, Math.min(last, day)),
    onChange: (listener) => listeners.push(listener),
    shows: (i) => filter.on[i] === 1 && filter.groupOn[group[i]] === 1,
    /** Whether an event passes all but the range of time. @param {number} i */
    counts: (i) => mask[i] === 1,
    /** @param {Object<string, any>} change */
    set(change) {
      const before = { from: filter.from, to: filter.to };
      Object.assign(filter, change);
      for (let g = 0; g < groups.length; g++) filter.groupOn[g] = filter.hidden.has(groups[g]) ? 0 : 1;
      const names = Object.keys(change);
      if ("query" in change) search();
      if (names.some((n) => FIELDS.includes(n) || n === "precision" || n === "deaths" || n === "confidence")) {
        apply(() => (remask(), retime()));
      } else if ("undated" in change) apply(retime);
      else if ("from" in change || "to" in change) apply(() => drag(before));
      else for (const listener of listeners) listener();
    },
    /** How many filters narrow what shows. */
    active: () => Object.keys(NOTHING).filter((name) => filter[name] !== NOTHING[name]).length,
    reset: (change = {}) => filter.set({ ...NOTHING, from: first, to: last, undated: true, hidden: new Set(), ...change }),
    /** Settled once the words asked for have been looked up. */
    settled: () => (searches && filter.query.trim() ? new Promise((go) => waiting.push(go)) : Promise.resolve()),
    /** The next event that shows, in order of date; round the end. @param {number} i @param {number} by 1 or -1 */
    next(i, by) {
      for (let k = 1; k <= count; k++) {
        const at = (i + by * k + count * 2) % count;
        if (filter.shows(at)) return at;
      }
      return -1;
    },
    /** How many show, of which kind. */
    tally() {
      const sum = (from, to) => filter.totals.slice(from, to).reduce((n, total, g) => n + (filter.groupOn[from + g] ? total : 0), 0);
      return { incidents: sum(0, store.kinds), movements: sum(store.kinds, groups.length) };
    },
    /** How many that show stand before an event. @param {number} i */
    before(i) {
      let n = 0;
      const { on, groupOn } = filter;
      for (let k = 0; k < i; k++) n += on[k] & groupOn[group[k]];
      return n;
    },
    /** The first events that show. @param {number} most @param {(i: number) => boolean} [test] */
    list(most, test = () => true) {
      const out = [];
      for (let i = 0; i < count && out.length < most; i++) if (filter.shows(i) && test(i)) out.push(i);
      return out;
    },
  };
  retime();
  return filter;
}

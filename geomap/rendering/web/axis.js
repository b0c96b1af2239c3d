/** The days that the time bar spreads out: those of nearly all events. The few that lie far before or after share one step at
 * that end, so that a single one from years ago does not squeeze all others.
 * @typedef {ReturnType<typeof makeAxis>} Axis */

const CELLS = 65_536; // days told apart when the few are looked for; in a longer time several days are one
const SHARE = 100; // of so many events one may be among the few
const ENOUGH = 8; // events from which on one may be
const MOST_FEW = 3; // where events are not many
const PER_FEW = 40;
const LEAST_CUT = 7; // days
const GAIN = 3; // what is cut takes a third of the rest, or is left
const NEIGHBOURS = 10; // who lies within a tenth of the rest is not far
const SLOT = 20; // part of the axis that the shared step takes

/** Positions count days from 0; the shared steps take several. @param {import("./store.js").Store} store
 * @param {number} first day of all @param {number} last */
export function makeAxis(store, first, last) {
  const [lo, hi] = store.dated < ENOUGH ? [first, last] : core(store, first, last);
  const slot = Math.max(1, Math.round((hi - lo + 1) / SLOT));
  const early = lo > first ? slot : 0;
  const late = hi < last ? slot : 0;
  const length = early + (hi - lo) + late;
  return {
    lo, hi, early, late, length,
    /** Where a day stands. @param {number} day */
    at: (day) => (day < lo ? 0 : day > hi ? length : early + day - lo),
    /** The day of an end of the range that is put at a position: in a shared step the whole of it is meant.
     * @param {number} position @param {"from"|"to"} end */
    day(position, end) {
      if (early && position < early / 2) return end === "from" ? first : lo - 1;
      if (late && position > length - late / 2) return end === "to" ? last : hi + 1;
      return Math.max(lo, Math.min(hi, lo + position - early));
    },
    /** Move on by so many days; a shared step is taken whole. @param {number} position @param {number} by */
    step(position, by) {
      const next = Math.max(0, Math.min(length, position + by));
      if (next > 0 && next < early) return by > 0 ? early : 0;
      if (next > length - late && next < length) return by > 0 ? length : length - late;
      return next;
    },
  };
}

/** First and last day without the few that lie far off. */
function core({ day, span, dated }, first, last) {
  const few = Math.max(Math.floor(dated / SHARE), Math.min(MOST_FEW, 1 + Math.floor(dated / PER_FEW)));
  const width = Math.ceil((last - first + 1) / CELLS);
  const cells = Math.ceil((last - first + 1) / width);
  const [starts, ends] = [new Uint32Array(cells), new Uint32Array(cells)]; // the latter from the last day backwards
  for (let i = 0; i < dated; i++) {
    starts[Math.floor((day[i] - first) / width)]++;
    ends[Math.floor((last - day[i] - span[i]) / width)]++;
  }
  const [before, after] = [starts, ends].map((counts) => outside(counts, few));
  const rest = cells - before - after;
  const cut = (counts, n) => {
    for (let k = n - 1; k >= 0 && n - k <= rest / NEIGHBOURS; k--) if (counts[k]) n = k;
    return n * width < Math.max(LEAST_CUT, (rest * width) / GAIN) ? 0 : n * width;
  };
  const [from, to] = [first + cut(starts, before), last - cut(ends, after)];
  if (width === 1) return [from, to];
  let [lo, hi] = [to, from];
  for (let i = 0; i < dated; i++) {
    if (day[i] >= from && day[i] < lo) lo = day[i];
    if (day[i] + span[i] <= to && day[i] + span[i] > hi) hi = day[i] + span[i];
  }
  return [lo, Math.max(lo, hi)];
}

/** How many cells hold no more than the few. */
function outside(counts, few) {
  let k = 0;
  for (let seen = counts[0]; seen <= few; seen += counts[k]) k++;
  return k;
}

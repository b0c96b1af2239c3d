/** How many events of each type stand where: at places near the ground, in cells of the screen's grid from afar. Counts
 * follow the filter by what has changed, so that a dragged handle costs no more than the events it passes. */

export const CELL = 24; // pixels of a cell's side
const MOST_LEVELS = 3;

/** @param {import("./store.js").Store} store @param {any} filter of `makeFilter` */
export function makePlaces(store, filter) {
  const { x, y, place, group, count, flow, kinds } = store;
  const site = store.moves.length ? place.map((p, i) => (flow[i] ? 0 : p)) : place; // movements stand nowhere
  const levels = new Map();
  const order = placeOrder(store);

  /** Cells of one zoom (or, for `null`, places), counted as the filter stands now. @param {number|null} zoom */
  function level(zoom) {
    const known = levels.get(zoom);
    if (known) levels.delete(zoom); // the latest used go last
    const made = known ?? makeLevel(zoom);
    levels.set(zoom, made);
    if (levels.size > MOST_LEVELS) levels.delete(levels.keys().next().value);
    sync(made);
    return made;
  }

  function makeLevel(zoom) {
    const cells = zoom === null ? null : cellsOf(x, y, (256 * 2 ** zoom) / CELL);
    const size = cells ? cells.size : x.length;
    const sums = cells ? new Float64Array(size * kinds) : null; // of the counted events' numbers: one event alone is its sum
    return { size, counts: new Uint32Array(size * kinds), sums, version: -1, x: cells ? cells.x : x, y: cells ? cells.y : y, cells };
  }

  function sync(made) {
    const { counts, sums, cells } = made;
    if (made.version === filter.version) return;
    const on = filter.on;
    const turn = (i, by) => {
      if (!site[i]) return;
      const at = (cells ? cells.of[site[i] - 1] : site[i] - 1) * kinds + group[i];
      counts[at] += by;
      if (sums) sums[at] += by * i;
    };
    if (made.version === filter.version - 1 && filter.changed) {
      for (const i of filter.changed) turn(i, on[i] ? 1 : -1);
    } else {
      counts.fill(0);
      sums?.fill(0);
      for (let i = 0; i < count; i++) if (on[i]) turn(i, 1);
    }
    made.version = filter.version;
  }

  return {
    level,
    /** Places between two meridians: the range of their numbers. @param {number} west @param {number} east world x */
    between: (west, east) => [lowerBound(x, west), lowerBound(x, east + 1e-12)],
    /** Events at a place that pass the filter, by date. @param {number} p @param {number} [most] */
    eventsAt(p, most = Infinity) {
      const out = [];
      for (let k = order().start[p]; k < order().start[p + 1] && out.length < most; k++) if (filter.shows(order().events[k])) out.push(order().events[k]);
      return out;
    },
    /** The unit that a place lies in, as its first event has it. @param {number} p @returns {string|undefined} */
    unit(p) {
      const { start, events } = order();
      return start[p] < start[p + 1] ? store.tables.where[store.where[events[start[p]]]].admin1 : undefined;
    },
    /** Numbers of a cell's places; of a place itself where a level has no cells. */
    placesIn({ cells }, cell) {
      if (!cells) return [cell];
      const out = [];
      const [from, to] = [lowerBound(x, cells.west[cell]), lowerBound(x, cells.east[cell] + 1e-12)];
      for (let p = from; p < to; p++) if (cells.of[p] === cell) out.push(p);
      return out;
    },
  };
}

/** The grid's cells that hold a place, numbered column by column. @param {Float64Array} x @param {Float64Array} y
 * @param {number} across cells round the world */
function cellsOf(x, y, across) {
  const of = new Uint32Array(x.length);
  const rows = Math.ceil(across) + 1;
  const slot = new Int32Array(rows);
  const column = new Int32Array(rows).fill(-1);
  const sx = [];
  const sy = [];
  const n = [];
  const west = [];
  const east = [];
  for (let p = 0; p < x.length; p++) {
    const [cx, cy] = [Math.floor(x[p] * across), Math.max(0, Math.min(rows - 1, Math.floor(y[p] * across)))];
    if (column[cy] !== cx) {
      column[cy] = cx;
      slot[cy] = n.length;
      west.push(x[p]);
      east.push(x[p]);
      sx.push(0);
      sy.push(0);
      n.push(0);
    }
    const cell = (of[p] = slot[cy]);
    east[cell] = x[p];
    sx[cell] += x[p];
    sy[cell] += y[p];
    n[cell]++;
  }
  return { of, size: n.length, west, east, x: Float64Array.from(sx, (v, i) => v / n[i]), y: Float64Array.from(sy, (v, i) => v / n[i]) };
}

/** Incidents by place, each place's by date; made when first asked for. */
function placeOrder({ place, flow, count, x }) {
  let made = null;
  return () => {
    if (made) return made;
    const start = new Uint32Array(x.length + 2);
    for (let i = 0; i < count; i++) if (place[i] && !flow[i]) start[place[i] + 1]++;
    for (let p = 1; p < start.length; p++) start[p] += start[p - 1];
    const events = new Uint32Array(start[start.length - 1]);
    const next = start.slice();
    for (let i = 0; i < count; i++) if (place[i] && !flow[i]) events[next[place[i]]++] = i;
    return (made = { start: start.subarray(1), events });
  };
}

/** First index whose value is not less. @param {ArrayLike<number>} sorted @param {number} value */
export function lowerBound(sorted, value, from = 0, to = sorted.length) {
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

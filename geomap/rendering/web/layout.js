/** Where symbols stand: events on one spot fan out, spots too near each other become one counted ring. From afar the
 * cells of a grid are taken for spots, so that a million events cost no more than a screen full. */

import { MARGIN } from "./canvas.js";

/** @typedef {{x: number, y: number, r: number, n: number, mix: number[], box: number[], unit: (() => string|undefined)|null, places: () => number[], spread: boolean, event: any}} Group */

const MOST_SPOTS = 1500; // places in the window that are looked at one by one
const LARGEST = 30; // radius of a ring
const NARROW = 500; // pixels: in such a window rings are smaller, and stand so far apart that names go between them
const NARROW_RING = 23;
const RING_GAP = 20;

/** @param {any} view @param {any} store @param {any} filter @param {any} places of `makePlaces` @param {any} symbol */
export function layOut(view, store, filter, places, symbol) {
  const single = fewPlaces(view, store, places);
  const level = places.level(single ? null : Math.floor(view.zoom));
  const { groups, mix } = gather(view, store, filter, places, level, symbol);
  const out = { spots: [], rings: [], fans: [], areas: single ? areasOf(view, store, places, groups) : [], centres: [], mix };
  const narrow = view.width < NARROW;
  for (const group of merged(groups, view.zoom, narrow ? RING_GAP : 0)) {
    const { x, y, n } = group;
    const events = group.spread || n > symbol.fan ? null : group.events();
    const r = events ? shape(events, store).reach : Math.min(ringRadius(n), narrow ? NARROW_RING : LARGEST);
    if (!events) out.rings.push({ ...group, r });
    else if (events.length === 1) out.spots.push({ x, y, r: store.sizeOf(events[0]), i: events[0] });
    else out.fans.push(fan(x, y, events, store));
    out.centres.push({ x, y, r, over: events || !narrow ? r : r + 2 * RING_GAP, n, box: group.box, unit: group.unit });
  }
  return out;
}

/** World copies that the window shows: offsets in pixels. */
function copies(view) {
  const out = [];
  for (let k = Math.floor((view.x - MARGIN) / view.scale); k <= Math.floor((view.x + view.width + MARGIN) / view.scale); k++) out.push(k);
  return out;
}

function fewPlaces(view, store, places) {
  const [north, south] = [(view.y - MARGIN) / view.scale, (view.y + view.height + MARGIN) / view.scale];
  let n = 0;
  for (const k of copies(view)) {
    const [from, to] = places.between((view.x - MARGIN) / view.scale - k, (view.x + view.width + MARGIN) / view.scale - k);
    for (let p = from; p < to && n <= MOST_SPOTS; p++) if (store.y[p] >= north && store.y[p] <= south) n++;
  }
  return n <= MOST_SPOTS;
}

/** Places or cells of the window that hold events which pass, and how many of each type there are in all.
 * @returns {{groups: any[], mix: number[]}} */
function gather(view, store, filter, places, level, symbol) {
  const { kinds } = store;
  const { counts, sums, cells } = level;
  const groups = [];
  const mix = new Array(kinds).fill(0);
  for (const k of copies(view)) {
    const origin = k * view.scale - view.x;
    const [from, to] = cells ? [0, level.size] : places.between((view.x - MARGIN) / view.scale - k, (view.x + view.width + MARGIN) / view.scale - k);
    for (let c = from; c < to; c++) {
      const x = origin + level.x[c] * view.scale;
      const y = level.y[c] * view.scale - view.y;
      if (x < -MARGIN || y < -MARGIN || x > view.width + MARGIN || y > view.height + MARGIN) continue;
      let [n, sum] = [0, 0];
      const inside = x >= 0 && y >= 0 && x <= view.width && y <= view.height && x < view.scale; // in a second copy nothing counts again
      for (let g = 0, at = c * kinds; g < kinds; g++, at++) {
        if (!counts[at]) continue;
        if (inside) mix[g] += counts[at];
        if (!filter.groupOn[g]) continue;
        n += counts[at];
        if (sums) sum += sums[at];
      }
      if (n) groups.push(cells && n === 1 ? alone(sum, origin, view, store) : group(c, x, y, n, level, places, store, filter, symbol));
    }
  }
  return { groups, mix };
}

function group(c, x, y, n, level, places, store, filter, symbol) {
  const { kinds } = store;
  const own = [];
  for (let g = 0; g < kinds; g++) own.push(filter.groupOn[g] ? level.counts[c * kinds + g] : 0);
  const spread = Boolean(level.cells) && level.cells.west[c] !== level.cells.east[c];
  const events = () => places.placesIn(level, c).flatMap((p) => places.eventsAt(p, symbol.fan + 1)).slice(0, n);
  const r = spread || n > symbol.fan ? ringRadius(n) : shape(events(), store).reach;
  const where = level.cells ? { box: boxOfCell(level, c), unit: null } : { box: [store.x[c], store.y[c], store.x[c], store.y[c]], unit: () => places.unit(c) };
  return { x, y, r, n, mix: own, spread, place: level.cells ? -1 : c, ...where, places: () => places.placesIn(level, c), events };
}

function alone(i, origin, view, store) {
  const p = store.place[i] - 1;
  const mix = new Array(store.kinds).fill(0);
  mix[store.group[i]] = 1;
  return {
    x: origin + store.x[p] * view.scale, y: store.y[p] * view.scale - view.y, r: store.sizeOf(i), n: 1, mix, spread: false, place: p,
    box: [store.x[p], store.y[p], store.x[p], store.y[p]], unit: null,
    places: () => [p], events: () => [i],
  };
}

/** How far the places of a cell reach, in world coordinates; its height is too little to ask for. */
const boxOfCell = ({ y, cells }, c) => [cells.west[c], y[c], cells.east[c], y[c]];

/** @param {number} n */
export const ringRadius = (n) => Math.min(LARGEST, 13 + 3.2 * Math.log2(n));

/** Angles and radius at which symbols of different sizes stand round a spot side by side. */
function shape(events, store) {
  const sizes = events.map(store.sizeOf);
  if (events.length === 1) return { angles: [0], radius: 0, reach: sizes[0] };
  const widths = sizes.map((size, i) => size + sizes[(i + 1) % sizes.length] + 3);
  const turn = (2 * Math.PI) / widths.reduce((a, b) => a + b, 0);
  let angle = -Math.PI / 2;
  const angles = widths.map((w) => (angle += w * turn) - w * turn);
  const radius = Math.max(14, ...widths.map((w) => w / (2 * Math.sin(Math.min(Math.PI, w * turn) / 2))));
  return { angles, radius, reach: radius + Math.max(...sizes) };
}

/** Set the events of one spot round it, the first at the top. */
function fan(x, y, events, store) {
  const { angles, radius } = shape(events, store);
  return { x, y, spots: events.map((i, k) => ({ x: x + radius * Math.cos(angles[k]), y: y + radius * Math.sin(angles[k]), r: store.sizeOf(i), i })) };
}

/** Join groups that would cover each other until none does: one grows by what joins it. @param {number} apart pixels
 * between rings at least */
function merged(groups, zoom, apart) {
  const out = joined(groups, zoom, apart);
  return out.length < groups.length ? merged(out, zoom, apart) : out;
}

/** Join each group to the first that it would cover, the fullest first; near the ground less is joined.
 * A grid of squares keeps this quick for thousands of groups. */
function joined(groups, zoom, apart) {
  const square = 64 + apart;
  const grid = new Map();
  const out = [];
  const slack = zoom >= 12 ? 0.25 : 0.85;
  const nearest = (a, b) => (a.r + b.r) * slack + (a.n > 1 && b.n > 1 && slack > 0.5 ? apart : 0);
  for (const own of groups.sort((a, b) => b.n - a.n || a.x - b.x || a.y - b.y)) {
    const [cx, cy] = [Math.floor(own.x / square), Math.floor(own.y / square)];
    let home = null;
    for (let i = -1; i <= 1 && !home; i++) {
      for (let j = -1; j <= 1 && !home; j++) {
        home = grid.get((cx + i) * 65536 + cy + j)?.find((g) => Math.hypot(g.x - own.x, g.y - own.y) < nearest(g, own)) ?? null;
      }
    }
    if (home) join(home, own);
    else {
      out.push(own);
      const key = cx * 65536 + cy;
      if (grid.has(key)) grid.get(key).push(own);
      else grid.set(key, [own]);
    }
  }
  return out;
}

function join(home, other) {
  const mine = home.places;
  home.n += other.n;
  home.mix = home.mix.map((n, g) => n + other.mix[g]);
  home.places = () => [...mine(), ...other.places()];
  home.spread = true;
  home.box = home.box.map((x, k) => (k < 2 ? Math.min : Math.max)(x, other.box[k]));
  const [own, theirs] = [home.unit, other.unit];
  home.unit = own && theirs && (() => [own()].find((unit) => unit === theirs()));
  home.r = Math.max(home.r, ringRadius(home.n));
}

/** The areas within which coarse ends of movements lie, one for each place and radius.
 * @param {any} view @param {any[]} flows of `shapeFlows` */
export function areasOfEnds(view, flows) {
  const out = new Map();
  for (const { event, ends } of flows) for (const { x, y, r } of ends) if (isSeen(view, { x, y, r })) out.set(`${x} ${y} ${r}`, { x, y, r, i: event.i });
  return [...out.values()];
}

/** Whether a circle is large enough to say something, and some of it stands in the window. */
const isSeen = (view, { x, y, r }) =>
  r > 12 && r < 4000 && x + r >= -MARGIN && y + r >= -MARGIN && x - r <= view.width + MARGIN && y - r <= view.height + MARGIN;

/** The areas within which coarse events lie, one for each place and radius. */
function areasOf(view, store, places, groups) {
  const out = [];
  for (const { x, y, place } of groups) {
    if (!store.hasArea(place)) continue;
    const seen = new Set();
    for (const i of places.eventsAt(place, 50)) {
      const metres = store.areaOf(i);
      if (!metres || seen.has(metres)) continue;
      seen.add(metres);
      const r = view.metres(metres, store.lat[place]);
      if (isSeen(view, { x, y, r })) out.push({ x, y, r, i });
    }
  }
  return out;
}

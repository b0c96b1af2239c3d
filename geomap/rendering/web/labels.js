import { brief } from "./dom.js";
import { fold, plainName } from "./words.js";

/** Names on the map, in the reader's language first, thinned so that none covers another. */

export const FONT = '"Noto Sans", "Noto Sans Arabic", "Segoe UI", "SF Arabic", "Geeza Pro", Tahoma, "DejaVu Sans", sans-serif';
const WATER = new Set(["river", "lake"]);
const MOST_OWN = 600;
const LONGEST_NAME = 60; // characters of a name on the map
const BESIDE = 75; // pixels
const LEAST = 1.5; // pixels of a letter: no name is narrower
const NEAR = 0.2; // degrees within which one name is one place
const LOUD = 12; // rings whose first name is worth a line
const BROAD = 25_000; // metres from which on the places of a ring are more than one with what lies round it
const COUNTRIES = 6; // zoom below which the names of the countries told of come first
const TOWNS = ["city", "town", "camp", "village"]; // of places with as many events these give a ring its name
const WIDE = new Set(["country", "governorate", "region", "desert", "mountain"]); // names that lie over an area

/** The base map's names as labels. @param {any} columns */
export const readNames = ({ lon, lat, zoom, kind, en, ar }) =>
  lon.map((x, i) => ({ at: [x, lat[i]], zoom: zoom[i], kind: kind[i], en: plainName(en[i], ar[i]), ar: ar[i], own: false }));

/** Join the base map's names and the places of these events, the latter first, with the number of the position that an
 * event stands on.
 * @param {any[]} base labels
 * @param {{places: any[], flows: any[]}} data places with `at`, `name`, `name_ar`, `kind`; where there are none, the events name theirs
 * @param {import("./store.js").Store} store */
export function readLabels(base, { places, flows }, store) {
  const { used, first } = placesOf(store);
  const rows = store.tables.where;
  const spot = (p) => [store.lon[p], store.lat[p]];
  const rowOf = new Map(places.length ? rows.map((row, k) => [row.place_id, k]) : []);
  const ends = new Set(flows.flatMap((f) => [f.origin, f.destination, ...(f.via ?? [])]).map((e) => e?.place_id));
  const told = places.length
    ? places.map((p) => ({ id: p.id, at: p.at, n: used[rowOf.get(p.id)] ?? 0, end: ends.has(p.id), spot: first[rowOf.get(p.id)] - 1, kind: p.kind, en: p.name, ar: p.name_ar }))
    : busiest(used).map((k) => ({ at: first[k] ? spot(first[k] - 1) : null, n: used[k], spot: first[k] - 1, kind: rows[k].place_kind, en: rows[k].place, ar: rows[k].place_ar }));
  const own = told
    .filter((p) => p.at && p.kind !== "country" && (p.en || p.ar))
    .sort((a, b) => b.n - a.n || townward(a) - townward(b))
    .slice(0, MOST_OWN)
    .map((p) => ({ ...p, en: p.en && onMap(plainName(p.en, p.ar)), ar: p.ar && onMap(p.ar), zoom: WIDE.has(p.kind) || !(p.n || p.end) ? 7 : 0, kind: p.kind ?? "other", own: true }));
  const countries = countriesOf(rows);
  const rest = base.map((label) => ({ ...label, told: label.kind === "country" && countries.has(label.en) })).sort((a, b) => a.zoom - b.zoom);
  const twin = (a, b) => WIDE.has(a.kind) === WIDE.has(b.kind) && (a.en === b.en || a.ar === b.ar || Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) < 0.02);
  const near = (a, b) => Math.abs(a.at[0] - b.at[0]) < NEAR && Math.abs(a.at[1] - b.at[1]) < NEAR;
  const squares = grid(NEAR);
  const round = ({ at: [x, y] }, r) => [x - r, y - r, x + r, y + r];
  for (const label of own) squares.add(label, round(label, 0));
  return [...own, ...rest.filter((label) => !squares.find(round(label, NEAR), (o) => near(o, label) && twin(o, label)))];
}

/** A name as it stands on the map, where its place says which of its namesakes it is: Sabha of "Sabha (Libya)". */
const onMap = (name) => brief(name.replace(/(.) \([^()]*\)$/, "$1"), LONGEST_NAME);

/** English names of the countries of these events, which data give by name or by code. */
function countriesOf(rows) {
  const named = new Intl.DisplayNames("en", { type: "region" });
  return new Set(rows.map(({ country }) => (/^[A-Z]{2}$/.test(country) ? named.of(country) : country)));
}

const townward = ({ kind }) => (TOWNS.indexOf(kind) + TOWNS.length + 1) % (TOWNS.length + 1);

/** How often each named place is used, and the number of the first position that it stands at. */
function placesOf({ where, place, count, tables }) {
  const used = new Uint32Array(tables.where.length);
  const first = new Uint32Array(tables.where.length);
  for (let i = 0; i < count; i++) {
    used[where[i]]++;
    if (!first[where[i]]) first[where[i]] = place[i];
  }
  return { used, first };
}

/** Numbers of the places used most, more of them than are named: some have no name. @param {Uint32Array} used */
const busiest = (used) => Array.from(used.keys()).sort((a, b) => used[b] - used[a]).slice(0, 2 * MOST_OWN);

/** Discs or boxes by squares, those of the window if nothing else is said, to look at only the near ones. */
function grid(side = 64) {
  const squares = new Map();
  return {
    add(item, [west, north, east, south]) {
      for (let i = Math.floor(west / side); i <= Math.floor(east / side); i++) {
        for (let j = Math.floor(north / side); j <= Math.floor(south / side); j++) {
          const key = i * 4096 + j;
          const there = squares.get(key);
          if (there) there.push(item);
          else squares.set(key, [item]);
        }
      }
    },
    all([west, north, east, south]) {
      const found = [];
      this.find([west, north, east, south], (item) => void found.push(item));
      return found;
    },
    find([west, north, east, south], test) {
      for (let i = Math.floor(west / side); i <= Math.floor(east / side); i++) {
        for (let j = Math.floor(north / side); j <= Math.floor(south / side); j++) {
          const found = squares.get(i * 4096 + j)?.find(test);
          if (found) return found;
        }
      }
      return null;
    },
  };
}

/** @param {CanvasRenderingContext2D} context @param {any} view @param {any[]} labels @param {any} colours
 * @param {{words: any, units: Map<string, string>}} speech @param {any[]} centres groups of symbols, beside which names stand
 * @param {{x: number, y: number, r: number, light?: boolean}[]} taken discs that symbols occupy; light ones, of arrows, give way to a
 * country's name @param {number[][]} written boxes that hold something */
export function drawLabels(context, view, labels, colours, { words, units }, centres, taken, written) {
  const boxes = grid();
  for (const box of written) boxes.add(box, box);
  for (const { x, y, r, light } of taken) boxes.add([x - r, y - r, x + r, y + r, { x, y, r, light }], [x - r, y - r, x + r, y + r]);
  context.lineJoin = "round";
  context.textBaseline = "middle";
  const told = new Map(); // where names stand: a governorate beside its seat need not repeat it
  for (const { label, p, group, rings, first, broad, loud } of inOrder(view, labels, centres)) {
    if (label.kind === "governorate" && words.lang === "ar" && !label.ar) continue;
    const own = words.name(label.en, label.ar);
    const name = broad ? ringName(own, group, words, units) : own;
    const seat = told.get(name);
    if (label.kind === "governorate" && seat && Math.hypot(seat.x - p.x, seat.y - p.y) < BESIDE) continue;
    told.set(name, p);
    const other = words.other(label.en, label.ar);
    const lines = [name];
    if (other && name === own && other !== name && (view.zoom >= 9 || (label.own && view.zoom >= 7)) && !WATER.has(label.kind) && label.kind !== "governorate") lines.push(other);
    const around = { group, rings, loud };
    const drawn = place(context, view, p, lines, label, colours, boxes, { ...around, even: false });
    if (!drawn && first && name.includes(" ")) place(context, view, p, inTwo(name), label, colours, boxes, { ...around, even: true });
  }
  context.letterSpacing = "0px";
}

/** A name in two lines that are about as long. */
function inTwo(name) {
  const [, open, text, close] = /^(\u2067?)(.*?)(\u2069?)$/s.exec(name);
  const breaks = Array.from(text.matchAll(/ /g), ({ index }) => index);
  const at = breaks.reduce((best, k) => (Math.abs(2 * k - text.length) < Math.abs(2 * best - text.length) ? k : best));
  return [text.slice(0, at), text.slice(at + 1)].map((line) => open + line + close);
}

/** Whether the places of a ring lie so far apart that none of them names it. */
function isBroad({ box: [west, north, east, south] }, view, { at }) {
  return Math.hypot(east - west, south - north) * view.scale > view.metres(BROAD, at[1]);
}

/** The unit that holds all places of a ring, or that they lie round the one with the most events. */
function ringName(around, { unit }, words, units) {
  const name = unit?.();
  const arabic = name && units.get(fold(name));
  const said = words.t("around", { name: around });
  return (words.lang === "ar" ? arabic : words.name(name, arabic)) || (words.direction === "rtl" ? `\u2067${said}\u2069` : said);
}

/** Labels near the window, where they stand, with the group of symbols there: from afar the countries told of, then one name
 * a group, then the others. */
function inOrder(view, labels, centres) {
  const spots = grid();
  for (const centre of centres) {
    const { x, y, r, over = r } = centre; // a place whose events its ring counts may lie beside it
    spots.add(centre, [x - over, y - over, x + over, y + over]);
  }
  const edge = view.margin;
  const named = new Set();
  const tiers = [[], [], [], []];
  const afar = view.zoom < COUNTRIES;
  for (const label of labels) {
    if (view.zoom < label.zoom || (label.kind === "country" && view.zoom > 8)) continue;
    const p = view.point(label.at);
    if (p.x < -edge || p.y < -edge || p.x > view.width + edge || p.y > view.height + edge) continue;
    const away = (d) => Math.hypot(d.x - p.x, d.y - p.y);
    const near = (d, r) => away(d) < r;
    const over = spots.all([p.x - 10, p.y - 10, p.x + 10, p.y + 10]).filter((d) => near(d, Math.max(10, d.over ?? d.r)));
    const group = over.length ? over.reduce((a, b) => (away(b) < away(a) ? b : a)) : null;
    const first = group && label.own && !isArea(label) && !named.has(group);
    if (group && label.own && !first && isBroad(group, view, label)) continue; // its place lies hidden among the others
    const loud = first && group.n > 1 && named.size < LOUD;
    if (first) named.add(group);
    const beside = group && (first || near(group, 10)) ? group : null;
    const rings = afar && label.told ? centres.filter((d) => near(d, d.r)) : [];
    tiers[afar && label.told ? 0 : first ? 1 : afar && label.kind === "country" ? 2 : 3].push({ label, p, group: beside, rings, first, broad: first && isBroad(group, view, label), loud });
  }
  return tiers.flat();
}

const widths = new Map();

/** A text's width in a font, measured once. */
function widthOf(context, text, font) {
  const key = `${font}${context.letterSpacing}\n${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    context.font = font;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, (width = context.measureText(text).width));
  }
  return width;
}

/** Whether the window cuts a box, or a box from its place. */
function cut([west, north, east, south], { x, y }, { width, height }) {
  if (west >= 0 && north >= 0 && east <= width && south <= height) return false;
  return (west < width && east > 0 && north < height && south > 0) || (x > 0 && y > 0 && x < width && y < height);
}

export const overlap = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** The ends of a thin line from the edge of a place's symbols to the box of its name. */
function leaderOf(p, gap, [west, north, east, south]) {
  const [x, y] = [Math.max(west, Math.min(east, p.x)), Math.max(north, Math.min(south, p.y))];
  const reach = Math.hypot(x - p.x, y - p.y);
  const edge = (gap - 4) / reach;
  return [p.x + (x - p.x) * edge, p.y + (y - p.y) * edge, x, y];
}

/** Whether a box runs into a box or a disc that is taken. */
function hits([west, north, east, south], other, light) {
  const disc = other[4];
  if (!overlap(other, [west, north, east, south]) || (disc?.light && light)) return false;
  return !disc || Math.hypot(disc.x - Math.max(west, Math.min(east, disc.x)), disc.y - Math.max(north, Math.min(south, disc.y))) < disc.r;
}

/** Small boxes along a line. */
const alongLine = ([a, b, x, y]) =>
  [0.2, 0.4, 0.6, 0.8, 1].map((t) => [a + (x - a) * t - 1, b + (y - b) * t - 1, a + (x - a) * t + 1, b + (y - b) * t + 1]);

function leader(context, [a, b, x, y], colour) {
  context.beginPath();
  context.moveTo(a, b);
  context.lineTo(x, y);
  context.lineWidth = 0.8;
  context.strokeStyle = colour;
  context.stroke();
}

const isArea = ({ kind }) => kind === "country" || WIDE.has(kind) || WATER.has(kind);

/** Try the spots round a point, or round the symbols that cover it, and draw at the first that is free; whether one is.
 * Lines that are not `even` are a name, and under it what it is in another language. */
function place(context, view, middle, lines, label, colours, boxes, { group, rings, loud, even }) {
  const [size, weight, colour] = look(label, colours);
  context.letterSpacing = label.kind === "governorate" && lines[0] === label.en ? "0.8px" : "0px"; // would tear Arabic
  const font = (i) => `${WATER.has(label.kind) ? "italic " : ""}${weight} ${i && !even ? size - 1.5 : size}px ${FONT}`;
  const height = lines.length * (size + 2);
  const area = isArea(label);
  const p = area ? middle : (group ?? middle);
  const gap = group ? group.r + 5 : 7;
  const round = (g, w) => [[g, -height / 2], [-g - w, -height / 2], [-w / 2, g], [-w / 2, -g - height], [g * 0.7, g * 0.7], [g * 0.7, -g * 0.7 - height], [-g * 0.7 - w, g * 0.7], [-g * 0.7 - w, -g * 0.7 - height]];
  // A ring keeps its first name even where arrows crowd round it: further off, on a thin line.
  const off = loud ? [0, 16, 34, 56] : [0];
  // The name of an area whose middle stands in the window is moved so far that it stands there whole.
  const inside = (dx, w) => (p.x < 0 || p.x > view.width ? dx : Math.max(3 - p.x, Math.min(view.width - p.x - w - 3, dx)));
  const aside = (w) => [0, 1, -1, 2, -2, 3, -3].map((lift) => [inside(-w / 2, w), (lift * 0.9 - 0.5) * height, 0]);
  // From afar rings may cover a whole country, whose name then stands at one of them.
  const atRings = (w) => rings.flatMap(({ x, y, r }) => round(r + 5, w).map(([dx, dy]) => [dx + x - p.x, dy + y - p.y, 0]));
  const beside = (w) => off.flatMap((further) => round(gap + further, w).map((spot) => [...spot, further]));
  const boxAt = ([dx, dy], w) => [p.x + dx - 2, p.y + dy - 1, p.x + dx + w + 2, p.y + dy + height + 1];
  const among = (spots, w, light) => spots.find((spot) => {
    const box = boxAt(spot, w);
    return !cut(box, p, view) && !boxes.find(box, (other) => hits(box, other, light)) && (!spot[2] || !alongLine(leaderOf(p, gap, box)).some((dot) => boxes.find(dot, (other) => hits(dot, other))));
  });
  const tries = area ? (rings.length ? [[aside, false], [aside, true], [atRings, false], [atRings, true]] : [[aside, false]]) : [[beside, false]];
  const free = (w) => tries.reduce((found, [spots, light]) => found ?? among(spots(w), w, light), undefined);
  if (!free(LEAST * Math.max(...lines.map((line) => line.length)))) return false; // then there is no need to measure
  const w = Math.max(...lines.map((line, i) => widthOf(context, line, font(i))));
  const spot = free(w);
  if (!spot) return false;
  const box = boxAt(spot, w);
  const [dx, dy, further] = spot;
  boxes.add(box, box);
  if (further) {
    leader(context, leaderOf(p, gap, box), colour);
    for (const dot of alongLine(leaderOf(p, gap, box))) boxes.add(dot, dot);
  }
  if (!area && !group) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(p.x, p.y, label.kind === "city" ? 2.4 : 1.7, 0, 7);
    context.fill();
    boxes.add([p.x - 3, p.y - 3, p.x + 3, p.y + 3], [p.x - 3, p.y - 3, p.x + 3, p.y + 3]);
  }
  lines.forEach((line, i) => {
    context.font = font(i);
    context.textAlign = dx < -w / 2 - 1 ? "right" : dx > -w / 2 + 1 ? "left" : "center";
    const x = p.x + (context.textAlign === "right" ? dx + w : context.textAlign === "left" ? dx : 0);
    const y = p.y + dy + (size + 2) * (i + 0.5);
    context.lineWidth = 3;
    context.strokeStyle = colours.halo;
    context.strokeText(line, x, y);
    context.fillStyle = colour;
    context.globalAlpha = i && !even ? 0.75 : 1;
    context.fillText(line, x, y);
    context.globalAlpha = 1;
  });
  return true;
}

/** Size, weight and colour of a label. */
function look(label, colours) {
  if (label.kind === "country") return [13.5, 600, colours.country];
  if (WATER.has(label.kind)) return [11.5, 400, colours.water];
  if (label.kind === "governorate") return [11, 500, colours.country];
  if (WIDE.has(label.kind)) return [12, 600, colours.country];
  if (label.own) return [12.5, 600, colours.city];
  return label.kind === "city" ? [12, 500, colours.city] : [11, 400, colours.town];
}

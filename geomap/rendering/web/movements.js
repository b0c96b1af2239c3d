import { ASKING, beyond, bySpot, cover, loop, SAME, setRound, spotOf, stub } from "./around.js";
import { FONT, overlap } from "./labels.js";
import { isCoarse } from "./symbols.js";

/** Movements as arrows: curved, as wide as their count is large, dashed when they are planned or usual. */

export const DASHED = new Set(["planned", "habitual"]);
const GAP = 9; // pixels between parallel arrows
const OPEN = 7; // radius of an end of which only the area is known
const MOST_ROUND = 9; // short lines at a spot that are drawn one by one
const MOST_OF_ONE = 4; // and of one way, where there are more
const MOST_WIDE = 3.2; // pixels of a short line: a wide one would say that its direction is known
const MOST_ALIKE = 3; // arrows from one spot to another that are drawn one by one
const CROWD = 60; // movements in the window from which on all of one way at a spot are one arrow
const COUNT_FONT = `600 11.5px ${FONT}`;
const TALL = 9; // half the height of what is written on an arrow
const RISE = 16; // pixels by which an arrow between symbols that touch stands out
const BARE = 24; // pixels of a leg that what is written on it leaves bare

/** Shape every movement's path on the screen. Legs that leave one spot for nearly the same direction bend more and more
 * apart, to either side in turn, so that no arrow hides another; many of one way are one. Movements all within one group of
 * symbols are one loop, many that come to it from where nobody told, or leave it so, one short line.
 * @param {any} view @param {any[]} events @param {any} look @param {{x: number, y: number, r: number}[]} centres of symbols,
 *   at whose edge arrows end @param {number[][]} panels that lie on the map
 * @returns {any[]} each with its `event`, the first of those `inside` where it stands for several, and the largest `number` of them */
export function shapeFlows(view, events, { flow, symbol }, centres, panels) {
  const flows = events.map((event) => {
    const stops = event.path.map(view.point);
    const coarse = coarseEnds(event.record, symbol);
    const named = stopsOf(event.record);
    const ends = stops.flatMap((p, i) => (coarse[i] ? [{ ...p, r: view.metres(named[i].radius_m || 0, named[i].lat) }] : []));
    const number = Number(countOf(event.record) ?? 0) || 0;
    const width = flow.least + flow.growth * Math.log10(1 + number);
    const one = { event, group: event.group, inside: [event], stops, end: stops.at(-1), width, number, ends, asking: null };
    const spot = spotOf(stops, centres);
    return spot ? { ...one, spot: spot.r || !ends.length ? spot : { ...spot, r: OPEN }, way: wayOf(event) } : { ...one, open: coarse.at(-1) };
  });
  const crowded = flows.length > CROWD;
  const drawn = [];
  const across = sameWay(flows.filter(({ spot }) => !spot), centres, crowded ? 1 : MOST_ALIKE);
  for (const one of across) {
    one.legs = curves(one.stops, flow.bend, one.width, drawn, centres);
    trimEnd(one.legs, centres, one.open ? OPEN + 1 : 1);
  }
  const rounds = bySpot(flows.filter(({ spot }) => spot));
  for (const round of rounds) {
    round.own = ["returns", "comes", "leaves"].flatMap((way) => together(round.own.filter((one) => one.way === way), way, crowded ? Infinity : round.own.length));
    setRound(round, centres, { ...view, panels });
    for (const one of round.own) {
      one.legs = [one.way === "returns" ? loop(one) : stub(one, one.way === "comes")];
      if (one.way === "returns") continue;
      one.asking = one.legs[0][one.way === "comes" ? 0 : 2];
      one.width = Math.min(MOST_WIDE, one.width);
    }
  }
  return [...across, ...rounds.flatMap(({ own }) => own)];
}

/** How a movement at one spot goes: it stays there, or comes from, or leaves for, where nobody told. */
const wayOf = ({ path, record }) => (path.length > 1 ? "returns" : record.destination?.lat != null ? "comes" : "leaves");

/** Arrows of one way at one spot of `n`: what stays there is one loop, and of many more than a few are one arrow for all. */
function together(own, way, n) {
  if (own.length <= (way === "returns" || n === Infinity ? 1 : n > MOST_ROUND ? MOST_OF_ONE : MOST_ROUND)) return own;
  const [first, ...more] = own;
  for (const one of more) takeIn(first, one);
  return [first];
}

/** Arrows from one spot to another: many that the eye cannot tell apart are one. */
function sameWay(flows, centres, most) {
  const near = ({ x, y }) => `${Math.round(x / SAME)} ${Math.round(y / SAME)}`;
  const ways = new Map();
  for (const one of flows) {
    const way = one.stops.map((p) => near(cover(p, centres) ?? p)).join(" ");
    ways.set(way, [...(ways.get(way) ?? []), one]);
  }
  const out = [];
  for (const [first, ...more] of ways.values()) {
    out.push(first);
    if (more.length < most) out.push(...more);
    else for (const one of more) takeIn(first, one);
  }
  return out;
}

/** Let an arrow stand for one movement more. */
function takeIn(own, { event, group, width, number, ends }) {
  own.number = Math.max(own.number, number);
  own.inside.push(event);
  own.ends.push(...ends);
  own.width = Math.max(own.width, width);
  if (own.group !== group) own.group = "mixed";
}

/** The ends of a movement, and the stops between, that have a place. @param {any} record @returns {any[]} */
export const stopsOf = (record) => [record.origin, ...(record.via ?? []), record.destination].filter((e) => e?.lat !== undefined);

/** Of which of its stops only the area is known: they are drawn as open rings, with their areas. @param {any} record @param {any} symbol */
export function coarseEnds(record, symbol) {
  const named = stopsOf(record);
  return named.length === (record.path ?? []).length ? named.map((e) => isCoarse(e, symbol)) : [];
}

/** End the last leg at the edge of the symbols that cover its end, or `r` pixels before it. */
function trimEnd(legs, centres, r) {
  const leg = legs.at(-1);
  const there = cover(leg[2], centres) ?? { ...leg[2], r };
  let t = 1;
  for (let p = leg[2]; t > 0.25 && Math.hypot(p.x - there.x, p.y - there.y) < Math.max(there.r, r) + 3; p = along(...leg, t)) t -= 0.01;
  legs[legs.length - 1] = part(leg, t);
}

/** The first part of a curve. */
const part = ([a, c, b], t) => [a, { x: a.x + (c.x - a.x) * t, y: a.y + (c.y - a.y) * t }, along(a, c, b, t)];

/** @param {any} record */
export const countOf = (record) => record.count_best ?? record.count ?? record.count_low ?? null;

/** One quadratic curve a leg: [from, control, to]; `drawn` are the legs so far. */
function curves(stops, bend, width, drawn, centres) {
  const out = [];
  for (let i = 1; i < stops.length; i++) {
    const [a, b] = [stops[i - 1], stops[i]];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const twins = drawn.filter((o) => alike(o, a, b));
    const room = twins.reduce((sum, o) => sum + o.width + GAP, 0) / Math.max(1, length);
    const side = twins.length % 2 ? -1 : 1;
    const discs = [a, b].map((p) => cover(p, centres)?.r ?? 0);
    // Between symbols that touch it rises over them.
    const least = length - discs[0] - discs[1] < BARE ? (2 * (Math.max(...discs) + RISE)) / Math.max(1, length) : bend;
    const high = least + (twins.length ? side * room * 1.6 : 0);
    drawn.push({ a, b, width });
    out.push([a, { x: (a.x + b.x) / 2 + (b.y - a.y) * high, y: (a.y + b.y) / 2 - (b.x - a.x) * high }, b]);
  }
  return out;
}

/** Whether two legs share an end and lie nearly on each other, in whatever direction they are walked. */
function alike(o, a, b) {
  const shared = [[o.a, o.b, a, b], [o.b, o.a, b, a], [o.a, o.b, b, a], [o.b, o.a, a, b]];
  return shared.some(([p, q, r, s]) => {
    if (Math.hypot(p.x - r.x, p.y - r.y) > SAME) return false;
    const turn = Math.abs(Math.atan2(q.y - p.y, q.x - p.x) - Math.atan2(s.y - r.y, s.x - r.x));
    return Math.min(turn, 2 * Math.PI - turn) < 0.3;
  });
}

/** @param {CanvasRenderingContext2D} context @param {any[]} flows @param {any} look @param {any} colours @param {any} selected */
export function drawFlows(context, flows, look, colours, selected) {
  context.lineCap = "butt";
  const ordered = [...flows].sort((a, b) => Number(holds(a, selected)) - Number(holds(b, selected)));
  for (const flow of ordered) {
    const { legs: whole, width, asking, ends, way } = flow;
    const headed = way !== "leaves";
    // The line ends inside its head, whose point would else be blunted by it.
    const bare = Math.max(0.3, 1 - (6 + width) / Math.max(1, lengthOf(whole.at(-1))));
    const legs = headed ? [...whole.slice(0, -1), part(whole.at(-1), bare)] : whole;
    const colour = flowColour(look.group[flow.group], colours);
    const chosen = holds(flow, selected);
    const paint = (tint) => (asking ? faded(context, whole[0], asking, tint) : tint);
    const { modality } = flow.event.record;
    context.globalAlpha = modality === "negated" ? 0.35 : selected && !chosen ? 0.55 : 0.95;
    stroke(context, legs, width + (chosen ? 7 : 3.5), paint(chosen ? colours.ink : colours.halo), []);
    if (chosen) stroke(context, legs, width + 3.5, paint(colours.halo), []);
    const dash = asking ? [7, 5] : [width * 2 + 3, width * 1.5 + 4];
    stroke(context, legs, width, paint(colour), DASHED.has(modality) ? dash : []);
    if (headed) head(context, whole.at(-1), width, colour, colours.halo);
    for (const p of ends) openEnd(context, p, colour, colours.halo);
    context.globalAlpha = 1;
  }
}

/** A colour that is lost towards the end that nobody told: from where, or where to, is no direction. */
function faded(context, [a, , b], asking, colour) {
  const known = asking === a ? b : a;
  const tint = context.createLinearGradient(asking.x, asking.y, known.x, known.y);
  tint.addColorStop(0, `${colour}00`);
  tint.addColorStop(0.7, colour);
  return tint;
}

const holds = ({ inside }, selected) => inside.some(({ i }) => i === selected?.i);

/** @param {any} group @param {any} colours */
export const flowColour = (group, colours) => (colours.night && group.dark) || group.color;

function stroke(context, legs, width, colour, dash) {
  context.beginPath();
  for (const [a, c, b] of legs) {
    context.moveTo(a.x, a.y);
    context.quadraticCurveTo(c.x, c.y, b.x, b.y);
  }
  context.setLineDash(dash);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
  context.setLineDash([]);
}

/** The end that nobody told. @param {CanvasRenderingContext2D} context */
export function drawAsking(context, { x, y }, colour, halo, r = ASKING) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = halo;
  context.fill();
  context.fillStyle = colour;
  context.font = `700 ${Math.round(r * 1.8)}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText("?", x, y + 0.5);
}

function openEnd(context, { x, y }, colour, halo) {
  context.beginPath();
  context.arc(x, y, OPEN, 0, 2 * Math.PI);
  context.fillStyle = halo;
  context.fill();
  context.lineWidth = 2.6;
  context.strokeStyle = colour;
  context.stroke();
}

function head(context, [, c, b], width, colour, halo) {
  const a = Math.atan2(b.y - c.y, b.x - c.x);
  const size = 9 + width * 1.7;
  context.beginPath();
  context.moveTo(b.x, b.y);
  context.lineTo(b.x - size * Math.cos(a - 0.45), b.y - size * Math.sin(a - 0.45));
  context.lineTo(b.x - size * 0.6 * Math.cos(a), b.y - size * 0.6 * Math.sin(a));
  context.lineTo(b.x - size * Math.cos(a + 0.45), b.y - size * Math.sin(a + 0.45));
  context.closePath();
  context.lineWidth = 2;
  context.strokeStyle = halo;
  context.stroke();
  context.fillStyle = colour;
  context.fill();
}

/** Write on every arrow, where there is room, how many it stands for, the largest numbers first: on its longest leg; at the end
 * of a short line together with which end nobody told, or there just a question mark; at one for several how many they are.
 * @param {{count: (records: any[]) => string, end: (records: any[], arrives: boolean) => string[]}} write in words, whole and shorter
 * @param {{x: number, y: number, r: number}[]} taken @param {{width: number, height: number, panels: number[][]}} room the
 * window and what lies on it: words stand whole, and under none of these, or not at all
 * @returns {number[][]} the boxes that are now written on */
export function drawCounts(context, flows, look, colours, write, taken, room) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  const boxes = [];
  const unwritten = [];
  const free = (box) =>
    !boxes.some((o) => overlap(o, box)) &&
    !taken.some((d) => d.x + d.r > box[0] && d.x - d.r < box[2] && d.y + d.r > box[1] && d.y - d.r < box[3]);
  const whole = (box) => within(box, room) && !room.panels.some((panel) => overlap(panel, box));
  for (const { group, inside, spot, way, legs, asking } of [...flows].sort((a, b) => b.number - a.number)) {
    const colour = flowColour(look.group[group], colours);
    const records = inside.map(({ record }) => record);
    const texts = asking ? write.end(records, way === "comes") : [write.count(records)].filter(Boolean);
    const tip = asking ?? along(...legs[0], 0.5);
    context.font = COUNT_FONT;
    const pills = texts.flatMap((text) => {
      const w = context.measureText(text).width / 2 + 6;
      return (spot ? beyond(spot, tip, w, TALL) : spotsOf(legs, w)).map(({ x, y }) => ({ text, x, y, w, box: [x - w, y - TALL, x + w, y + TALL] }));
    });
    const pill = pills.find(({ box }) => whole(box) && free(box));
    if (pill) {
      boxes.push(pill.box);
      drawPill(context, pill, colour, colours.halo);
    } else if (asking) unwritten.push({ ...asking, colour });
  }
  for (const { x, y, colour } of unwritten) {
    const box = [x - ASKING, y - ASKING, x + ASKING, y + ASKING];
    if (whole(box) && free(box)) drawAsking(context, { x, y }, colour, colours.halo);
  }
  return boxes;
}

const within = ([left, top, right, bottom], { width, height }) => left > 0 && top > 0 && right < width && bottom < height;

function drawPill(context, { text, x, y, w }, colour, halo) {
  context.beginPath();
  context.roundRect(x - w, y - TALL, 2 * w, 2 * TALL, TALL);
  context.fillStyle = halo;
  context.fill();
  context.lineWidth = 1.2;
  context.strokeStyle = context.fillStyle = colour;
  context.stroke();
  context.fillText(text, x, y + 0.5);
}

/** Where on its longest leg a count may stand, half as wide as `w`: none where it would hide the leg. */
function spotsOf(legs, w) {
  const leg = legs.reduce((x, y) => (span(y) > span(x) ? y : x));
  const [a, , b] = leg;
  const length = span(leg);
  const hidden = length * Math.min((2 * w) / Math.abs(b.x - a.x), (2 * TALL) / Math.abs(b.y - a.y));
  return length < hidden + BARE ? [] : [0.5, 0.4, 0.6, 0.3, 0.7].map((t) => along(...leg, t));
}

/** Nearly the length of a curve: between that of its chord and that of its corner. */
const lengthOf = ([a, c, b]) => (Math.hypot(a.x - b.x, a.y - b.y) + Math.hypot(a.x - c.x, a.y - c.y) + Math.hypot(c.x - b.x, c.y - b.y)) / 2;

const span = ([a, , b]) => Math.hypot(a.x - b.x, a.y - b.y);

const along = (a, c, b, t) => ({
  x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * c.x + t ** 2 * b.x,
  y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * c.y + t ** 2 * b.y,
});

/** The arrow under a point of the screen, or null. */
export function flowAt(flows, x, y) {
  let best = null;
  let least = 9;
  for (const flow of flows) {
    for (const [a, c, b] of flow.legs) {
      for (let t = 0; t <= 1; t += 0.04) {
        const p = along(a, c, b, t);
        const d = Math.hypot(p.x - x, p.y - y) - flow.width / 2;
        if (d < least) [best, least] = [flow, d];
      }
    }
  }
  return best;
}

import { FONT } from "./labels.js";

/** Movements as arrows: curved, as wide as their count is large, dashed when they are planned or usual. */

const DASHED = new Set(["planned", "habitual"]);
const STUB = 84; // pixels of an arrow whose other end is unknown

/** Shape every movement's path on the screen; flows between the same places bend more and more apart.
 * @param {any} view @param {any[]} events @param {any} flow @param {{x: number, y: number, r: number}[]} centres of symbols,
 *   at whose edge arrows end */
export function shapeFlows(view, events, flow, centres) {
  const between = new Map();
  return events.map((event) => {
    const key = `${event.path[0]};${event.path.at(-1)}`;
    const nth = between.get(key) ?? 0;
    between.set(key, nth + 1);
    const stops = event.path.map(view.point);
    const legs = stops.length > 1 ? curves(stops, flow.bend * (1 + nth * 0.7)) : [stub(stops[0], event, nth)];
    const count = countOf(event.record);
    const end = legs.at(-1)[2];
    trimEnd(legs, centres);
    return { event, legs, end, width: flow.least + flow.growth * Math.log10(1 + (count ?? 0)) };
  });
}

/** End the last leg at the edge of the symbols that stand there. */
function trimEnd(legs, centres) {
  const [a, c, b] = legs.at(-1);
  const there = centres.find((d) => Math.hypot(d.x - b.x, d.y - b.y) < 10);
  const t = Math.max(0.4, 1 - ((there ? there.r : 1) + 3) / Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)));
  legs[legs.length - 1] = [a, { x: a.x + (c.x - a.x) * t, y: a.y + (c.y - a.y) * t }, along(a, c, b, t)];
}

/** @param {any} record */
export const countOf = (record) => record.count_best ?? record.count ?? record.count_low ?? null;

/** One quadratic curve a leg: [from, control, to]. */
function curves(stops, bend) {
  const out = [];
  for (let i = 1; i < stops.length; i++) {
    const [a, b] = [stops[i - 1], stops[i]];
    out.push([a, { x: (a.x + b.x) / 2 + (b.y - a.y) * bend, y: (a.y + b.y) / 2 - (b.x - a.x) * bend }, b]);
  }
  return out;
}

/** A short arrow that comes from, or goes to, where nobody said. */
function stub(p, event, nth) {
  const a = -0.6 - nth * 0.55;
  const far = { x: p.x + STUB * Math.cos(a), y: p.y + STUB * Math.sin(a) };
  const middle = { x: (p.x + far.x) / 2 + 8, y: (p.y + far.y) / 2 + 8 };
  return event.record.destination?.lat != null ? [far, middle, p] : [p, middle, far];
}

/** @param {CanvasRenderingContext2D} context @param {any[]} flows @param {any} look @param {any} colours @param {any} selected */
export function drawFlows(context, flows, look, colours, selected) {
  context.lineCap = "round";
  const ordered = [...flows].sort((a, b) => Number(a.event.i === selected?.i) - Number(b.event.i === selected?.i));
  for (const { event, legs, width } of ordered) {
    const colour = flowColour(look.group[event.group], colours);
    const chosen = event.i === selected?.i;
    context.globalAlpha = event.record.modality === "negated" ? 0.35 : selected && !chosen ? 0.55 : 0.95;
    stroke(context, legs, width + (chosen ? 7 : 3.5), chosen ? colours.ink : colours.halo, []);
    if (chosen) stroke(context, legs, width + 3.5, colours.halo, []);
    stroke(context, legs, width, colour, DASHED.has(event.record.modality) ? [width * 2 + 3, width * 1.5 + 4] : []);
    head(context, legs.at(-1), width, colour, colours.halo);
    context.globalAlpha = 1;
  }
}

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

/** Write the counts at the middle of the longest leg where there is room.
 * @param {(record: any) => string} write the count in words @param {{x: number, y: number, r: number}[]} taken
 * @returns {number[][]} the boxes that are now written on */
export function drawCounts(context, flows, look, colours, write, taken) {
  context.font = `600 11.5px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const boxes = [];
  for (const { event, legs } of flows) {
    const text = write(event.record);
    if (!text) continue;
    const [a, c, b] = legs.reduce((x, y) => (span(y) > span(x) ? y : x));
    if (Math.hypot(a.x - b.x, a.y - b.y) < 40) continue;
    const w = context.measureText(text).width / 2 + 5;
    for (const t of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const p = along(a, c, b, t);
      const box = [p.x - w, p.y - 9, p.x + w, p.y + 9];
      if (boxes.some((o) => o[0] < box[2] && o[2] > box[0] && o[1] < box[3] && o[3] > box[1])) continue;
      if (taken.some((d) => d.x + d.r > box[0] && d.x - d.r < box[2] && d.y + d.r > box[1] && d.y - d.r < box[3])) continue;
      boxes.push(box);
      context.beginPath();
      context.roundRect(p.x - w, p.y - 8.5, 2 * w, 17, 8.5);
      context.fillStyle = colours.halo;
      context.fill();
      context.lineWidth = 1.2;
      context.strokeStyle = context.fillStyle = flowColour(look.group[event.group], colours);
      context.stroke();
      context.fillText(text, p.x, p.y + 0.5);
      break;
    }
  }
  return boxes;
}

const span = ([a, , b]) => Math.hypot(a.x - b.x, a.y - b.y);

const along = (a, c, b, t) => ({
  x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * c.x + t ** 2 * b.x,
  y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * c.y + t ** 2 * b.y,
});

/** The movement under a point of the screen, or null. */
export function flowAt(flows, x, y) {
  let best = null;
  let least = 9;
  for (const { event, legs, width } of flows) {
    for (const [a, c, b] of legs) {
      for (let t = 0; t <= 1; t += 0.04) {
        const p = along(a, c, b, t);
        const d = Math.hypot(p.x - x, p.y - y) - width / 2;
        if (d < least) [best, least] = [event, d];
      }
    }
  }
  return best;
}

import { drawSymbol } from "./symbols.js";

/** Draw incidents as laid out, and return what can be clicked.
 * @param {CanvasRenderingContext2D} context @param {any} plan of `layOut` @param {any} look @param {any} colours
 * @param {any} selected @returns {{x: number, y: number, r: number, events: any[], at?: number[][]}[]} */
export function drawIncidents(context, plan, look, colours, selected) {
  const hits = [];
  for (const { x, y, spots } of plan.fans) drawLegs(context, x, y, spots, colours);
  const all = [...plan.fans.flatMap((f) => f.spots), ...plan.spots].sort((a, b) => b.r - a.r);
  for (const { x, y, r, event } of all) {
    if (event !== selected) symbol(context, x, y, r, event, look, colours);
    hits.push({ x, y, r: r + 2, events: [event] });
  }
  for (const ring of plan.rings) {
    drawRing(context, ring, look, colours);
    hits.push({ x: ring.x, y: ring.y, r: ring.r, events: ring.events, at: ring.at });
  }
  return hits;
}

/** Draw the areas of coarse events under everything else. */
export function drawAreas(context, plan, look, selected) {
  for (const { x, y, r, event } of plan.areas) {
    const colour = look.event[event.group].color;
    const chosen = event === selected;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.globalAlpha = chosen ? 0.16 : 0.045;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = chosen ? 1 : 0.55;
    context.setLineDash([5, 5]);
    context.lineWidth = chosen ? 2 : 1;
    context.strokeStyle = colour;
    context.stroke();
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** Draw the chosen event above all others. @param {{x: number, y: number}} p */
export function drawSelected(context, p, event, look, colours) {
  context.beginPath();
  context.arc(p.x, p.y, event.size + 7, 0, 2 * Math.PI);
  context.lineWidth = 6;
  context.strokeStyle = colours.halo;
  context.stroke();
  context.lineWidth = 3;
  context.strokeStyle = colours.ink;
  context.stroke();
  symbol(context, p.x, p.y, event.size, event, look, colours);
}

function symbol(context, x, y, r, event, look, colours) {
  const faint = event.record.modality === "planned" || event.record.modality === "negated";
  drawSymbol(context, look.event[event.group], x, y, r, { hollow: event.hollow, paper: colours.halo, ink: colours.outline, faint });
}

function drawLegs(context, x, y, spots, colours) {
  context.lineWidth = 1;
  context.strokeStyle = colours.ink;
  context.globalAlpha = 0.6;
  context.beginPath();
  for (const spot of spots) {
    context.moveTo(x, y);
    context.lineTo(spot.x, spot.y);
  }
  context.stroke();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(x, y, 2.5, 0, 2 * Math.PI);
  context.fillStyle = colours.ink;
  context.fill();
}

/** A counted ring whose segments show the mix of types. */
function drawRing(context, { x, y, r, events }, look, colours) {
  const counts = new Map();
  for (const e of events) counts.set(e.group, (counts.get(e.group) ?? 0) + 1);
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = colours.halo;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = colours.outline;
  context.stroke();
  let from = -Math.PI / 2;
  for (const group of Object.keys(look.event).filter((g) => counts.has(g))) {
    const to = from + (2 * Math.PI * counts.get(group)) / events.length;
    context.beginPath();
    context.arc(x, y, r - 3.5, from, to);
    context.lineWidth = 6;
    context.strokeStyle = look.event[group].color;
    context.stroke();
    from = to;
  }
  context.fillStyle = colours.ink;
  context.font = `700 ${events.length > 99 ? 11 : 13}px sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(events.length), x, y + 0.5);
}

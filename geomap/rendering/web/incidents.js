import { drawSymbol } from "./symbols.js";

/** Draw incidents as laid out, and return what can be clicked.
 * @param {CanvasRenderingContext2D} context @param {any} plan of `layOut` @param {any} store @param {any} look @param {any} colours
 * @param {any} selected @returns {{x: number, y: number, r: number, i?: number, ring?: any}[]} */
export function drawIncidents(context, plan, store, look, colours, selected) {
  const hits = [];
  for (const { x, y, spots } of plan.fans) drawLegs(context, x, y, spots, colours);
  const all = [...plan.fans.flatMap((f) => f.spots), ...plan.spots].sort((a, b) => b.r - a.r);
  for (const { x, y, r, i } of all) {
    if (i !== selected?.i) symbol(context, x, y, store.sign(i), look, colours);
    hits.push({ x, y, r: r + 2, i });
  }
  for (const ring of plan.rings) {
    drawRing(context, ring, look, colours);
    hits.push({ x: ring.x, y: ring.y, r: ring.r, ring });
  }
  return hits;
}

/** Draw the areas of coarse events and ends under everything else. @param {(i: number) => string} colourOf an event */
export function drawAreas(context, areas, colourOf, selected) {
  for (const { x, y, r, i } of areas) {
    const colour = colourOf(i);
    const chosen = i === selected?.i;
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

/** Where the chosen event stands and the circle that marks it; where a counted ring covers it, it stands on the ring's
 * rim, so that the count stays. @param {any} plan of `layOut` @param {number} i @param {{x: number, y: number}} at */
export function markOf(plan, i, at, sign) {
  const own = [...plan.fans.flatMap((f) => f.spots), ...plan.spots].find((spot) => spot.i === i);
  const ring = own ? null : plan.rings.find(({ x, y, r }) => Math.hypot(x - at.x, y - at.y) < r);
  if (ring) return { x: ring.x, y: ring.y, r: ring.r + 4, on: { x: ring.x + ring.r * 0.76, y: ring.y - ring.r * 0.76 } };
  const { x, y } = own ?? at;
  return { x, y, r: sign.size + 7, on: { x, y } };
}

/** Draw the chosen event above all others. @param {any} mark of `markOf` */
export function drawSelected(context, { x, y, r, on }, sign, look, colours) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.lineWidth = 6;
  context.strokeStyle = colours.halo;
  context.stroke();
  context.lineWidth = 3;
  context.strokeStyle = colours.ink;
  context.stroke();
  symbol(context, on.x, on.y, sign, look, colours);
}

function symbol(context, x, y, sign, look, colours) {
  drawSymbol(context, look.event[sign.group], x, y, sign.size, {
    hollow: sign.hollow, paper: colours.halo, ink: colours.outline, faint: sign.faint, claimed: sign.claimed,
  });
  spread(context, x, y, sign, colours);
}

/** Thin rings at the sizes of the least and the most deaths told, where the claims differ. */
function spread(context, x, y, { least, size, most }, colours) {
  for (const r of [least, most]) {
    if (!r || Math.abs(r - size) < 0.8) continue;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.lineWidth = 2.4;
    context.strokeStyle = colours.halo;
    context.stroke();
    context.lineWidth = 1;
    context.strokeStyle = colours.ink;
    context.stroke();
  }
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
function drawRing(context, { x, y, r, n, mix }, look, colours) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fillStyle = colours.halo;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = colours.outline;
  context.stroke();
  let from = -Math.PI / 2;
  context.lineWidth = 6;
  Object.values(look.event).forEach(({ color }, g) => {
    if (!mix[g]) return;
    const to = from + (2 * Math.PI * mix[g]) / n;
    context.beginPath();
    context.arc(x, y, r - 3.5, from, to);
    context.strokeStyle = color;
    context.stroke();
    from = to;
  });
  context.fillStyle = colours.ink;
  context.font = `700 ${n > 99 ? 11 : 13}px sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(short(n), x, y + 0.5);
}

/** A count that fits into a ring. @param {number} n */
const short = (n) => (n < 10_000 ? String(n) : n < 1_000_000 ? `${Math.round(n / 1000)}k` : `${(n / 1e6).toFixed(1)}M`);

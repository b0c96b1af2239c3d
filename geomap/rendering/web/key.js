import { coarseEnds, countOf, DASHED, drawAsking } from "./movements.js";
import { drawSymbol } from "./symbols.js";

/** Small pictures that explain the signs, the same in the legend and in what is saved or printed. */

/** @typedef {{width: number, height: number, draw: (context: CanvasRenderingContext2D, look: any, colours: any) => void}} Sign */

const circle = (look) => ({ ...look.event.other, shape: "circle" });
const paint = (colours) => ({ paper: colours.halo, ink: colours.outline });

/** By the name of its sentence. @type {Object<string, Sign>} */
export const KEY = {
  size_note: {
    width: 58,
    height: 28,
    draw: (context, look, colours) => [[6, 3], [20, 7], [43, 13]].forEach(([x, r]) => drawSymbol(context, circle(look), x, 14, r, paint(colours))),
  },
  spread_note: { width: 22, height: 22, draw: drawSpread },
  hollow_note: {
    width: 22,
    height: 22,
    draw: (context, look, colours) => drawSymbol(context, circle(look), 11, 11, 7, { hollow: true, ...paint(colours) }),
  },
  claimed_note: {
    width: 22,
    height: 22,
    draw: (context, look, colours) => drawSymbol(context, circle(look), 11, 11, 7, { claimed: true, ...paint(colours) }),
  },
  ring_note: { width: 22, height: 22, draw: drawMix },
  faint_note: {
    width: 22,
    height: 22,
    draw: (context, look, colours) => drawSymbol(context, circle(look), 11, 11, 7, { faint: true, ...paint(colours) }),
  },
  wide_note: {
    width: 48,
    height: 22,
    draw: (context, look, colours) => [1.6, 5].forEach((wide, k) => drawArrow(context, colours.ink, [], wide, 26 * k)),
  },
  dashed_note: { width: 22, height: 22, draw: (context, look, colours) => drawArrow(context, colours.ink, [4, 3]) },
  asking_note: { width: 22, height: 22, draw: drawLone },
};

/** The sentences that hold for a map. @param {boolean} incidents @param {boolean} movements @param {any} store @param {any} look
 * @returns {string[]} */
export function keyOf(incidents, movements, store, look) {
  const moves = movements ? store.moves.map((i) => store.event(i).record) : [];
  const holds = {
    size_note: incidents,
    spread_note: incidents,
    hollow_note: incidents || moves.some((record) => coarseEnds(record, look.symbol).includes(true)),
    claimed_note: incidents && store.hasClaimed,
    faint_note: incidents && store.hasFaint(),
    ring_note: incidents,
    wide_note: moves.some((record) => countOf(record) !== null),
    dashed_note: moves.some(({ modality }) => DASHED.has(modality)),
    asking_note: moves.some(({ path }) => path?.length === 1),
  };
  return Object.keys(holds).filter((note) => holds[note]);
}

function drawSpread(context, look, colours) {
  drawSymbol(context, circle(look), 11, 11, 6, paint(colours));
  for (const r of [3, 9.5]) {
    context.beginPath();
    context.arc(11, 11, r, 0, 2 * Math.PI);
    context.lineWidth = 1;
    context.strokeStyle = colours.ink;
    context.stroke();
  }
}

function drawMix(context, look, colours) {
  const kinds = Object.values(look.event);
  for (let i = 0; i < 3; i++) {
    context.beginPath();
    context.arc(11, 11, 7, (i * 2 * Math.PI) / 3, ((i + 1) * 2 * Math.PI) / 3);
    context.lineWidth = 4;
    context.strokeStyle = kinds[i].color;
    context.stroke();
  }
  context.fillStyle = colours.ink;
  context.font = "700 9px sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText("3", 11, 11.5);
}

function drawLone(context, look, colours) {
  context.strokeStyle = colours.ink;
  context.lineWidth = 2.6;
  context.beginPath();
  context.moveTo(1, 16);
  context.lineTo(10, 12);
  context.stroke();
  drawAsking(context, { x: 15, y: 9 }, colours.ink, colours.halo);
}

/** A small arrow. @param {CanvasRenderingContext2D} context @param {string} colour @param {number[]} dash @param {number} wide
 * @param {number} x where it begins */
export function drawArrow(context, colour, dash = [], wide = 2.6, x = 0) {
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = wide;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(x + 2, 16);
  context.quadraticCurveTo(x + 8, 6, x + 15, 9);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x + 21, 11.5);
  context.lineTo(x + 13, 13.5);
  context.lineTo(x + 15.5, 5);
  context.fill();
}

/** Arrows that stand round one spot: those with an end that nobody told, and the loop of those that stay inside it. */

export const STUB = 36; // pixels of an arrow whose other end is unknown
export const ASKING = 7.5; // radius of the question mark at that end
export const SAME = 12; // pixels within which two places are one to the eye
const TURN = 0.75; // radians between two arrows at one place
const FIRST = -0.6; // where the first of them stands, if it may
const HEAD = 7.5; // pixels from the middle of an arrow's head to its side
const LOOP = 22; // pixels by which a loop stands out
const HALF = 11; // pixels between the ends of a loop and its middle

/** The symbols that cover a point, or null. @param {{x: number, y: number}} p @param {{x: number, y: number, r: number}[]} centres */
export const cover = (p, centres) => centres.find((c) => Math.hypot(c.x - p.x, c.y - p.y) < Math.max(10, c.r)) ?? null;

/** The symbols that cover all stops of a way; where none stand, their middle if the eye cannot tell them apart. Null for a
 * way that leads from one spot to another. @param {{x: number, y: number}[]} stops */
export function spotOf(stops, centres) {
  const [first] = stops;
  const over = cover(first, centres);
  if (over && stops.every((p) => cover(p, [over]))) return over;
  return stops.every((p) => Math.hypot(p.x - first.x, p.y - first.y) < SAME) ? { ...first, r: 0 } : null;
}

/** Arrows by the spots they stand at: those that the eye cannot tell apart are one. @param {{spot: any}[]} arrows
 * @returns {{spot: any, own: any[]}[]} */
export function bySpot(arrows) {
  const rounds = [];
  for (const arrow of arrows) {
    const round = rounds.find(({ spot }) => Math.hypot(spot.x - arrow.spot.x, spot.y - arrow.spot.y) < SAME);
    if (round) round.own.push(arrow);
    else rounds.push({ spot: arrow.spot, own: [arrow] });
  }
  return rounds;
}

/** Set arrows round a spot side by side: each gets its `angle`, where its far end lies under nothing if there is such a one.
 * @param {any[]} centres @param {any} room the window and what lies on it */
export function setRound({ spot, own }, centres, room) {
  const turn = Math.min(TURN, (2 * Math.PI) / own.length);
  const inner = Math.max(spot.r + 3, own.length > 1 ? HEAD / Math.sin(turn / 2) : 0);
  const angles = Array.from({ length: Math.round((2 * Math.PI) / turn - 0.3) }, (_, k) => FIRST - k * turn);
  const open = (angle) => isOpen(polar(spot, angle, inner + STUB), spot, centres, room);
  const best = [...angles.filter(open), ...angles.filter((angle) => !open(angle))];
  own.forEach((arrow, k) => Object.assign(arrow, { spot, inner, angle: best[k] }));
}

/** Whether words can stand at a point, from which a line leads to a spot. */
function isOpen(p, spot, centres, { width, height, panels }) {
  const clear = (c) => c === spot || Math.hypot(c.x - p.x, c.y - p.y) > c.r + ASKING;
  const off = p.x < ASKING || p.y < ASKING || p.x > width - ASKING || p.y > height - ASKING;
  const under = ([left, top, right, bottom]) => p.x > left - ASKING && p.x < right + ASKING && p.y > top - ASKING && p.y < bottom + ASKING;
  return centres.every(clear) && !off && !panels.some(under);
}

const polar = ({ x, y }, angle, r) => ({ x: x + r * Math.cos(angle), y: y + r * Math.sin(angle) });

/** A short line that comes from, or goes to, where nobody said: its far end is no place and has a question mark.
 * @param {any} arrow set round its spot @param {boolean} arrives @returns {{x: number, y: number}[]} from, control, to */
export function stub({ spot, inner, angle }, arrives) {
  const [near, half, far] = [inner, inner + STUB / 2, inner + STUB].map((r) => polar(spot, angle, r));
  return arrives ? [far, half, near] : [spot, half, far];
}

/** A line that leaves the spot and returns to it. */
export function loop({ spot, angle }) {
  const r = Math.max(4, spot.r);
  const half = Math.min(0.9, HALF / r);
  return [polar(spot, angle - half, r), polar(spot, angle, r + 2 * LOOP), polar(spot, angle + half, r + 2)];
}

/** Where words at a point may stand, half as wide and high as told: so that a line from elsewhere runs into them.
 * @param {{x: number, y: number}} from @param {{x: number, y: number}} to */
export function beyond(from, { x, y }, w, high) {
  const away = { x: Math.sign(x - from.x) || 1, y: Math.sign(y - from.y) || 1 };
  const side = { x: x + away.x * w, y };
  const over = { x, y: y + away.y * high };
  const [out, back] = [1, -1].map((turn) => ({ x: x + turn * away.x * (w - high / 2), y: over.y })); // past the round of its corner
  return Math.abs(x - from.x) > Math.abs(y - from.y) ? [side, out, over] : [out, over, back, side];
}

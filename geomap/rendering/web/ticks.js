import { DAY, isoDay } from "./days.js";

/** The days that are written along the time bar: as many as have room, at even steps of days, months or years. */

const DAYS = [1, 2, 3, 5, 7, 14];
const MONTHS = [1, 2, 3, 6];
const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const APART = 10; // pixels between two

/** @typedef {{x: number, half: number, text: string}} Tick where its middle is, half its width */

/** @param {import("./axis.js").Axis} axis @param {number} width of the axis in pixels
 * @param {(day: number, step: "day"|"month"|"year") => string} write @param {(text: string) => number} measure
 * @returns {Tick[]} */
export function ticksOf(axis, width, write, measure) {
  const scale = width / (axis.length + 1);
  const most = width / (measure("0") + APART); // no more can have room
  const row = (days, step) =>
    days.map((day) => {
      const text = write(day, step);
      const half = measure(text) / 2;
      return { x: Math.max(half, Math.min(width - half, (axis.at(day) + 0.5) * scale)), half, text };
    });
  const fits = (ticks) => ticks.every(({ x, half }, k) => !k || x - half >= ticks[k - 1].x + ticks[k - 1].half + APART);
  for (const [step, every, count] of steps(axis)) {
    if (count > most) continue;
    const ticks = row(daysAt(axis, step, every), step);
    if (ticks.length > 1 && fits(ticks)) return ticks;
  }
  const ends = row([axis.lo, axis.hi], "day");
  return axis.hi > axis.lo && fits(ends) ? ends : ends.slice(0, 1);
}

/** Steps from the finest on, with how many there would be. */
function steps({ lo, hi }) {
  const days = hi - lo;
  return [
    ...DAYS.map((n) => ["day", n, days / n]),
    ...MONTHS.map((n) => ["month", n, days / (30 * n)]),
    ...YEARS.map((n) => ["year", n, days / (365 * n)]),
  ];
}

function daysAt({ lo, hi }, step, every) {
  const out = [];
  if (step === "day") for (let day = lo; day <= hi; day += every) out.push(day);
  else {
    const [year, month] = isoDay(lo).split("-").map(Number);
    const size = step === "year" ? 12 * every : every; // months
    for (let n = Math.ceil((12 * year + month - 1) / size) * size, day = lo; day <= hi; n += size) {
      day = Date.UTC(Math.floor(n / 12), n % 12, 1) / DAY;
      if (day >= lo && day <= hi) out.push(day);
    }
  }
  return out;
}

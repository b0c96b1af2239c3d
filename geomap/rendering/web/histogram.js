import { isoDay } from "./days.js";
import { h } from "./dom.js";
import { FONT } from "./labels.js";
import { lowerBound } from "./places.js";
import { ticksOf } from "./ticks.js";

const BINS = 90;
const HEIGHT = 44; // of the bars
const WHOLE = 72; // with the days written below the handles
const WRITTEN = 65; // the middle of these
const SAID = 16; // pixels that the words over a shared step take

/** How many events the days hold, by type, and some of these days in words; events known only by a range of days lie over all of them, hatched.
 * @param {any} app @param {import("./axis.js").Axis} axis */
export function makeHistogram(app, axis) {
  const { filter, store } = app;
  const { day, span, dated, group } = store;
  const canvas = h("canvas", { class: "histogram", "aria-hidden": "true" });
  const { lo, hi, early, late } = axis;
  const days = hi - lo + 1;
  const spread = Math.min(days, BINS);
  const kinds = store.groups.length;
  // The days at which bars begin and the last ends, and where that is on the axis.
  const inner = Array.from({ length: spread + 1 }, (_, b) => ({ day: lo + (b * days) / spread, x: early + (b * days) / spread }));
  const marks = [...(early ? [{ day: filter.first, x: 0 }] : []), ...inner, ...(late ? [{ day: filter.last + 1, x: axis.length + 1 }] : [])];
  const bins = marks.length - 1;
  const starts = marks.map((mark) => lowerBound(day, Math.ceil(mark.day), 0, dated));
  const binOf = (d) => (d < lo ? 0 : d > hi ? bins - 1 : (early ? 1 : 0) + Math.floor(((d - lo) * spread) / days));
  let counted = null;

  /** Count anew when another filter than time's has changed. */
  function count() {
    const key = `${filter.masked}`;
    if (counted?.key === key) return counted;
    const solid = new Uint32Array(bins * kinds);
    const ranges = new Float64Array((bins + 1) * kinds);
    for (let b = 0; b < bins; b++) {
      for (let i = starts[b]; i < starts[b + 1]; i++) {
        if (!filter.counts(i)) continue;
        if (!span[i]) solid[b * kinds + group[i]]++;
        else {
          const last = binOf(day[i] + span[i]);
          const share = 1 / (last - b + 1);
          ranges[b * kinds + group[i]] += share;
          ranges[(last + 1) * kinds + group[i]] -= share;
        }
      }
    }
    for (let k = kinds; k < ranges.length; k++) ranges[k] += ranges[k - kinds];
    return (counted = { key, solid, ranges });
  }

  function write(context, width, placed) {
    const { words } = app;
    context.font = `400 11.5px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const ticks = ticksOf(axis, width, (day, step) => words.tick(isoDay(day), step), (text) => context.measureText(text).width);
    for (const { x, text } of ticks) {
      context.fillStyle = app.colours().border;
      context.fillRect(placed(x, 1), HEIGHT, 1, WRITTEN - HEIGHT - 7);
      context.fillStyle = app.colours().town;
      context.fillText(text, placed(x), WRITTEN);
    }
  }

  return {
    canvas,
    /** @param {number} width pixels */
    draw(width) {
      if (!width || !filter.hasDates) return;
      const { solid, ranges } = count();
      const ratio = window.devicePixelRatio || 1;
      canvas.width = width * ratio;
      canvas.height = WHOLE * ratio;
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      const tall = (b) => {
        let n = 0;
        for (let g = 0; g < kinds; g++) if (filter.groupOn[g]) n += solid[b * kinds + g] + ranges[b * kinds + g];
        return n;
      };
      let most = 1;
      for (let b = 0; b < bins; b++) most = Math.max(most, tall(b));
      const tallest = HEIGHT - (early || late ? SAID : 4);
      const scale = width / (axis.length + 1);
      const right = app.words.direction === "rtl";
      const placed = (x, wide = 0) => (right ? width - x - wide : x);
      for (let b = 0; b < bins; b++) {
        const [{ day: from, x: begins }, { day: until, x: ends }] = [marks[b], marks[b + 1]];
        const inside = until > filter.from && Math.floor(from) <= filter.to;
        const step = (ends - begins) * scale;
        const bar = Math.max(1.5, Math.min(26, step - 1));
        const x = placed(begins * scale + (step - bar) / 2, bar);
        let y = HEIGHT;
        for (const [values, opacity] of [[solid, 1], [ranges, 0.45]]) {
          for (let g = 0; g < kinds; g++) {
            const n = filter.groupOn[g] ? values[b * kinds + g] : 0;
            if (n < 1e-9) continue;
            const high = (n / most) * tallest;
            context.globalAlpha = (inside ? 1 : 0.25) * opacity;
            context.fillStyle = app.groupColour(g);
            context.fillRect(x, y - high, bar, high);
            y -= high;
          }
        }
      }
      context.globalAlpha = 1;
      context.fillStyle = app.colours().border;
      for (const x of [...(early ? [early] : []), ...(late ? [early + days] : [])]) {
        for (let y = SAID; y < HEIGHT; y += 4) context.fillRect(placed(x * scale, 1), y, 1, 2);
      }
      context.fillRect(0, HEIGHT, width, 1);
      write(context, width, placed);
    },
  };
}

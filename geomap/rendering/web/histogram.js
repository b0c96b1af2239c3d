import { h } from "./dom.js";
import { lowerBound } from "./places.js";

const BINS = 90;
const HEIGHT = 44;

/** How many events the days hold, by type; events known only by a range of days lie over all of them, hatched.
 * @param {any} app */
export function makeHistogram(app) {
  const { filter, store } = app;
  const { day, span, dated, group } = store;
  const canvas = h("canvas", { class: "histogram", "aria-hidden": "true" });
  const days = Math.max(1, filter.last - filter.first + 1);
  const bins = Math.min(days, BINS);
  const kinds = store.groups.length;
  const starts = Array.from({ length: bins + 1 }, (_, b) => lowerBound(day, filter.first + Math.ceil((b * days) / bins), 0, dated));
  const binOf = (d) => Math.min(bins - 1, Math.floor(((d - filter.first) * bins) / days));
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

  return {
    canvas,
    /** @param {number} width pixels */
    draw(width) {
      if (!width || !filter.hasDates) return;
      const { solid, ranges } = count();
      const ratio = window.devicePixelRatio || 1;
      canvas.width = width * ratio;
      canvas.height = HEIGHT * ratio;
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      const tall = (b) => {
        let n = 0;
        for (let g = 0; g < kinds; g++) if (filter.groupOn[g]) n += solid[b * kinds + g] + ranges[b * kinds + g];
        return n;
      };
      let most = 1;
      for (let b = 0; b < bins; b++) most = Math.max(most, tall(b));
      const step = width / bins;
      const bar = Math.max(1.5, Math.min(26, step - 1));
      for (let b = 0; b < bins; b++) {
        const from = filter.first + (b * days) / bins;
        const inside = from + days / bins > filter.from && Math.floor(from) <= filter.to;
        const x = (app.words.direction === "rtl" ? bins - 1 - b : b) * step + (step - bar) / 2;
        let y = HEIGHT;
        for (const [values, opacity] of [[solid, 1], [ranges, 0.45]]) {
          for (let g = 0; g < kinds; g++) {
            const n = filter.groupOn[g] ? values[b * kinds + g] : 0;
            if (n < 1e-9) continue;
            const high = (n / most) * (HEIGHT - 4);
            context.globalAlpha = (inside ? 1 : 0.25) * opacity;
            context.fillStyle = app.groupColour(g);
            context.fillRect(x, y - high, bar, high);
            y -= high;
          }
        }
      }
      context.globalAlpha = 1;
    },
  };
}

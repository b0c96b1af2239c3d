import { fill, h } from "./dom.js";
import { isoDay } from "./words.js";

const BINS = 90;
const HEIGHT = 44;

/** The time bar: a histogram of what passes the other filters, two handles, the undated, previous and next.
 * @param {any} app */
export function makeTimebar(app) {
  const { filter } = app;
  const canvas = h("canvas", { class: "histogram", "aria-hidden": "true" });
  const span = Math.max(0, filter.last - filter.first);
  const handle = (name) => h("input", { type: "range", min: 0, max: span, step: 1, oninput: () => slide(name), class: `handle ${name}` });
  const handles = { from: handle("from"), to: handle("to") };
  const range = h("output", { class: "range" });
  const undated = h("input", { type: "checkbox", onchange: (e) => filter.set({ undated: e.target.checked }) });
  const undatedText = h("span");
  const undatedLabel = h("label", { class: "undated" }, undated, undatedText);
  const [previous, next] = [-1, 1].map((by) => h("button", { type: "button", class: "step", onclick: () => app.step(by) }));
  const track = h("div", { class: "track" }, canvas, handles.from, handles.to);
  const root = h("section", { id: "timebar" }, previous, h("div", { class: "time-text" }, range, undatedLabel), track, next);

  function slide(name) {
    let [from, to] = [filter.first + Number(handles.from.value), filter.first + Number(handles.to.value)];
    if (from > to) [from, to] = name === "from" ? [from, from] : [to, to];
    filter.set({ from, to });
  }

  function draw() {
    const width = track.clientWidth;
    if (!width || !filter.hasDates) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = width * ratio;
    canvas.height = HEIGHT * ratio;
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    const days = span + 1;
    const bins = Math.min(days, BINS);
    const counted = filter.counted().filter((e) => e.start !== null && !filter.hidden.has(`${e.kind}:${e.group}`));
    const stacks = Array.from({ length: bins }, () => new Map());
    for (const e of counted) {
      const bin = stacks[Math.min(bins - 1, Math.floor(((e.start - filter.first) * bins) / days))];
      const colour = app.colourOf(e);
      bin.set(colour, (bin.get(colour) ?? 0) + 1);
    }
    const most = Math.max(1, ...stacks.map((s) => [...s.values()].reduce((a, b) => a + b, 0)));
    const step = width / bins;
    const left = (i) => (app.words.direction === "rtl" ? bins - 1 - i : i) * step;
    stacks.forEach((stack, i) => {
      const day = filter.first + (i * days) / bins;
      const inside = day + days / bins > filter.from && Math.floor(day) <= filter.to;
      context.globalAlpha = inside ? 1 : 0.25;
      let y = HEIGHT;
      for (const [colour, n] of stack) {
        const tall = (n / most) * (HEIGHT - 4);
        context.fillStyle = colour;
        const bar = Math.max(1.5, Math.min(26, step - 1));
        context.fillRect(left(i) + (step - bar) / 2, y - tall, bar, tall);
        y -= tall;
      }
    });
    context.globalAlpha = 1;
  }

  return {
    root,
    refresh() {
      const { words } = app;
      root.setAttribute("aria-label", words.t("time"));
      root.hidden = filter.all.length === 0;
      track.hidden = !filter.hasDates;
      for (const [name, element] of Object.entries(handles)) {
        element.value = String(filter[name] - filter.first);
        element.setAttribute("aria-label", words.t(name));
        element.setAttribute("aria-valuetext", filter.hasDates ? words.day(isoDay(filter[name])) : "");
        element.disabled = !filter.hasDates;
      }
      if (filter.hasDates) {
        const [from, to] = [isoDay(filter.from), isoDay(filter.to)].map(words.day);
        fill(range, from === to ? h("b", {}, from) : h("span", {}, h("b", {}, from), " – ", h("b", {}, to)));
      } else fill(range, words.t("no_date"));
      const count = filter.all.filter((e) => e.start === null).length;
      undatedLabel.hidden = count === 0;
      undated.checked = filter.undated;
      fill(undatedText, `${words.t("undated")} (${words.number(count)})`);
      for (const [element, key, sign] of [[previous, "previous", "‹"], [next, "next", "›"]]) {
        element.setAttribute("aria-label", words.t(key));
        element.title = `${words.t(key)} · ${words.t("keys")}`;
        fill(element, sign);
      }
      draw();
    },
  };
}

import { makeAxis } from "./axis.js";
import { fill, h } from "./dom.js";
import { makeHistogram } from "./histogram.js";
import { isoDay } from "./days.js";
import { undatedSwitch } from "./undated.js";

const FRAMES = 120; // steps in which the whole axis plays
const BEAT = 240; // milliseconds a step takes at normal speed
const SPEEDS = [1, 2, 4];

/** The time bar: a histogram of what passes the other filters, two handles, play and step, the undated, and the story's
 * previous and next. One bar drives everything that is drawn and counted.
 * @param {any} app */
export function makeTimebar(app) {
  const { filter, store } = app;
  const axis = makeAxis(store, filter.first, filter.last);
  const histogram = makeHistogram(app, axis);
  const handle = (name) =>
    h("input", { type: "range", min: 0, max: axis.length, step: 1, oninput: (e) => slide(name, Number(e.target.value)), onkeydown: (e) => walk(name, e), class: `handle ${name}` });
  const handles = { from: handle("from"), to: handle("to") };
  const range = h("output", { class: "range" });
  const undated = undatedSwitch(app);
  const [previous, next] = [-1, 1].map((by) => h("button", { type: "button", class: "step", onclick: () => app.step(by) }));
  const play = h("button", { type: "button", class: "step play", onclick: () => (timer ? pause() : run()) });
  const ahead = h("button", { type: "button", class: "step", onclick: () => (pause(), forward()) });
  const pace = h("button", { type: "button", class: "step pace", onclick: faster });
  const player = h("div", { class: "player", role: "group" }, play, ahead, pace);
  const edges = { early: h("span", { class: "edge early" }), late: h("span", { class: "edge late" }) };
  const track = h("div", { class: "track" }, histogram.canvas, edges.early, edges.late, handles.from, handles.to);
  const root = h("section", { id: "timebar" }, previous, h("div", { class: "time-text" }, range, undated.node), player, track, next);
  let timer = 0;
  let speed = 1;
  let chosen = null; // the range before playing moved it, and the one that playing left

  /** Put a handle at a position; it pushes the other on. */
  function slide(name, position) {
    stop();
    const [from, to] = ["from", "to"].map((end) => axis.day(position, end));
    filter.set(name === "from" ? { from, to: Math.max(filter.to, to) } : { from: Math.min(filter.from, from), to });
  }

  /** Arrow keys go day by day, and over a shared step at once. */
  function walk(name, e) {
    const forward = app.words.direction === "rtl" ? -1 : 1;
    const by = { ArrowRight: forward, ArrowLeft: -forward, ArrowUp: 1, ArrowDown: -1 }[e.key];
    if (!by || e.altKey || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    slide(name, axis.step(axis.at(filter[name]), by));
  }

  const stride = () => Math.max(1, Math.round(axis.length / FRAMES));

  /** The range that somebody chose, whatever playing has made of it since. */
  function choice() {
    const { from, to } = filter;
    if (chosen?.left.from !== from || chosen.left.to !== to) chosen = { from, to, left: { from, to } };
    return chosen;
  }

  function moveTo(range) {
    choice().left = range;
    filter.set(range);
  }

  /** Move on by a step: a window narrowed at both ends wanders, any other fills up from its start. Returns whether it
   * could. */
  function forward() {
    const { from, to } = choice();
    if (filter.to >= filter.last) return false;
    const next = axis.step(axis.at(filter.to), stride());
    const wanders = from > filter.first && to < filter.last;
    const start = axis.step(axis.at(filter.from), next - axis.at(filter.to));
    moveTo({ from: wanders ? axis.day(start, "from") : filter.from, to: axis.day(next, "to") });
    return true;
  }

  function run() {
    if (filter.to >= filter.last) {
      const { from, to } = choice();
      moveTo({ from, to: to < filter.last ? to : axis.day(axis.step(axis.at(from), stride()), "to") });
    }
    timer = setInterval(() => forward() || pause(), BEAT / speed);
    refresh();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
  }

  function pause() {
    stop();
    refresh();
  }

  function faster() {
    speed = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length];
    if (timer) {
      clearInterval(timer);
      timer = setInterval(() => forward() || pause(), BEAT / speed);
    }
    refresh();
  }

  function refresh() {
    const { words } = app;
    root.setAttribute("aria-label", words.t("time"));
    root.hidden = store.count === 0;
    track.hidden = !filter.hasDates;
    player.hidden = !filter.hasDates || axis.length === 0;
    player.setAttribute("aria-label", words.t("play"));
    for (const [name, element] of Object.entries(handles)) {
      element.value = String(axis.at(filter[name]));
      element.setAttribute("aria-label", words.t(name));
      element.setAttribute("aria-valuetext", filter.hasDates ? words.day(isoDay(filter[name])) : "");
      element.disabled = !filter.hasDates;
    }
    if (filter.hasDates) {
      fill(range, h("b", {}, words.days(isoDay(filter.from), isoDay(filter.to))));
    } else fill(range, words.t("no_date"));
    fill(edges.early, axis.early ? words.t("before", { day: words.day(isoDay(axis.lo)) }) : "");
    fill(edges.late, axis.late ? words.t("after", { day: words.day(isoDay(axis.hi)) }) : "");
    undated.update();
    const say = (element, key, sign, more = "") => {
      element.setAttribute("aria-label", words.t(key) + more);
      element.title = words.t(key) + more;
      fill(element, sign);
    };
    say(previous, "previous", "‹", ` · ${words.t("keys")}`);
    say(next, "next", "›", ` · ${words.t("keys")}`);
    say(play, timer ? "pause" : "play", timer ? "❚❚" : words.direction === "rtl" ? "◄" : "►");
    say(ahead, "step", "+");
    say(pace, "speed", `${speed}×`, ` ${speed}×`);
    histogram.draw(width);
  }

  // Asked of the page once a change of size, not at every frame: asking makes it lay out anew.
  let width = 0;
  new ResizeObserver(([entry]) => {
    width = entry.contentRect.width;
    histogram.draw(width);
  }).observe(track);
  return { root, refresh };
}

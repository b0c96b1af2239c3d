import { fill, h } from "./dom.js";
import { makeHistogram } from "./histogram.js";
import { isoDay } from "./days.js";
import { undatedSwitch } from "./undated.js";

const FRAMES = 120; // steps in which the whole period plays
const BEAT = 240; // milliseconds a step takes at normal speed
const SPEEDS = [1, 2, 4];

/** The time bar: a histogram of what passes the other filters, two handles, play and step, the undated, and the story's
 * previous and next. One bar drives everything that is drawn and counted.
 * @param {any} app */
export function makeTimebar(app) {
  const { filter, store } = app;
  const span = Math.max(0, filter.last - filter.first);
  const histogram = makeHistogram(app);
  const handle = (name) => h("input", { type: "range", min: 0, max: span, step: 1, oninput: () => slide(name), class: `handle ${name}` });
  const handles = { from: handle("from"), to: handle("to") };
  const range = h("output", { class: "range" });
  const undated = undatedSwitch(app);
  const [previous, next] = [-1, 1].map((by) => h("button", { type: "button", class: "step", onclick: () => app.step(by) }));
  const play = h("button", { type: "button", class: "step play", onclick: () => (timer ? pause() : run()) });
  const ahead = h("button", { type: "button", class: "step", onclick: () => (pause(), forward()) });
  const pace = h("button", { type: "button", class: "step pace", onclick: faster });
  const player = h("div", { class: "player", role: "group" }, play, ahead, pace);
  const track = h("div", { class: "track" }, histogram.canvas, handles.from, handles.to);
  const root = h("section", { id: "timebar" }, previous, h("div", { class: "time-text" }, range, undated.node), player, track, next);
  let timer = 0;
  let speed = 1;
  let chosen = null; // the range before playing moved it, and the one that playing left

  function slide(name) {
    stop();
    let [from, to] = [filter.first + Number(handles.from.value), filter.first + Number(handles.to.value)];
    if (from > to) [from, to] = name === "from" ? [from, from] : [to, to];
    filter.set({ from, to });
  }

  const stride = () => Math.max(1, Math.round(span / FRAMES));

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
    const next = Math.min(filter.last, filter.to + stride());
    const wanders = from > filter.first && to < filter.last;
    moveTo({ from: wanders ? filter.from + (next - filter.to) : filter.from, to: next });
    return true;
  }

  function run() {
    if (filter.to >= filter.last) {
      const { from, to } = choice();
      moveTo({ from, to: to < filter.last ? to : Math.min(filter.last, from + stride()) });
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
    player.hidden = !filter.hasDates || span === 0;
    player.setAttribute("aria-label", words.t("play"));
    for (const [name, element] of Object.entries(handles)) {
      element.value = String(filter[name] - filter.first);
      element.setAttribute("aria-label", words.t(name));
      element.setAttribute("aria-valuetext", filter.hasDates ? words.day(isoDay(filter[name])) : "");
      element.disabled = !filter.hasDates;
    }
    if (filter.hasDates) {
      fill(range, h("b", {}, words.days(isoDay(filter.from), isoDay(filter.to))));
    } else fill(range, words.t("no_date"));
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

import { drawAreas, drawIncidents, drawSelected, markOf } from "./incidents.js";
import { drawLabels } from "./labels.js";
import { areasOfEnds, layOut } from "./layout.js";
import { drawCounts, drawFlows, flowAt, shapeFlows, stopsOf } from "./movements.js";
import { countOfAll, endTexts } from "./tell.js";

/** What stands on the map now: drawn anew on every move and every change of the filter. */

const RIM = 3; // pixels by which the line of a mark is wider than its circle
const MOST_MOVES = 2000; // movements that are looked at, before arrows that go the same way are one
const ROOM = 7000; // square pixels of the window for each arrow; more of them nobody can follow
const LEAST_FLOWS = 30;

/** @param {any} app */
export function makeScene(app) {
  const { store, filter, look, places } = app;
  /** `undrawn`: movements in the window that pass the filters and for which no arrow has room. */
  const scene = { hits: [], flows: [], mix: new Array(store.groups.length).fill(0), undrawn: 0 };
  const write = { count: (records) => countOfAll(records, app.words), end: (records, arrives) => endTexts(records, arrives, app.words) };
  const eventOf = new Map(); // movements are few: their events are kept

  function moves(view) {
    const out = [];
    scene.undrawn = 0;
    for (const i of store.moves) {
      if (!filter.on[i] || !store.place[i]) continue;
      if (!eventOf.has(i)) eventOf.set(i, store.event(i));
      const event = eventOf.get(i);
      if (!inView(event.path, view)) continue;
      scene.mix[store.group[i]]++;
      if (!filter.groupOn[store.group[i]]) continue;
      if (out.length < MOST_MOVES || i === app.selected?.i) out.push(event);
      else scene.undrawn++;
    }
    return out;
  }

  /** The arrows that there is room for, those with the largest numbers and the chosen one first. */
  function roomFor(flows, { width, height }) {
    const most = Math.max(LEAST_FLOWS, Math.floor((width * height) / ROOM));
    if (flows.length <= most) return flows;
    const rank = ({ inside, number }) => (inside.some(({ i }) => i === app.selected?.i) ? Infinity : number + inside.length);
    const kept = new Set([...flows].sort((a, b) => rank(b) - rank(a)).slice(0, most));
    for (const flow of flows) if (!kept.has(flow)) scene.undrawn += flow.inside.length;
    return flows.filter((flow) => kept.has(flow));
  }

  /** Whether a name is one of the base map, or of a place of whose events some pass the filters, or at which an arrow ends. */
  function isTold({ own, id, n, end, spot }, ends) {
    if (!own || ends.has(id)) return true;
    return n ? allShown() || places.eventsAt(spot, 1).length > 0 : !end;
  }

  function allShown() {
    const { incidents, movements } = filter.tally();
    return incidents + movements === store.count;
  }

  /** Draw areas, arrows, symbols and names; names keep clear of symbols. */
  scene.draw = (context, view, labels) => {
    const { selected } = app;
    const colours = app.colours();
    const plan = layOut(view, store, filter, places, look.symbol);
    scene.mix.fill(0);
    plan.mix.forEach((n, g) => (scene.mix[g] = n));
    const panels = app.panels();
    const flows = (scene.flows = roomFor(shapeFlows(view, moves(view), look, plan.centres, panels), view));
    drawAreas(context, [...plan.areas, ...areasOfEnds(view, flows)], (i) => app.groupColour(store.group[i]), selected);
    drawFlows(context, flows, look, colours, selected);
    const taken = [...plan.spots, ...plan.rings, ...plan.fans.flatMap((f) => f.spots)].map(({ x, y, r }) => ({ x, y, r: r + 1 }));
    const counts = drawCounts(context, flows, look, colours, write, taken, { ...view, panels });
    const stops = new Set(flows.flatMap(({ inside }) => inside.flatMap(({ record }) => stopsOf(record).map((e) => e.place_id))));
    const named = labels.filter((l) => (l.own || !app.online) && isTold(l, stops));
    const heads = flows.map(({ legs }) => ({ ...legs.at(-1)[2], r: 7, light: true }));
    const open = flows.flatMap(({ ends, asking }) => (asking ? [...ends, asking] : ends)).map((p) => ({ ...p, r: 9, light: true }));
    const bare = ({ end }) => !plan.centres.some((c) => Math.hypot(c.x - end.x, c.y - end.y) < c.r);
    const ends = flows.filter(bare).map(({ end }) => ({ ...end, r: 8, n: 1, box: [0, 0, 0, 0] }));
    const sign = selected?.kind === "incident" && selected.at ? store.sign(selected.i) : null;
    const mark = sign && markOf(plan, selected.i, view.point(selected.at), sign);
    const marked = mark ? [{ ...mark, r: mark.r + RIM }, { ...mark.on, r: sign.size + RIM }] : [];
    const centres = plan.centres.map((c) => ({ ...c, r: reach(c, mark) }));
    drawLabels(context, view, named, colours, app, [...centres, ...ends], [...taken, ...marked, ...heads, ...open], [...counts, ...panels]);
    scene.hits = drawIncidents(context, plan, store, look, colours, selected);
    if (mark) drawSelected(context, mark, sign, look, colours);
  };

  /** The symbol or ring under a point of the window, or null. */
  scene.hitAt = (p) => {
    const { x, y } = drawn(p);
    let [best, least] = [null, Infinity];
    for (const hit of scene.hits) {
      const d = Math.hypot(hit.x - x, hit.y - y);
      if (d <= Math.max(hit.r, 9) && d < least) [best, least] = [hit, d];
    }
    return best;
  };
  scene.flowAt = (p) => flowAt(scene.flows, drawn(p).x, drawn(p).y);

  /** A point of the window in the picture that may have been dragged along since. */
  function drawn({ x, y }) {
    const shift = app.events.shift();
    return { x: x + shift.x, y: y + shift.y };
  }
  return scene;
}

/** How far a group of symbols reaches, with the circle round the chosen one of them. */
function reach({ x, y, r }, mark) {
  const away = mark && Math.hypot(mark.x - x, mark.y - y);
  return mark && away <= r ? Math.max(r, away + mark.r + RIM) : r;
}

function inView(path, view) {
  const points = path.map(view.point);
  const over = (axis, size) => points.some((p) => p[axis] > -view.margin) && points.some((p) => p[axis] < size + view.margin);
  return over("x", view.width) && over("y", view.height);
}

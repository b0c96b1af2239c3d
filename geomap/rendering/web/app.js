import { makeAddress } from "./address.js";
import { drawBase, readBase } from "./basemap.js";
import { CanvasLayer } from "./canvas.js";
import { readBlock, readBytes } from "./codec.js";
import { betweenClicks, h } from "./dom.js";
import { makeDrawer, PHONE } from "./drawer.js";
import { makeFilter } from "./filter.js";
import { makeHeader } from "./header.js";
import { readLabels, readNames } from "./labels.js";
import { addLayers } from "./layers.js";
import { makeLegend } from "./legend.js";
import { flowColour } from "./movements.js";
import { eventIcon, makePanel } from "./panel.js";
import { preparePrint } from "./picture.js";
import { makePlaces } from "./places.js";
import { makeScene } from "./scene.js";
import { makeHearing } from "./sound.js";
import { makeStore } from "./store.js";
import { countText, typeName } from "./tell.js";
import { makeTimebar } from "./timebar.js";
import { makeFit, panelsOn, revealEvent } from "./view.js";
import { fold, makeWords } from "./words.js";

/** Open the page on a Leaflet map. @param {any} map */
export async function start(map) {
  const root = document.getElementById("geomap");
  try {
    const blocks = ["geomap-look", "geomap-data", "geomap-base"].map(readBlock);
    const bytes = ["geomap-columns", "geomap-lines"].map(readBytes);
    const [columns, lines, { look, words, sounds }, data, base] = await Promise.all([...bytes, ...blocks]);
    build(map, root, look, words, sounds, data, columns, base, lines);
    root.dataset.ready = "true";
  } catch (error) {
    root.append(h("p", { class: "notice", role: "alert" }, `geomap: ${error.message}`));
    throw error;
  }
}

function build(map, root, plainLook, strings, sounds, data, bytes, baseData, lines) {
  const look = withOwnTypes(plainLook, data.own_types);
  const base = readBase(baseData, lines);
  const names = readNames(baseData.labels);
  const store = makeStore(data, bytes, look);
  const filter = makeFilter(store, { ...strings.ar.event, ...strings.ar.sub_event, ...strings.ar.actor }, makeHearing(sounds));
  const stage = document.getElementById("stage");
  const app = {
    map, look, data, store, filter, places: makePlaces(store, filter),
    words: makeWords(strings, data.lang),
    // A title that nobody chose speaks the reader's language.
    title: () => (data.title === strings.en.ui.title ? app.words.t("title") : data.title),
    units: new Map(names.filter((l) => l.kind === "governorate").map(({ en, ar }) => [fold(en), ar])),
    selected: null,
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    online: false,
    reports: new Map(data.reports.map((r) => [r.id, r])),
    gazetteer: new Map(data.places.map((p) => [p.id, p])),
    colours: () => palette(look, app),
    groupColour: (g) => (g < store.kinds ? Object.values(look.event)[g].color : flowColour(Object.values(look.group)[g - store.kinds], app.colours())),
    icon: (e) => eventIcon(e, look, app.colours()),
    typeName: (e) => typeName(e, app.words),
    countText: (record, long) => countText(record, app.words, long),
    panels: () => panelsOn(map),
    focusMap: () => map.getContainer().focus({ preventScroll: true }),
    select, step,
  };
  const fitted = makeFit(map, store, data.places);
  const address = makeAddress(app);
  const goTo = ([zoom, lat, lng]) => map.setView([lat, lng], zoom, { animate: false });
  const asked = address.read();
  if (asked.theme === "dark" || asked.theme === "light") app.theme = asked.theme;
  const panel = makePanel(app);
  const drawer = makeDrawer(app);
  const legend = makeLegend(app);
  const timebar = makeTimebar(app);
  const header = makeHeader(app, drawer, setLanguage);
  stage.append(header.root, legend.root, drawer.root, panel.root);
  // The legend leaves the header its room, however large the letters are.
  new ResizeObserver(() => stage.style.setProperty("--head", `${header.root.offsetHeight}px`)).observe(header.root);
  const sheet = h("div", { id: "sheet" });
  root.append(timebar.root, sheet);
  preparePrint(app, sheet);

  const labels = readLabels(names, data, store);
  const scene = (app.scene = makeScene(app));
  map.createPane("geomap-base").style.zIndex = "150";
  map.createPane("geomap-events").style.zIndex = "450";
  const ground = (app.ground = new CanvasLayer((context, view) => drawBase(context, view, base, app.colours()), "geomap-base"));
  const events = (app.events = new CanvasLayer(draw, "geomap-events"));
  const layers = addLayers(app, ground, onTheme);

  function draw(context, view) {
    scene.draw(context, view, labels);
    legend.count();
    address.note();
  }

  function onTheme() {
    document.documentElement.dataset.theme = app.theme;
    ground.redraw();
    legend.rebuild();
    refresh();
  }

  const rewrite = betweenClicks(() => {
    header.refresh();
    drawer.refresh();
  });

  function refresh() {
    events.redraw();
    timebar.refresh();
    rewrite();
  }

  function setLanguage(lang) {
    if (app.words.lang !== lang) app.words = makeWords(strings, lang);
    document.documentElement.lang = lang;
    document.documentElement.dir = app.words.direction;
    document.title = app.title().slice(0, 200);
    map.getContainer().setAttribute("aria-label", app.words.t("map"));
    layers.rename();
    legend.rebuild();
    refresh();
    if (app.selected) show();
    else panel.hide();
    fitted.again();
  }

  /** The list was opened or closed: what it leaves of the map is drawn anew. */
  app.onDrawer = () => {
    fitted.again();
    events.redraw();
  };

  function show() {
    const { incidents, movements } = filter.tally();
    const { t } = app.words;
    panel.show(app.selected, filter.shows(app.selected.i) ? t("position", { n: filter.before(app.selected.i) + 1, of: incidents + movements }) : "");
    stage.classList.add("with-panel");
  }

  /** Choose an event by its number, or none. `reveal` moves the map so that it can be seen. */
  function select(i, reveal = false) {
    app.selected = i === null ? null : store.event(i);
    if (app.selected) {
      if (window.innerWidth <= PHONE) drawer.hide();
      show();
      // The evidence first: opening it takes less time than drawing the map anew.
      const chosen = app.selected;
      const soon = new Promise((go) => setTimeout(go, 60));
      Promise.race([store.details(i), soon]).then(() => setTimeout(() => app.selected === chosen && mark(chosen, reveal), 16));
    } else {
      panel.hide();
      stage.classList.remove("with-panel");
      app.focusMap();
      events.redraw();
    }
    drawer.refresh();
  }

  function mark(event, reveal) {
    events.redraw();
    if (reveal && event.at) revealEvent(app, event, panel.root);
  }

  function step(by) {
    const from = app.selected ? app.selected.i : by > 0 ? -1 : 0;
    const next = filter.next(from, by);
    if (next >= 0) select(next, true);
  }

  filter.onChange(() => {
    if (app.selected && !filter.shows(app.selected.i)) select(null);
    refresh();
  });
  listen(app, scene, panel, drawer, stage);
  window.addEventListener("hashchange", () => {
    const now = address.read();
    filter.reset(now.change);
    if (strings[now.lang]) setLanguage(now.lang);
    if (now.at) goTo(now.at);
    if (now.event >= 0 || app.selected) select(now.event >= 0 ? now.event : null);
  });
  if (Object.keys(asked.change).length) filter.set(asked.change);
  document.documentElement.dataset.theme = app.theme;
  setLanguage(strings[asked.lang] ? asked.lang : data.lang);
  // The page stands: what room it leaves to the map is known, and the map is drawn once.
  map.invalidateSize(false);
  if (asked.at) goTo(asked.at);
  else fitted.open();
  ground.addTo(map);
  events.addTo(map);
  if (asked.event >= 0) select(asked.event);
  // The words of all details, so that the first click need not wait for them.
  setTimeout(() => store.texts.words(), 500);
}

/** Looks for types of events that are nobody's but these data's; `other` stays the last.
 * @param {any} look @param {string[]} types */
function withOwnTypes(look, types) {
  const { other, ...known } = look.event;
  const own = types.map((name, k) => [name, known[look.own[k]]]);
  return { ...look, event: Object.fromEntries([...Object.entries(known), ...own, ["other", other]]) };
}

function palette(look, app) {
  const night = app.theme === "dark";
  const theme = look.theme[app.theme];
  const colours = { ...theme, night, outline: night ? "#0b0f13" : "#20242a" };
  return { ...colours, flow: (group) => flowColour(look.group[group], colours) };
}

function listen(app, scene, panel, drawer, stage) {
  const { map, store } = app;
  const choose = (events, n) => {
    stage.classList.add("with-panel");
    panel.choose(events, n);
  };
  map.on("click", ({ containerPoint: p }) => {
    const hit = scene.hitAt(p);
    if (!hit) {
      const { inside = [] } = scene.flowAt(p) ?? {};
      return inside.length > 1 ? choose(inside.map(({ i }) => i), inside.length) : app.select(inside[0]?.i ?? null);
    }
    if (hit.i !== undefined) return app.select(hit.i);
    const spots = hit.ring.places();
    if (hit.ring.spread && map.getZoom() < 14) {
      const bounds = L.latLngBounds(spots.map((s) => [store.lat[s], store.lon[s]]));
      return map.fitBounds(bounds, { maxZoom: Math.max(12, map.getZoom() + 2), padding: [90, 90] });
    }
    choose(spots.flatMap((s) => app.places.eventsAt(s, 500)), hit.ring.n);
  });
  map.on("mousemove", ({ containerPoint: p }) => {
    map.getContainer().style.cursor = scene.hitAt(p) || scene.flowAt(p) ? "pointer" : "";
  });
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches?.("input:not([type=checkbox]), textarea, select")) return;
    const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[e.key] ?? [0, 0];
    const forward = app.words.direction === "rtl" ? -1 : 1;
    if (e.key === "Escape") panel.root.hidden && !drawer.root.hidden ? drawer.hide() : app.select(null);
    else if (dx && !e.shiftKey) app.step(dx * forward);
    else if ((dx || dy) && e.target === map.getContainer()) map.panBy([dx * 120, dy * 120]);
  });
}

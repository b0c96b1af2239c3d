import { drawBase, readBase } from "./basemap.js";
import { CanvasLayer } from "./canvas.js";
import { readBlock } from "./codec.js";
import { bdi, fill, h } from "./dom.js";
import { makeDrawer, unplacedCount } from "./drawer.js";
import { drawAreas, drawIncidents, drawSelected } from "./incidents.js";
import { drawLabels, readLabels } from "./labels.js";
import { layOut } from "./layout.js";
import { makeLegend } from "./legend.js";
import { makeFilter, readEvents } from "./model.js";
import { countOf, drawCounts, drawFlows, flowAt, flowColour, shapeFlows } from "./movements.js";
import { eventIcon, makePanel } from "./panel.js";
import { makeTimebar } from "./timebar.js";
import { makeWords } from "./words.js";

/** Open the page on a Leaflet map. @param {any} map */
export async function start(map) {
  const root = document.getElementById("geomap");
  try {
    const [{ look, words }, data, base] = await Promise.all(["geomap-look", "geomap-data", "geomap-base"].map(readBlock));
    build(map, root, look, words, data, base);
    root.dataset.ready = "true";
  } catch (error) {
    root.append(h("p", { class: "notice", role: "alert" }, `geomap: ${error.message}`));
    throw error;
  }
}

function build(map, root, look, strings, data, baseData) {
  const base = readBase(baseData);
  const filter = makeFilter(readEvents(data, look));
  const stage = document.getElementById("stage");
  const app = {
    map, look, data, filter,
    words: makeWords(strings, data.lang),
    selected: null,
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    online: false,
    reports: new Map(data.reports.map((r) => [r.id, r])),
    colours: () => palette(look, app),
    colourOf: (e) => (e.kind === "incident" ? look.event[e.group].color : flowColour(look.group[e.group], app.colours())),
    icon: (e) => eventIcon(e, look, app.colours()),
    typeName: (e) => typeName(e, app.words),
    countText: (record, long) => countText(record, app.words, long),
    focusMap: () => map.getContainer().focus({ preventScroll: true }),
    select, step,
  };
  const panel = makePanel(app);
  const drawer = makeDrawer(app);
  const legend = makeLegend(app);
  const timebar = makeTimebar(app);
  const header = makeHeader(app, drawer, setLanguage);
  stage.append(header.root, legend.root, drawer.root, panel.root);
  root.append(timebar.root);

  let labels = readLabels(baseData.labels, data.places, data.incidents);
  let scene = { hits: [], flows: [] };
  map.createPane("geomap-base").style.zIndex = "150";
  map.createPane("geomap-events").style.zIndex = "450";
  const ground = new CanvasLayer((context, view) => drawBase(context, view, base, app.colours()), "geomap-base");
  const events = new CanvasLayer((context, view) => (scene = drawScene(context, view, app, labels)), "geomap-events").addTo(map);
  const layers = addLayers(app, ground, onTheme);

  function onTheme() {
    document.documentElement.dataset.theme = app.theme;
    ground.redraw();
    refresh();
  }

  function refresh() {
    events.redraw();
    header.refresh();
    legend.refresh();
    timebar.refresh();
    drawer.refresh();
  }

  function setLanguage(lang) {
    app.words = makeWords(strings, lang);
    document.documentElement.lang = lang;
    document.documentElement.dir = app.words.direction;
    map.getContainer().setAttribute("aria-label", app.words.t("map"));
    layers.rename();
    refresh();
    if (app.selected) show();
    else panel.hide();
  }

  function show() {
    const order = filter.shown;
    const n = order.indexOf(app.selected) + 1;
    panel.show(app.selected, n ? app.words.t("position", { n: app.words.number(n), of: app.words.number(order.length) }) : "");
    stage.classList.add("with-panel");
  }

  /** Choose an event, or none. `reveal` moves the map so that it can be seen. */
  function select(event, reveal = false) {
    app.selected = event;
    if (event) {
      if (window.innerWidth <= 700) drawer.hide();
      show();
      if (reveal && event.at) revealEvent(app, event, panel.root);
    } else {
      panel.hide();
      stage.classList.remove("with-panel");
      app.focusMap();
    }
    events.redraw();
    drawer.refresh();
  }

  function step(by) {
    const order = filter.shown;
    if (!order.length) return;
    const at = order.indexOf(app.selected);
    select(order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length], true);
  }

  filter.onChange(() => {
    if (app.selected && !filter.shown.includes(app.selected)) select(null);
    refresh();
  });
  listen(app, () => scene, panel, stage);
  setLanguage(data.lang);
  fit(map, filter.all, data.places);
  onTheme();
}

function palette(look, app) {
  const night = app.theme === "dark";
  const theme = look.theme[app.theme];
  const colours = { ...theme, night, outline: night ? "#0b0f13" : "#20242a" };
  return { ...colours, flow: (group) => flowColour(look.group[group], colours) };
}

/** Draw areas, arrows, symbols and names; names keep clear of symbols. */
function drawScene(context, view, app, labels) {
  const { look, filter, selected } = app;
  const colours = app.colours();
  const shown = filter.shown.filter((e) => e.at);
  const incidents = shown.filter((e) => e.kind === "incident");
  const plan = layOut(view, incidents, look.symbol);
  const flows = shapeFlows(view, shown.filter((e) => e.kind === "movement"), look.flow, plan.centres);
  drawAreas(context, plan, look, selected);
  drawFlows(context, flows, look, colours, selected);
  const taken = [...plan.spots, ...plan.rings, ...plan.fans.flatMap((f) => f.spots)].map(({ x, y, r }) => ({ x, y, r: r + 1 }));
  const counts = drawCounts(context, flows, look, colours, (record) => countText(record, app.words), taken);
  const named = app.online ? labels.filter((l) => l.own) : labels;
  const heads = flows.map(({ legs }) => ({ ...legs.at(-1)[2], r: 7 }));
  const ends = flows.map(({ end }) => ({ ...end, r: 8 }));
  drawLabels(context, view, named, colours, app.words.lang, [...plan.centres, ...ends], [...taken, ...heads], counts);
  const hits = drawIncidents(context, plan, look, colours, selected);
  if (selected?.kind === "incident" && selected.at) {
    const own = hits.find((hit) => hit.events.length === 1 && hit.events[0] === selected);
    drawSelected(context, own ?? view.point(selected.at), selected, look, colours);
  }
  return { hits, flows };
}

function listen(app, scene, panel, stage) {
  const { map } = app;
  const hitAt = ({ x, y }) => {
    const near = scene().hits.filter((hit) => Math.hypot(hit.x - x, hit.y - y) <= Math.max(hit.r, 9));
    return near.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))[0] ?? null;
  };
  map.on("click", ({ containerPoint: p }) => {
    const hit = hitAt(p);
    if (!hit) return app.select(flowAt(scene().flows, p.x, p.y));
    if (hit.events.length === 1) return app.select(hit.events[0]);
    if (hit.at.length > 1 && map.getZoom() < 14) return map.fitBounds(L.latLngBounds(hit.at.map(([lon, lat]) => [lat, lon])), { maxZoom: Math.max(12, map.getZoom() + 2), padding: [90, 90] });
    stage.classList.add("with-panel");
    panel.choose(hit.events);
  });
  map.on("mousemove", ({ containerPoint: p }) => {
    map.getContainer().style.cursor = hitAt(p) || flowAt(scene().flows, p.x, p.y) ? "pointer" : "";
  });
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[e.key] ?? [0, 0];
    const forward = app.words.direction === "rtl" ? -1 : 1;
    if (e.key === "Escape") app.select(null);
    else if (dx && !e.shiftKey) app.step(dx * forward);
    else if ((dx || dy) && e.target === map.getContainer()) map.panBy([dx * 120, dy * 120]);
  });
}

/** Move the map so that the event stands clear of the panel. */
function revealEvent(app, event, panel) {
  const { map } = app;
  if (map._animatingZoom) return map.once("zoomend", () => app.selected === event && revealEvent(app, event, panel));
  const points = (event.path ?? [event.at]).map(([lon, lat]) => [lat, lon]);
  const phone = window.innerWidth <= 700;
  const side = phone ? 40 : panel.offsetWidth + 40;
  const below = phone ? panel.offsetHeight + 30 : 60;
  const [left, right] = document.documentElement.dir === "rtl" ? [side, 60] : [60, side];
  const options = { paddingTopLeft: [phone ? 40 : left, 90], paddingBottomRight: [phone ? 40 : right, below], animate: !matchMedia("(prefers-reduced-motion: reduce)").matches };
  const near = event.hollow ? 8 : 10;
  map.fitBounds(L.latLngBounds(points), { ...options, maxZoom: Math.max(near, Math.min(map.getZoom(), 13)) });
}

/** Open on all events, clear of the panels at the edges. */
function fit(map, events, places) {
  const points = events.filter((e) => e.at).flatMap((e) => e.path ?? [e.at]);
  const all = points.length ? points : places.map((p) => p.at);
  if (!all.length) return;
  const wide = map.getSize().x > 700;
  map.fitBounds(L.latLngBounds(all.map(([lon, lat]) => [lat, lon])), {
    maxZoom: 11, animate: false, paddingTopLeft: wide ? [280, 140] : [30, 150], paddingBottomRight: wide ? [90, 60] : [30, 100],
  });
}

/** The layer control: plain maps that travel with the page, pictures from the network only when chosen. */
function addLayers(app, ground, onTheme) {
  const { map, look } = app;
  const credit = L.control.attribution({ position: "bottomright", prefix: false }).addTo(map);
  const plain = { light: L.layerGroup(), dark: L.layerGroup() };
  const choices = [
    ...Object.entries(plain).map(([theme, layer]) => ({ key: theme, layer, theme })),
    ...look.online.map((o) => ({ name: o.name, layer: L.tileLayer(o.url, { maxZoom: 18, maxNativeZoom: o.max, attribution: o.attribution, referrerPolicy: "origin" }), theme: null })),
  ];
  map.on("baselayerchange", ({ layer }) => {
    const { theme } = choices.find((c) => c.layer === layer);
    app.online = theme === null;
    app.theme = theme ?? "light";
    if (app.online) ground.remove();
    else ground.addTo(map);
    onTheme();
  });
  plain[app.theme].addTo(map);
  ground.addTo(map);
  let controls = [];
  return {
    rename() {
      const { words } = app;
      controls.forEach((control) => control.remove());
      const position = words.direction === "rtl" ? "topleft" : "topright";
      const name = (c) => (c.key ? words.t(c.key) : `${c.name} (${words.t("online")})`);
      controls = [
        L.control.layers(Object.fromEntries(choices.map((c) => [name(c), c.layer])), {}, { position }),
        L.control.zoom({ position, zoomInTitle: words.t("zoom_in"), zoomOutTitle: words.t("zoom_out") }),
        L.control.scale({ position: words.direction === "rtl" ? "bottomright" : "bottomleft", imperial: false }),
      ];
      controls.forEach((control) => control.addTo(map));
      map.getContainer().querySelector(".leaflet-control-layers-toggle")?.setAttribute("title", words.t("layers"));
      credit.removeAttribution(credit.text);
      credit.text = words.t("base_credit");
      credit.addAttribution(credit.text);
      credit.setPosition(words.direction === "rtl" ? "bottomleft" : "bottomright");
    },
  };
}

/** Title, search, and the buttons that open the drawer. */
function makeHeader(app, drawer, setLanguage) {
  const title = h("h1", { dir: "auto" }, app.data.title);
  const summary = h("p", { class: "quiet" });
  const search = h("input", { type: "search", oninput: (e) => app.filter.set({ query: e.target.value }) });
  const list = h("button", { type: "button", onclick: () => drawer.toggle("events") });
  const missing = h("button", { type: "button", onclick: () => drawer.toggle("unplaced") });
  const language = h("button", { type: "button", onclick: () => setLanguage(app.words.lang === "ar" ? "en" : "ar") });
  const root = h("header", { id: "top" }, title, summary, h("div", { class: "buttons" }, search, list, missing, language));
  return {
    root,
    refresh() {
      const { words, filter, data } = app;
      const count = (kind) => words.number(filter.shown.filter((e) => e.kind === kind).length);
      const reports = words.number(data.reports.length);
      const empty = filter.all.length === 0;
      fill(summary, empty ? words.t("nothing") : words.t("summary", { incidents: count("incident"), movements: count("movement"), reports }));
      if (search !== document.activeElement) search.value = filter.query;
      search.placeholder = words.t("search");
      search.setAttribute("aria-label", words.t("search"));
      fill(list, words.t("events"));
      fill(missing, words.t("unplaced"), h("span", { class: "badge" }, words.number(unplacedCount(app))));
      fill(language, bdi(words.t("other_language")));
    },
  };
}

function typeName(event, words) {
  if (event.kind === "movement") return words.label("group", event.record.group ?? "mixed");
  return event.record.sub_event_type ? words.label("sub_event", event.record.sub_event_type) : words.label("event", event.record.event_type ?? "other");
}

/** A movement's count with its quantifier: short on the arrow, in words in the panel. */
function countText(record, words, long = false) {
  const count = countOf(record);
  if (count === null) return "";
  const n = words.number(count);
  const unit = record.unit && (long || record.unit !== "people") ? ` ${words.label("unit", record.unit)}` : "";
  const [low, high] = [record.count_low, record.count_high].map((x) => (x === undefined ? x : words.number(x)));
  if (record.quantifier === "between" && low !== undefined && high !== undefined) return (long ? words.t("between", { low, high }) : `${low}–${high}`) + unit;
  const sign = { approximately: "≈ ", more_than: "> ", less_than: "< " }[record.quantifier] ?? "";
  return (long && sign ? words.t(record.quantifier, { n }) : `${sign}${n}`) + unit;
}

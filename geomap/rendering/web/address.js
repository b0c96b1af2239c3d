import { isoDay, period } from "./days.js";

/** The state of the page in its address, so that a view can be sent to somebody.
 * @param {any} app */
export function makeAddress(app) {
  const { map, filter } = app;
  const plain = { q: "query", type: "type", actor: "actor", source: "source", report: "report" };
  const numbers = { precision: 7, confidence: 0, deaths: 0 };
  let waiting = 0;
  let held = null; // the view that was asked for: the map stands at whole pixels, yet a link sent on and on must not drift

  function centre() {
    const [now, zoom] = [map.getCenter(), map.getZoom()];
    const still = held?.[0] === zoom && map.project(held.slice(1), zoom).distanceTo(map.project(now, zoom)) < 3;
    if (!still) held = null;
    return held ? { lat: held[1], lng: held[2] } : now;
  }

  function write() {
    const { lat, lng } = centre();
    const out = new URLSearchParams();
    out.set("at", `${map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`);
    out.set("lang", app.words.lang);
    if (app.theme === "dark") out.set("theme", "dark");
    if (filter.hasDates && filter.from !== filter.first) out.set("from", isoDay(filter.from));
    if (filter.hasDates && filter.to !== filter.last) out.set("to", isoDay(filter.to));
    if (!filter.undated) out.set("undated", "0");
    for (const group of filter.hidden) out.append("hide", group);
    for (const [key, name] of Object.entries(plain)) if (filter[name]) out.set(key, filter[name]);
    for (const [name, none] of Object.entries(numbers)) if (filter[name] !== none) out.set(name, String(filter[name]));
    if (app.selected) out.set("event", String(app.selected.i));
    try {
      history.replaceState(null, "", `#${out}`);
    } catch {
      // a page inside another (a notebook) has no address of its own
    }
    app.onAddress?.();
  }

  return {
    /** Take over what the address asks for. Returns what is not the filter's. */
    read() {
      clearTimeout(waiting);
      const asked = new URLSearchParams(location.hash.slice(1));
      const change = {};
      const [from, to] = ["from", "to"].map((key) => period(asked.get(key)));
      if (filter.hasDates && from) change.from = filter.within(from[0]);
      if (filter.hasDates && to) change.to = filter.within(to[1]);
      if (asked.get("undated") === "0") change.undated = false;
      if (asked.has("hide")) change.hidden = new Set(asked.getAll("hide").filter((g) => app.store.groups.includes(g)));
      for (const [key, name] of Object.entries(plain)) if (asked.has(key)) change[name] = asked.get(key);
      for (const name of Object.keys(numbers)) if (asked.has(name) && Number.isFinite(Number(asked.get(name)))) change[name] = Number(asked.get(name));
      const at = (asked.get("at") ?? "").split("/").map(Number);
      const event = asked.has("event") ? Number(asked.get("event")) : -1;
      held = isView(at, map) ? at : null;
      return {
        change,
        at: held,
        event: Number.isInteger(event) && event >= 0 && event < app.store.count ? event : -1,
        lang: asked.get("lang"),
        theme: asked.get("theme"),
      };
    },
    /** Note the state, a moment after the last change. */
    note() {
      clearTimeout(waiting);
      waiting = setTimeout(write, 250);
    },
  };
}

/** Whether these are a zoom, a latitude and a longitude that the map can show. @param {number[]} at @param {any} map */
const isView = ([zoom, lat, lng], map) => zoom >= map.getMinZoom() && zoom <= map.getMaxZoom() && Math.abs(lat) <= 85 && Math.abs(lng) <= 360;

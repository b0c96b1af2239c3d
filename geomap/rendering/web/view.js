import { STUB } from "./around.js";

/** Moves of the map that keep events clear of the panels. */

const phone = () => window.innerWidth <= 700;

/** Move the map so that the event stands clear of the panel. @param {any} app @param {any} event @param {HTMLElement} panel */
export function revealEvent(app, event, panel) {
  const { map } = app;
  if (map._animatingZoom) return map.once("zoomend", () => app.selected === event && revealEvent(app, event, panel));
  const points = (event.path ?? [event.at]).map(([lon, lat]) => [lat, lon]);
  const side = phone() ? 40 : panel.offsetWidth + 40;
  const below = phone() ? panel.offsetHeight + 30 : 60;
  const drawer = document.getElementById("drawer").offsetWidth; // none where it is closed
  const opposite = 60 + Math.max(0, Math.min(drawer, map.getSize().x - side - 200));
  const [left, right] = document.documentElement.dir === "rtl" ? [side, opposite] : [opposite, side];
  const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const padding = { paddingTopLeft: [phone() ? 40 : left, 90], paddingBottomRight: [phone() ? 40 : right, below] };
  const near = vague(event) ? 7 : event.hollow ? 8 : 10;
  map.fitBounds(L.latLngBounds(points), { ...padding, animate, maxZoom: Math.max(near, Math.min(map.getZoom(), 13)) });
}

/** Whether only the country or the governorate is known. */
const vague = ({ record }) => [record, record.origin, record.destination].some((e) => e?.where_prec >= 4);

const LEAST_SHARE = 0.4; // of the window's height that events are shown in
const AROUND = 44; // pixels from the outermost places to the edge: their symbols, names and numbers

const OVER = STUB + AROUND; // and of a place with arrows whose other end is unknown: some stand up, with words on them

/** Left, top, right and bottom of what lies on the map, panels and buttons, from its corner. @param {any} map @returns {number[][]} */
export function panelsOn(map) {
  const around = map.getContainer().getBoundingClientRect();
  const parts = document.querySelectorAll("#top, #legend, #panel, #drawer, .leaflet-control");
  const boxes = Array.from(parts, (part) => part.getBoundingClientRect());
  return boxes.filter((b) => b.width).map((b) => [b.left - around.left, b.top - around.top, b.right - around.left, b.bottom - around.top]);
}

/** How far from each edge events stand clear of the header, the legend or the list in its place, and the buttons.
 * @returns {number[]} left, top, right, bottom */
function room(map) {
  const around = map.getContainer().getBoundingClientRect();
  const box = (id) => document.getElementById(id).getBoundingClientRect();
  const top = box("top").bottom - around.top + AROUND / 2;
  const legend = box("legend");
  const below = legend.height ? around.bottom - legend.top : 0;
  if (phone()) return [AROUND, top, AROUND + 16, below + AROUND / 2];
  const rightward = document.documentElement.dir === "rtl";
  const side = [legend, box("drawer")].filter(({ width }) => width);
  const beside = AROUND + Math.max(0, ...side.map(({ left, right }) => (rightward ? around.right - left : right - around.left)));
  return rightward ? [2 * AROUND, top, beside, AROUND] : [beside, top, 2 * AROUND, AROUND];
}

/** In a small window, or with large letters, events rather lie under something than nowhere. */
function spared([left, top, right, bottom], size) {
  const low = size.y - top - bottom < LEAST_SHARE * size.y ? AROUND / 2 : bottom;
  return [left, Math.min(top, (1 - LEAST_SHARE) * size.y - low), right, low];
}

/** Open on all events, and again when what lies on the map changes, until somebody has moved it.
 * @param {any} map @param {any} store @param {any[]} places */
export function makeFit(map, store, places) {
  let stood = null;
  const now = () => [map.getZoom(), map.getCenter().lat, map.getCenter().lng];
  const open = () => {
    fit(map, store, places);
    stood = now();
  };
  return {
    open,
    again() {
      if (stood && !phone() && now().every((x, k) => Math.abs(x - stood[k]) < 1e-9)) open();
    },
  };
}

/** Show all events, clear of the panels at the edges. */
function fit(map, store, places) {
  // Round the globe either way: the narrower extent is meant, also where it crosses the antimeridian.
  const [straight, across] = [L.latLngBounds([]), L.latLngBounds([])];
  const extend = (lon, lat) => {
    straight.extend([lat, lon]);
    across.extend([lat, lon < 0 ? lon + 360 : lon]);
  };
  for (let p = 0; p < store.lon.length; p++) if (p < 1000 || p % 97 === 0 || p === store.lon.length - 1) extend(store.lon[p], store.lat[p]);
  const alone = []; // places at which an arrow stands that has no other end
  for (const i of store.moves) {
    const path = store.event(i).path ?? [];
    for (const [lon, lat] of path) extend(lon, lat);
    if (path.length === 1) alone.push(path[0]);
  }
  if (!straight.isValid()) for (const { at } of places) extend(at[0], at[1]);
  if (!straight.isValid()) return;
  const width = (bounds) => bounds.getEast() - bounds.getWest();
  const bounds = width(across) < width(straight) ? across : straight;
  const [left, top, right, bottom] = spared(room(map), map.getSize());
  const open = (top) => map.fitBounds(bounds, { maxZoom: 11, animate: false, paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] });
  open(top);
  const clear = top - AROUND / 2 + OVER;
  if (alone.some(([lon, lat]) => map.latLngToContainerPoint([lat, lon]).y < clear)) open(clear);
}

import { mercatorX, mercatorY } from "./codec.js";

/** A Leaflet layer that draws on one canvas, a little larger than the window: a drag moves the picture and draws anew
 * only where it runs out of margin, or comes to rest.
 * @typedef {{width: number, height: number, margin: number, zoom: number, scale: number, x: number, y: number,
 *   point: (at: number[]) => {x: number, y: number}, metres: (m: number, lat: number) => number}} View
 */

export const MARGIN = 120; // pixels drawn on every side of the window
const REST = 160; // milliseconds without a move

export const CanvasLayer = L.Layer.extend({
  /** @param {(context: CanvasRenderingContext2D, view: View) => void} draw @param {string} pane */
  initialize(draw, pane) {
    this.draw = draw;
    this.options = { pane };
  },
  onAdd(map) {
    const canvas = (this.canvas = document.createElement("canvas"));
    canvas.className = "leaflet-zoom-animated";
    canvas.setAttribute("aria-hidden", "true");
    this.getPane().append(canvas);
    this.view = null;
    this.redraw();
  },
  onRemove() {
    clearTimeout(this.rest);
    this.canvas.remove();
  },
  getEvents() {
    return { move: this.moved, moveend: this.moved, resize: this.redraw, zoomanim: this.animate };
  },
  /** Stretch the drawn picture while Leaflet animates a zoom. */
  animate(event) {
    const scale = this._map.getZoomScale(event.zoom, this.view.zoom);
    const offset = this._map._latLngToNewLayerPoint(this.corner, event.zoom, event.center);
    L.DomUtil.setTransform(this.canvas, offset, scale);
  },
  /** How far the window has moved over what is drawn. @returns {{x: number, y: number}} */
  shift() {
    const { x, y } = this._map.containerPointToLayerPoint([0, 0]);
    return { x: x - this.origin.x, y: y - this.origin.y };
  },
  moved() {
    const map = this._map;
    // A view that was set, not panned to, has another origin of pixels.
    if (!this.view || map.getZoom() !== this.view.zoom || !map.getPixelOrigin().equals(this.pixels)) return this.redraw();
    const { x, y } = this.shift();
    if (Math.abs(x) > MARGIN || Math.abs(y) > MARGIN) return this.redraw();
    clearTimeout(this.rest);
    if (x || y) this.rest = setTimeout(() => this.redraw(), REST);
  },
  redraw() {
    const map = this._map;
    clearTimeout(this.rest);
    if (!map || map._animatingZoom) return;
    const size = map.getSize();
    const ratio = window.devicePixelRatio || 1;
    const canvas = this.canvas;
    const [width, height] = [size.x + 2 * MARGIN, size.y + 2 * MARGIN];
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    this.origin = map.containerPointToLayerPoint([0, 0]);
    this.corner = map.containerPointToLatLng([-MARGIN, -MARGIN]);
    this.pixels = map.getPixelOrigin();
    this.view = viewOf(map);
    L.DomUtil.setTransform(canvas, map.containerPointToLayerPoint([-MARGIN, -MARGIN]), 1);
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, MARGIN * ratio);
    context.clearRect(-MARGIN, -MARGIN, width, height);
    this.draw(context, this.view);
  },
});

/** @param {any} map @returns {View} */
function viewOf(map) {
  const size = map.getSize();
  const zoom = map.getZoom();
  const scale = 256 * 2 ** zoom;
  const corner = map.getPixelBounds().min;
  return {
    width: size.x,
    height: size.y,
    margin: MARGIN,
    zoom,
    scale,
    x: corner.x,
    y: corner.y,
    /** Where a position stands in the window, in that copy of the world which is nearest its middle. */
    point([lon, lat]) {
      const x = mercatorX(lon) * scale - corner.x;
      return { x: x + Math.round((size.x / 2 - x) / scale) * scale, y: mercatorY(lat) * scale - corner.y };
    },
    metres: (m, lat) => (m * scale) / (40075017 * Math.max(0.05, Math.cos((lat * Math.PI) / 180))),
  };
}

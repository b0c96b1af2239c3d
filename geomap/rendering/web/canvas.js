import { mercatorX, mercatorY } from "./codec.js";

/** A Leaflet layer that draws on one canvas the size of the window: `draw(context, view)` on every move.
 * @typedef {{width: number, height: number, zoom: number, scale: number, x: number, y: number,
 *   point: (at: number[]) => {x: number, y: number}, metres: (m: number, lat: number) => number}} View
 */

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
    this.redraw();
  },
  onRemove() {
    this.canvas.remove();
  },
  getEvents() {
    return { move: this.redraw, moveend: this.redraw, resize: this.redraw, zoomanim: this.animate };
  },
  /** Stretch the drawn picture while Leaflet animates a zoom. */
  animate(event) {
    const scale = this._map.getZoomScale(event.zoom, this.view.zoom);
    const offset = this._map._latLngBoundsToNewLayerBounds(this.bounds, event.zoom, event.center).min;
    L.DomUtil.setTransform(this.canvas, offset, scale);
  },
  redraw() {
    const map = this._map;
    if (!map || map._animatingZoom) return;
    const size = map.getSize();
    const ratio = window.devicePixelRatio || 1;
    const canvas = this.canvas;
    if (canvas.width !== Math.round(size.x * ratio) || canvas.height !== Math.round(size.y * ratio)) {
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    this.bounds = map.getBounds();
    this.view = viewOf(map);
    L.DomUtil.setTransform(canvas, map.containerPointToLayerPoint([0, 0]), 1);
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.x, size.y);
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

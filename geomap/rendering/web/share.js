import { h } from "./dom.js";
import { drawPicture } from "./picture.js";

/** Ways to take the map along: the filtered events as GeoJSON or CSV, a picture, paper, a link.
 * @param {any} app */
export function makeShare(app) {
  const { store, filter } = app;

  async function* shown() {
    for (let i = 0; i < store.count; i++) if (filter.shows(i)) yield { i, record: await store.details(i) };
  }

  async function geojson() {
    const parts = ['{"type":"FeatureCollection","features":['];
    let comma = "";
    for await (const { i, record } of shown()) {
      const { path, ...properties } = record;
      const { at } = store.event(i);
      const geometry = path?.length > 1 ? { type: "LineString", coordinates: path } : at ? { type: "Point", coordinates: at } : null;
      parts.push(`${comma}\n${JSON.stringify({ type: "Feature", geometry, properties })}`);
      comma = ",";
    }
    parts.push("\n]}\n");
    save(new Blob(parts, { type: "application/geo+json" }), "geomap.geojson");
  }

  async function csv() {
    const rows = [];
    const header = new Set(["id", "event_type", "sub_event_type", "date_start", "date_end", "place", "place_ar", "lat", "lon"]);
    for await (const { record } of shown()) {
      const flat = flatten(record);
      Object.keys(flat).forEach((key) => header.add(key));
      rows.push(flat);
    }
    const names = [...header];
    const lines = [names, ...rows.map((row) => names.map((name) => row[name]))].map((cells) => `${cells.map(cell).join(",")}\r\n`);
    save(new Blob(["\ufeff", ...lines], { type: "text/csv;charset=utf-8" }), "geomap.csv");
  }

  const picture = () => drawPicture(app).toBlob((blob) => save(blob, "geomap.png"), "image/png");

  const href = () => (location.href.startsWith("about:") ? "" : location.href);
  let link = null;
  app.onAddress = () => link && (link.value = href());

  return {
    nodes() {
      const { words } = app;
      const button = (key, onclick) => h("button", { type: "button", onclick }, words.t(key));
      link = h("input", { type: "text", readonly: true, value: href(), "aria-label": words.t("link_view"), onfocus: (e) => e.target.select() });
      return [
        h("h2", {}, words.t("take_shown")),
        h("div", { class: "choices" }, button("save_geojson", geojson), button("save_csv", csv), button("save_png", picture), button("print", () => window.print())),
        link.value ? h("label", { class: "field" }, h("span", {}, words.t("link_view")), link) : null,
      ].filter(Boolean);
    },
  };
}

/** One level of columns: ends of a movement by name, lists joined. @param {any} record */
function flatten(record) {
  const { claims, path, ...out } = record;
  for (const [key, value] of Object.entries(out)) {
    if (Array.isArray(value)) out[key] = value.map((v) => v?.name ?? v).join("; ");
    else if (value && typeof value === "object") {
      delete out[key];
      for (const [inner, v] of Object.entries(value)) out[`${key}_${inner}`] = v;
    }
  }
  return { ...out, claims: claims?.length };
}

/** A cell that no spreadsheet takes for a formula. @param {any} value */
function cell(value) {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

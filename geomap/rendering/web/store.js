import { mercatorX, mercatorY } from "./codec.js";
import { isoDay } from "./days.js";
import { isCoarse } from "./symbols.js";
import { makeTexts } from "./texts.js";

/** All events as columns sorted by day, the undated last, and the places they stand at sorted from west to east.
 * @typedef {ReturnType<typeof makeStore>} Store
 * @typedef {{i: number, kind: "incident"|"movement", record: any, group: string, at: number[]|null, path: number[][]|null,
 *   start: number|null, end: number|null, hollow: boolean}} Event */

/** @param {any} data @param {Uint8Array} bytes @param {any} look */
export function makeStore(data, bytes, look) {
  const columns = readColumns(data.layout, bytes);
  columns.report ??= columns.source; // each outlet is one report
  const { count, dated } = data;
  const sum = (column, from) => {
    let total = from;
    for (let i = 0; i < column.length; i++) column[i] = total += column[i];
    return column;
  };
  const day = sum(Int32Array.from(columns.day), data.first);
  const { span, confidence, flow, at, where } = columns;
  const place = columns.place ?? Uint32Array.from(where, (row) => at[row]); // each named place stands at one position
  const text = columns.text;
  for (let i = 0, at = -1; i < text.length; i++) text[i] = at += text[i] & 1 ? -((text[i] + 1) >>> 1) : text[i] >>> 1;
  const lon = Float64Array.from(sum(Int32Array.from(columns.lon), -180 * data.steps), (v) => v / data.steps);
  const lat = Float64Array.from(columns.lat, (v) => (v - 90 * data.steps) / data.steps);
  const tables = readTables(data.tables);
  const groups = [...Object.keys(look.event).map((g) => `incident:${g}`), ...Object.keys(look.group).map((g) => `movement:${g}`)];
  const kindNames = Object.keys(look.event);
  const kinds = kindNames.length;
  const typeGroup = Uint8Array.from(tables.type, (t) => Math.max(0, groups.indexOf(`incident:${Object.hasOwn(look.event, t.event_type) ? t.event_type : "other"}`)));
  const flowGroup = Uint8Array.from(data.flows, (f) => groups.indexOf(`movement:${Object.hasOwn(look.group, f.group) ? f.group : "mixed"}`));
  const group = new Uint8Array(count);
  for (let i = 0; i < count; i++) group[i] = flow[i] ? flowGroup[flow[i] - 1] : typeGroup[columns.type[i]];
  let longest = 0;
  for (let i = 0; i < dated; i++) if (span[i] > longest) longest = span[i];
  const texts = makeTexts(data.shapes, count);
  const hollow = tables.manner.map((m) => isCoarse(m, look.symbol));
  const size = tables.toll.map((t) => symbolSize(t, look.symbol));
  const sizes = (end) => tables.toll.map((t) => (t[`killed_${end}`] === undefined ? 0 : symbolSize({ killed: t[`killed_${end}`] }, look.symbol)));
  const [least, most] = [sizes("low"), sizes("high")];
  const faint = tables.manner.map((m) => m.modality === "planned" || m.modality === "negated");
  const claimed = tables.manner.map((m) => m.modality === "claimed");
  const metres = tables.manner.map((m, k) => (hollow[k] && m.radius_m > 0 ? m.radius_m : 0));
  const spread = metres.some(Boolean) ? areaPlaces() : null;
  const moves = [];
  const unplaced = [];
  for (let i = 0; i < count; i++) if (!place[i]) unplaced.push(i);
  if (data.flows.length) for (let i = 0; i < count; i++) if (flow[i]) moves.push(i);

  /** Places of which an event knows but the area, as one byte a place. */
  function areaPlaces() {
    const out = new Uint8Array(lon.length);
    for (let i = 0; i < count; i++) if (metres[columns.manner[i]] && place[i]) out[place[i] - 1] = 1;
    return out;
  }

  /** What columns know of an event. @param {number} i */
  function fields(i) {
    const record = { ...tables.type[columns.type[i]], ...tables.where[columns.where[i]], ...tables.manner[columns.manner[i]] };
    Object.assign(record, tables.by[columns.by[i]], tables.to[columns.to[i]], tables.toll[columns.toll[i]]);
    if (flow[i]) Object.assign(record, data.flows[flow[i] - 1]);
    if (i < dated) [record.date_start, record.date_end] = [isoDay(day[i]), isoDay(day[i] + span[i])];
    if (confidence[i]) record.confidence = (confidence[i] - 1) / 1000;
    if (columns.report[i]) record.reports = data.lists.report[columns.report[i]];
    if (place[i] && !flow[i]) [record.lon, record.lat] = [lon[place[i] - 1], lat[place[i] - 1]];
    return record;
  }

  return {
    ...columns, count, dated, day, span, place, lon, lat, text, group, groups, kinds, tables, longest, texts, moves, unplaced,
    lists: data.lists,
    hasClaimed: claimed.includes(true),
    /** Whether any incident is planned or denied. */
    hasFaint() {
      for (let i = 0; i < count && faint.includes(true); i++) if (faint[columns.manner[i]] && !flow[i]) return true;
      return false;
    },
    flowTexts: data.flows.map((f) => [f.origin, f.destination, ...(f.via ?? [])].filter(Boolean).flatMap((e) => [e.name, e.name_ar, e.text]).filter(Boolean)),
    x: lon.map(mercatorX),
    y: lat.map(mercatorY),
    sizeOf: (i) => size[columns.toll[i]],
    /** Radius in metres of the area an event is drawn with, 0 for none. @param {number} i */
    areaOf: (i) => metres[columns.manner[i]],
    /** @param {number} p */
    hasArea: (p) => spread !== null && spread[p] === 1,
    /** How an incident is drawn. @param {number} i */
    sign: (i) => ({
      group: kindNames[group[i]], size: size[columns.toll[i]], least: least[columns.toll[i]], most: most[columns.toll[i]],
      hollow: hollow[columns.manner[i]], faint: faint[columns.manner[i]],
      claimed: claimed[columns.manner[i]],
    }),
    /** @param {number} i @returns {Event} */
    event(i) {
      const record = fields(i);
      const path = flow[i] ? (record.path ?? null) : null;
      const at = path ? path[0] : place[i] ? [lon[place[i] - 1], lat[place[i] - 1]] : null;
      const name = groups[group[i]];
      return {
        i, record, path, at,
        kind: flow[i] ? "movement" : "incident",
        group: name.slice(name.indexOf(":") + 1),
        start: i < dated ? day[i] : null,
        end: i < dated ? day[i] + span[i] : null,
        hollow: !flow[i] && hollow[columns.manner[i]],
      };
    },
    /** Everything known of an event, opened from its chunk. @param {number} i @returns {Promise<any>} */
    details: (i) => texts.read(text[i], fields(i)),
  };
}

/** Undo the cutting of columns into planes of bytes: the lowest bytes of all numbers first.
 * @param {[string, number, number][]} layout name, bytes a number, numbers @param {Uint8Array} bytes */
function readColumns(layout, bytes) {
  const out = {};
  let at = 0;
  for (const [name, width, length] of layout) {
    const column = width === 1 ? bytes.slice(at, at + length) : new (width === 2 ? Uint16Array : Uint32Array)(length);
    for (let plane = 0; width > 1 && plane < width; plane++) {
      const [from, shift] = [at + plane * length, 8 * plane];
      for (let i = 0; i < length; i++) column[i] |= bytes[from + i] << shift;
    }
    // Sums and differences of these outgrow a byte.
    out[name] = name === "text" ? Uint32Array.from(column) : column;
    at += width * length;
  }
  return out;
}

/** Rows of tables as objects without the unknown. */
function readTables(tables) {
  const out = {};
  for (const [name, { fields, rows }] of Object.entries(tables)) {
    out[name] = rows.map((values) => {
      const row = {};
      for (let i = 0; i < fields.length; i++) if (values[i] !== null && values[i] !== undefined) row[fields[i]] = values[i];
      return row;
    });
  }
  return out;
}

/** Radius of a symbol in pixels: its area grows with the deaths. */
function symbolSize(record, symbol) {
  const deaths = record.killed_best ?? record.killed ?? record.fatalities ?? 0;
  return Math.min(symbol.most, symbol.least + symbol.growth * Math.sqrt(Math.max(0, Number(deaths) || 0)));
}

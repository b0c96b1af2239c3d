import { MARGIN } from "./canvas.js";
import { isoDay } from "./days.js";
import { KEY, keyOf } from "./key.js";
import { FONT } from "./labels.js";
import { undrawnText } from "./legend.js";
import { flowColour } from "./movements.js";
import { drawSymbol } from "./symbols.js";

const ICONS = 58; // pixels that the signs of the key take beside its sentences
const NOTE = 27; // and in height

/** The map as one picture with title, period, legend, scale and sources: what is saved and what is printed.
 * @param {any} app @returns {HTMLCanvasElement} */
export function drawPicture(app) {
  const { map, words, filter } = app;
  const size = map.getSize();
  const ratio = window.devicePixelRatio || 1;
  const colours = app.colours();
  const [head, foot] = [74, 40];
  const canvas = document.createElement("canvas");
  canvas.width = size.x * ratio;
  canvas.height = (size.y + head + foot) * ratio;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.fillStyle = colours.halo;
  context.fillRect(0, 0, size.x, size.y + head + foot);
  context.save();
  context.beginPath();
  context.rect(0, head, size.x, size.y);
  context.clip();
  const { panels } = app;
  const key = layKey(context, app, size);
  app.panels = () => (key ? [[key.x, key.y, key.x + key.width, key.y + key.height]] : []);
  for (const layer of [app.ground, app.events]) {
    if (!layer.canvas?.isConnected) continue;
    layer.redraw();
    context.drawImage(layer.canvas, -MARGIN, head - MARGIN, size.x + 2 * MARGIN, size.y + 2 * MARGIN);
  }
  app.panels = panels;
  app.events.redraw();
  if (key) drawKey(context, app, colours, key, head);
  drawScale(context, app, colours, size, head);
  context.restore();
  const right = words.direction === "rtl";
  const edge = right ? size.x - 20 : 20;
  context.direction = words.direction;
  context.textAlign = right ? "right" : "left";
  context.textBaseline = "alphabetic";
  context.fillStyle = colours.ink;
  context.font = `700 22px ${FONT}`;
  context.fillText(clip(context, app.title(), size.x - 40), edge, 34);
  context.font = `400 14px ${FONT}`;
  context.fillText(clip(context, summary(app, words, filter), size.x - 40), edge, 58);
  context.font = `400 12px ${FONT}`;
  context.fillText(clip(context, outlets(app), size.x - 40), edge, head + size.y + 17);
  context.fillText(clip(context, app.online ? "" : words.t("base_credit"), size.x - 40), edge, head + size.y + 33);
  return canvas;
}

function summary(app, words, filter) {
  const { incidents, movements } = filter.tally();
  const period = filter.hasDates ? `${words.days(isoDay(filter.from), isoDay(filter.to))} · ` : "";
  const events = words.t("summary_rows", { incidents, movements });
  return [period + events, missing(app), undrawnText(app)].filter(Boolean).join(" · ");
}

/** How many of the shown events are nowhere on the map, and how many have no date: paper has no panel to ask. */
function missing({ store, filter, words }) {
  let [nowhere, undated] = [0, 0];
  for (const i of store.unplaced) if (filter.shows(i)) nowhere++;
  for (let i = store.dated; i < store.count; i++) if (filter.shows(i)) undated++;
  const told = (key, n) => (n ? words.t(key, { n }) : "");
  return [told("unplaced_events", nowhere), told("undated_events", undated)].filter(Boolean).join(" · ");
}

/** The outlets that the shown events rest on. */
function outlets(app) {
  const { store, filter, words } = app;
  const used = new Set();
  for (let i = 0; i < store.count && used.size < 40; i++) if (filter.shows(i)) for (const name of store.lists.source[store.source[i]]) used.add(name);
  return used.size ? `${words.t("from_sources")}: ${[...used].join(words.lang === "ar" ? "\u060c " : ", ")}` : "";
}

function clip(context, text, width) {
  let letters = Array.from(text.slice(0, 1000));
  if (context.measureText(letters.join("")).width <= width) return letters.join("");
  while (letters.length && context.measureText(`${letters.join("")}…`).width > width) letters = letters.slice(0, -Math.ceil(letters.length / 20));
  return `${letters.join("")}…`;
}

/** What the legend of a picture holds, and where it stands on the map; null where nothing shows. */
function layKey(context, app, size) {
  const { store, words, look, scene } = app;
  const rows = store.groups.map((name, g) => ({ name, g, n: app.filter.groupOn[g] ? scene.mix[g] : 0 })).filter((row) => row.n);
  if (!rows.length) return null;
  const notes = keyOf(rows[0].g < store.kinds, rows.at(-1).g >= store.kinds, store, look);
  const right = words.direction === "rtl";
  context.font = `400 13px ${FONT}`;
  context.direction = words.direction;
  const label = ({ name, n }) => `${words.label(name.startsWith("incident") ? "event" : "group", name.slice(name.indexOf(":") + 1))}  ${words.number(n)}`;
  const widest = (texts) => Math.max(...texts.map((text) => context.measureText(text).width));
  const width = Math.max(widest(rows.map(label)) + 52, widest(notes.map((key) => words.t(key))) * 0.9 + ICONS + 28);
  const height = rows.length * 24 + notes.length * NOTE + 22;
  return { rows, notes, label, width, height, x: right ? size.x - width - 16 : 16, y: size.y - height - 16 };
}

function drawKey(context, app, colours, { rows, notes, label, width, height, x, y: top }, head) {
  const { store, words, look } = app;
  const y = head + top;
  const right = words.direction === "rtl";
  context.direction = words.direction;
  context.fillStyle = colours.halo;
  context.strokeStyle = colours.border;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x, y, width, height, 8);
  context.fill();
  context.stroke();
  rows.forEach((row, k) => {
    const [sx, sy] = [right ? x + width - 20 : x + 20, y + 20 + k * 24];
    const group = row.name.slice(row.name.indexOf(":") + 1);
    if (row.g < store.kinds) drawSymbol(context, look.event[group], sx, sy, 7, { paper: colours.halo, ink: colours.outline });
    else {
      context.strokeStyle = flowColour(look.group[group], colours);
      context.lineWidth = 3;
      context.beginPath();
      context.moveTo(sx - 8, sy + 3);
      context.quadraticCurveTo(sx, sy - 5, sx + 8, sy);
      context.stroke();
    }
    context.fillStyle = colours.ink;
    context.textAlign = right ? "right" : "left";
    context.textBaseline = "middle";
    context.font = `400 13px ${FONT}`;
    context.fillText(label(row), right ? sx - 20 : sx + 20, sy);
  });
  context.font = `400 11.7px ${FONT}`;
  notes.forEach((key, k) => {
    const sign = KEY[key];
    const middle = y + rows.length * 24 + 12 + (k + 0.5) * NOTE;
    context.save();
    context.translate((right ? x + width - 10 - ICONS / 2 : x + 10 + ICONS / 2) - sign.width / 2, middle - sign.height / 2);
    sign.draw(context, look, colours);
    context.restore();
    context.fillStyle = colours.town;
    context.fillText(words.t(key), right ? x + width - 14 - ICONS : x + 14 + ICONS, middle);
  });
}

function drawScale(context, app, colours, size, head) {
  const { map, words } = app;
  const y = size.y / 2;
  const metres = map.distance(map.containerPointToLatLng([0, y]), map.containerPointToLatLng([100, y]));
  const steps = [1, 2, 5].flatMap((d) => Array.from({ length: 8 }, (_, e) => d * 10 ** e)).sort((a, b) => a - b);
  const length = steps.filter((s) => s <= metres).at(-1) ?? 1;
  const width = (length / metres) * 100;
  const x = words.direction === "rtl" ? 20 : size.x - width - 20;
  const base = head + size.y - 18;
  context.fillStyle = colours.halo;
  context.beginPath();
  context.roundRect(x - 10, base - 26, width + 20, 34, 6);
  context.fill();
  context.strokeStyle = context.fillStyle = colours.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x, base - 5);
  context.lineTo(x, base);
  context.lineTo(x + width, base);
  context.lineTo(x + width, base - 5);
  context.stroke();
  context.font = `400 12px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  const text = length >= 1000 ? words.t("km", { n: length / 1000 }) : words.t("m", { n: length });
  context.fillText(text, x + width / 2, base - 8);
}

/** What is printed is this picture: the browser lays out no canvas of its own size on paper.
 * @param {any} app @param {HTMLElement} sheet */
export function preparePrint(app, sheet) {
  const put = () => sheet.replaceChildren(drawPicture(app));
  window.addEventListener("beforeprint", put);
  window.addEventListener("afterprint", () => sheet.replaceChildren());
  matchMedia("print").addEventListener("change", ({ matches }) => matches && put());
}

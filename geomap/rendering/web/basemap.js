import { decodeLines, mercatorX, mercatorY } from "./codec.js";

/** The base map that travels with the page. */

/** The base map, each kind of line decoded when it is first drawn: every line with its box, in world coordinates.
 * @param {any} base @param {Uint8Array} bytes */
export function readBase(base, bytes) {
  const part = ({ lines, scale }) => {
    const read = {};
    return (kind) => (read[kind] ??= decodeLines(bytes, lines[kind] ?? [0], scale).map(withBox));
  };
  return { world: part(base.world), region: base.region && part(base.region), box: base.region && boxOf(base.region.box) };
}

function boxOf([west, south, east, north]) {
  return { west: mercatorX(west), east: mercatorX(east), north: mercatorY(north), south: mercatorY(south) };
}

function withBox(line) {
  let [west, north, east, south] = [1, 1, 0, 0];
  for (let i = 0; i < line.length; i += 2) {
    west = Math.min(west, line[i]);
    east = Math.max(east, line[i]);
    north = Math.min(north, line[i + 1]);
    south = Math.max(south, line[i + 1]);
  }
  return { line, west, north, east, south };
}

/** Draw coasts, lakes, rivers and borders, repeated where the window shows the world more than once.
 * @param {CanvasRenderingContext2D} context @param {any} view @param {any} base @param {any} colours
 * @param {(at: number[]) => {x: number, y: number}} point */
export function drawBase(context, view, base, colours) {
  context.fillStyle = colours.sea;
  context.fillRect(-view.margin, -view.margin, view.width + 2 * view.margin, view.height + 2 * view.margin);
  context.lineJoin = "round";
  const first = Math.floor((view.x - view.margin) / view.scale);
  const last = Math.floor((view.x + view.width + view.margin) / view.scale);
  const origins = [];
  for (let copy = first; copy <= last; copy++) origins.push({ x: copy * view.scale - view.x, y: -view.y });
  // The fine part may reach over the antimeridian, from either side into the next copy.
  const near = [origins[0].x - view.scale, ...origins.map(({ x }) => x), origins.at(-1).x + view.scale];
  const fine = view.zoom >= 5 && base.region ? near.map((x) => ({ x, y: -view.y })).map((origin) => [origin, frame(view, origin, base.box)]) : [];
  if (!fine.some(([, box]) => fills(view, box))) for (const origin of origins) drawPart(context, view, origin, base.world, colours, false);
  for (const [origin, box] of fine) if (touches(view, box)) drawRegion(context, view, origin, base.region, box, colours);
}

const touches = ({ margin, width }, { x, width: wide }) => x < width + margin && x + wide > -margin;

/** Where the fine part stands. The outlines were cut at its box: their cut edges stay hidden. It ends between two dots of
 * the screen: in a dot shared with the coarse part the sea under both would shine through, a seam on land. */
function frame(view, origin, box) {
  const dots = window.devicePixelRatio || 1;
  const snap = (pixels) => Math.round(pixels * dots) / dots;
  const [x, y] = [snap(origin.x + box.west * view.scale + 2), snap(origin.y + box.north * view.scale + 2)];
  const [east, south] = [snap(origin.x + box.east * view.scale - 2), snap(origin.y + box.south * view.scale - 2)];
  return { x, y, width: east - x, height: south - y };
}

function fills({ margin, width, height }, frame) {
  return frame.x <= -margin && frame.y <= -margin && frame.x + frame.width >= width + margin && frame.y + frame.height >= height + margin;
}

function drawRegion(context, view, origin, region, { x, y, width, height }, colours) {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.fillStyle = colours.sea;
  context.fillRect(x, y, width, height);
  drawPart(context, view, origin, region, colours, true);
  context.restore();
}

function drawPart(context, view, origin, part, colours, fine) {
  const near = Math.max(0.6, Math.min(1.6, (view.zoom - 3) / 4));
  area(context, view, origin, part("land"), colours.land, colours.coast, 0.8);
  area(context, view, origin, part("lakes"), colours.lake, colours.coast, 0.5);
  if (fine && view.zoom >= 8) lines(context, view, origin, part("wadis"), colours.wadi, 0.8, [4, 3], true);
  if (fine && view.zoom >= 6) lines(context, view, origin, part("tributaries"), colours.stream, 0.8 * near, [], true);
  lines(context, view, origin, part("rivers"), colours.river, 1.5 * near, [], true);
  if (fine && view.zoom >= 6) lines(context, view, origin, part("units"), colours.unit, 0.7 * near, view.zoom >= 8 ? [5, 3] : [3, 2.5]);
  lines(context, view, origin, part("borders"), colours.border, 1.1 * near, view.zoom >= 6 ? [7, 3, 1.5, 3] : []);
}

function area(context, view, origin, outlines, colour, edge, width) {
  trace(context, view, origin, outlines, true);
  context.fillStyle = colour;
  context.fill("evenodd");
  context.setLineDash([]);
  context.lineWidth = width;
  context.strokeStyle = edge;
  context.stroke();
}

function lines(context, view, origin, all, colour, width, dash = [], smooth = false) {
  trace(context, view, origin, all, false, smooth);
  context.setLineDash(dash);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
  context.setLineDash([]);
}

/** Put every line that the window shows into the context's path, steps under a pixel left out. Rivers, which the data
 * know to a kilometre or so, run smoothly from middle to middle of their steps. */
function trace(context, view, origin, all, closed, smooth = false) {
  const { scale, margin } = view;
  context.beginPath();
  for (const { line, west, north, east, south } of all) {
    if (origin.x + east * scale < -margin || origin.x + west * scale > view.width + margin) continue;
    if (origin.y + south * scale < -margin || origin.y + north * scale > view.height + margin) continue;
    if (closed && (east - west) * scale < 1 && (south - north) * scale < 1) continue;
    let [px, py] = [NaN, NaN];
    for (let i = 0; i < line.length; i += 2) {
      const x = origin.x + line[i] * scale;
      const y = origin.y + line[i + 1] * scale;
      const last = i + 2 >= line.length;
      if (i === 0) context.moveTo(x, y);
      else if (smooth && !last && Math.abs(x - px) + Math.abs(y - py) > 3) {
        context.quadraticCurveTo(px, py, (px + x) / 2, (py + y) / 2);
      } else if (Math.abs(x - px) + Math.abs(y - py) > 0.7 || last) context.lineTo(x, y);
      else continue;
      px = x;
      py = y;
    }
    if (closed) context.closePath();
  }
}

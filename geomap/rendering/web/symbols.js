/** Event symbols: a shape and a colour for each type, drawn on the map, in the legend and in the panel alike. */

/** Put a shape into the context's path. @param {CanvasRenderingContext2D} context @param {string} shape
 * @param {number} x @param {number} y @param {number} r radius in pixels */
export function tracePath(context, shape, x, y, r) {
  context.beginPath();
  if (shape === "circle") context.arc(x, y, r, 0, 2 * Math.PI);
  else if (shape === "square") context.rect(x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72);
  else if (shape === "diamond") polygon(context, x, y, r * 1.15, 4, 0);
  else if (shape === "triangle") polygon(context, x, y + r * 0.18, r * 1.18, 3, 0);
  else if (shape === "wedge") polygon(context, x, y - r * 0.18, r * 1.18, 3, Math.PI);
  else if (shape === "left") polygon(context, x + r * 0.18, y, r * 1.18, 3, -Math.PI / 2);
  else if (shape === "right") polygon(context, x - r * 0.18, y, r * 1.18, 3, Math.PI / 2);
  else if (shape === "hexagon") polygon(context, x, y, r * 1.05, 6, 0);
  else if (shape === "spark") star(context, x, y, r * 1.25, 4, 0.5);
  else if (shape === "star") star(context, x, y, r * 1.25);
  else polygon(context, x, y, r * 1.05, 5, 0);
  context.closePath();
}

function polygon(context, x, y, r, corners, turn) {
  for (let i = 0; i < corners; i++) {
    const a = turn - Math.PI / 2 + (2 * Math.PI * i) / corners;
    context.lineTo(x + r * Math.cos(a), y + r * Math.sin(a));
  }
}

function star(context, x, y, r, points = 8, waist = 0.62) {
  for (let i = 0; i < 2 * points; i++) {
    const a = -Math.PI / 2 + (Math.PI * i) / points;
    const reach = i % 2 ? r * waist : r;
    context.lineTo(x + reach * Math.cos(a), y + reach * Math.sin(a));
  }
}

/** Whether only an area is known of an incident or of a movement's end: by the code of precision, and by the radius where
 * there is none or it says but "near". @param {any} record @param {any} symbol of the look */
export function isCoarse({ where_prec, geo_precision, radius_m, relation }, symbol) {
  const code = where_prec ?? geo_precision;
  return symbol.hollow_relations.includes(relation) || code >= symbol.coarse_prec || (code !== 1 && radius_m >= symbol.coarse_metres);
}

/** Draw one symbol. Hollow says that only the area is known; a broken outline that one side only says so, a faint one that
 * it is planned or denied.
 * @param {CanvasRenderingContext2D} context @param {{shape: string, color: string}} kind @param {number} x @param {number} y
 * @param {number} r @param {{hollow?: boolean, paper: string, ink: string, faint?: boolean, claimed?: boolean}} look */
export function drawSymbol(context, kind, x, y, r, look) {
  context.save();
  context.globalAlpha = look.faint ? 0.55 : 1;
  context.setLineDash(look.claimed ? [3.4, 2.4] : look.faint ? [2, 2] : []);
  tracePath(context, kind.shape, x, y, look.hollow ? r - 1 : r);
  context.fillStyle = look.hollow ? look.paper : kind.color;
  context.fill();
  if (look.hollow) {
    context.lineWidth = 4.2;
    context.strokeStyle = look.ink;
    context.stroke();
    context.lineWidth = 2.6;
    context.strokeStyle = kind.color;
  } else {
    context.lineWidth = look.claimed ? 2.2 : 1.1;
    context.strokeStyle = look.ink;
  }
  context.stroke();
  context.restore();
}

/** A symbol as a small picture of its own, for lists. @param {(context: CanvasRenderingContext2D) => void} draw
 * @param {number} width @param {number} height */
export function picture(draw, width = 22, height = 22) {
  const canvas = document.createElement("canvas");
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  draw(context);
  return canvas;
}

/** Read a packed block of the page: base64 of zlib-compressed JSON.
 * @param {string} id @returns {Promise<any>} */
export async function readBlock(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** Decode an encoded polyline to world coordinates: x and y in 0..1 of the Mercator square, alternating.
 * @param {string} text @param {number} scale steps to a degree @returns {Float64Array} */
export function decodeLine(text, scale) {
  const out = [];
  let at = 0;
  const value = [0, 0];
  for (let axis = 0; at < text.length; axis ^= 1) {
    let bits = 0;
    let shift = 0;
    let letter;
    do {
      letter = text.charCodeAt(at++) - 63;
      bits |= (letter & 31) << shift;
      shift += 5;
    } while (letter >= 32);
    value[axis] += bits & 1 ? ~(bits >> 1) : bits >> 1;
    if (axis) out.push(mercatorX(value[0] / scale), mercatorY(value[1] / scale));
  }
  return Float64Array.from(out);
}

/** @param {number} lon degrees */
export const mercatorX = (lon) => lon / 360 + 0.5;

/** @param {number} lat degrees; the poles are drawn at the square's edge */
export function mercatorY(lat) {
  const s = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
}

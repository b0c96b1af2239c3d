/** Bytes of one of the page's blocks: base64 of something deflated. @param {string} id @returns {Promise<Uint8Array>} */
export async function readBytes(id) {
  const packed = (await blockOf(id)).textContent;
  const bytes = Uint8Array.fromBase64?.(packed) ?? fromBase64(packed);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string} packed */
function fromBase64(packed) {
  const letters = atob(packed);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** A block's element; blocks at the end of a long document may still be on their way. @param {string} id */
async function blockOf(id) {
  const found = document.getElementById(id);
  // The last element of a document that still loads may be half read.
  if (found && (document.readyState !== "loading" || found.nextElementSibling)) return found;
  if (document.readyState === "loading") await new Promise((go) => document.addEventListener("DOMContentLoaded", go, { once: true }));
  return document.getElementById(id);
}

const text = new TextDecoder();

/** @param {string} id @returns {Promise<any>} */
export const readBlock = async (id) => JSON.parse(text.decode(await readBytes(id)));

/** @param {string} id @returns {Promise<string>} */
export const readText = async (id) => text.decode(await readBytes(id));

/** Decode an encoded polyline to world coordinates: x and y in 0..1 of the Mercator square, alternating.
 * @param {string} line @param {number} scale steps to a degree @returns {Float64Array} */
export function decodeLine(line, scale) {
  const out = [];
  let at = 0;
  const value = [0, 0];
  for (let axis = 0; at < line.length; axis ^= 1) {
    let bits = 0;
    let shift = 0;
    let letter;
    do {
      letter = line.charCodeAt(at++) - 63;
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

/** Bytes of one of the page's blocks: something deflated, written in letters. @param {string} id
 * @returns {Promise<Uint8Array>} */
export async function readBytes(id) {
  const bytes = fromLetters((await blockOf(id)).textContent);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const VALUES = new Uint8Array(128); // of the letters of letters.py
for (let code = 33, n = 0; code < 127; code++) if (!"<>&\"'\\`{%".includes(String.fromCharCode(code))) VALUES[code] = n++;

/** Five letters of base 85 are four bytes, the last ones fewer. @param {string} text */
function fromLetters(text) {
  const rest = (5 - (text.length % 5)) % 5;
  const bytes = new Uint8Array(Math.ceil(text.length / 5) * 4);
  const whole = text.length - (text.length % 5);
  for (let i = 0, at = 0; i < text.length; i += 5) {
    let number = 0;
    for (let k = 0; k < 5; k++) number = number * 85 + (i < whole || i + k < text.length ? VALUES[text.charCodeAt(i + k)] : 84);
    bytes[at++] = number >>> 24;
    bytes[at++] = number >>> 16;
    bytes[at++] = number >>> 8;
    bytes[at++] = number;
  }
  return bytes.subarray(0, bytes.length - rest);
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

/** Bytes of one of the page's blocks: something deflated, written in letters. @param {string} id
 * @returns {Promise<Uint8Array>} */
export async function readBytes(id) {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  const text = (await blockOf(id)).textContent;
  const written = writer.write(fromLetters(text)).then(() => writer.close());
  const [bytes] = await Promise.all([new Response(stream.readable).arrayBuffer(), written]);
  return new Uint8Array(bytes);
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

const room = new Float64Array(1 << 16);

/** Decode an encoded polyline to world coordinates: x and y in 0..1 of the Mercator square, alternating.
 * @param {string} line of less than 65,536 letters @param {number} scale steps to a degree @returns {Float64Array} */
export function decodeLine(line, scale) {
  let n = 0;
  let lon = 0;
  let lat = 0;
  let bits = 0;
  let shift = 0;
  for (let at = 0; at < line.length; at++) {
    const letter = line.charCodeAt(at) - 63;
    bits |= (letter & 31) << shift;
    shift += 5;
    if (letter >= 32) continue;
    const step = bits & 1 ? ~(bits >> 1) : bits >> 1;
    bits = shift = 0;
    if (n & 1) room[n++] = mercatorY((lat += step) / scale);
    else room[n++] = mercatorX((lon += step) / scale);
  }
  return room.slice(0, n);
}

/** @param {number} lon degrees */
export const mercatorX = (lon) => lon / 360 + 0.5;

/** @param {number} lat degrees; the poles are drawn at the square's edge */
export function mercatorY(lat) {
  const s = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
}

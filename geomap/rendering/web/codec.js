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

/** Decode lines to world coordinates: x and y in 0..1 of the Mercator square, alternating.
 * @param {Uint8Array} bytes differences, seven bits a byte @param {number[]} told where they begin, and how many points each
 * line has @param {number} scale steps to a degree @returns {Float64Array[]} */
export function decodeLines(bytes, [start, ...counts], scale) {
  let at = start;
  let lon = 0;
  let lat = 0;
  function step() {
    let bits = bytes[at] & 127;
    for (let shift = 7; bytes[at++] > 127; shift += 7) bits |= (bytes[at] & 127) << shift;
    return bits & 1 ? ~(bits >> 1) : bits >> 1;
  }
  return counts.map((count) => {
    const line = new Float64Array(2 * count);
    for (let i = 0; i < line.length; i += 2) {
      line[i] = mercatorX((lon += step()) / scale);
      line[i + 1] = mercatorY((lat += step()) / scale);
    }
    return line;
  });
}

/** @param {number} lon degrees */
export const mercatorX = (lon) => lon / 360 + 0.5;

/** @param {number} lat degrees; the poles are drawn at the square's edge */
export function mercatorY(lat) {
  const s = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
}

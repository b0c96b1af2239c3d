import { readBytes, readText } from "./codec.js";

/** The details of events: chunks of coded words that are opened when somebody asks for one, or searches all. */

const CHUNK = 2048; // events, as texts.py writes them
const BETWEEN = 0;
const RARE = 1;

/** @typedef {{numbers: Uint32Array, rare: string[]}} Chunk */

/** @param {string[][]} shapes keys of rows and of claims @param {number} count of events */
export function makeTexts(shapes, count) {
  /** @type {Promise<string[]>|null} */
  let list = null;
  const open = new Map();
  const words = () => (list ??= readText("geomap-words").then((text) => ["\n", "", ...text.split("\n")]));

  /** @param {number} n @returns {Promise<Chunk>} */
  async function chunk(n) {
    const bytes = await readBytes(`geomap-text-${n}`);
    const length = new DataView(bytes.buffer).getUint32(0, true);
    const rare = new TextDecoder().decode(bytes.subarray(4 + length)).split("\n");
    return { numbers: decode(bytes.subarray(4, 4 + length)), rare };
  }

  /** Rows of a chunk as JSON. @param {number} n @returns {Promise<string[]>} */
  async function rows(n) {
    if (!open.has(n)) {
      if (open.size > 3) open.delete(open.keys().next().value);
      open.set(n, Promise.all([words(), chunk(n)]).then(([known, { numbers, rare }]) => {
        let next = 0;
        const out = [];
        let row = [];
        for (const number of numbers) {
          if (number === BETWEEN) {
            out.push(row.join(" "));
            row = [];
          } else row.push(number === RARE ? rare[next++] : known[number]);
        }
        out.push(row.join(" "));
        return out;
      }));
    }
    return open.get(n);
  }

  return {
    chunks: Math.ceil(count / CHUNK),
    words,
    chunk,
    chunkOf: (n) => Math.floor(n / CHUNK),
    size: CHUNK,
    /** The n-th row, as an object. `inherited` are the fields that columns hold.
     * @param {number} n @param {any} inherited */
    async read(n, inherited) {
      const all = await rows(Math.floor(n / CHUNK));
      return unpack(JSON.parse(all[n % CHUNK]), shapes, inherited);
    },
  };
}

/** Numbers of one, two or three bytes. @param {Uint8Array} bytes */
function decode(bytes) {
  const out = new Uint32Array(bytes.length);
  let n = 0;
  for (let i = 0; i < bytes.length; n++) {
    const b = bytes[i];
    if (b < 160) (out[n] = b), (i += 1);
    else if (b < 240) (out[n] = 160 + ((b - 160) << 8) + bytes[i + 1]), (i += 2);
    else (out[n] = 160 + 80 * 256 + ((b - 240) << 16) + (bytes[i + 1] << 8) + bytes[i + 2]), (i += 3);
  }
  return out.subarray(0, n);
}

/** Give a row its keys back, and each claim what it shares with its event. A key in a list of its own has no value in
 * the row: it stands for what the quote says too, or for the one claim that a row of a table is. */
function unpack(row, shapes, inherited) {
  const record = { ...inherited };
  const keys = shapes[row[0]];
  let at = 1;
  for (const key of keys) if (!Array.isArray(key)) record[key] = known(row[at++]);
  for (const [key] of keys.filter(Array.isArray)) record[key] = key === "claims" ? [rowAsClaim(record)] : record.quote;
  if (keys.at(-1) === "claims") record.claims = record.claims.map((packed) => claim(packed, shapes, record));
  return record;
}

const TOLD = ["outlet", "url", "killed", "wounded", "captured", "count", "place", "date_start", "date_end"];

/** A row of somebody's table speaks as one claim, as `geomap.dataset.Table` has it. */
function rowAsClaim(record) {
  const quote = String(record.quote ?? "");
  const told = TOLD.filter((key) => record[key] !== undefined).map((key) => [key, record[key]]);
  const claim = { report: record.reports?.[0], quote, start: 0, end: Array.from(quote).length, sentence: quote, sentence_start: 0 };
  return { ...claim, ...Object.fromEntries(told) };
}

function claim(packed, shapes, record) {
  const out = {};
  let at = 1;
  for (const key of shapes[packed[0]]) {
    if (Array.isArray(key)) out[key[0]] = out.quote ?? record.quote;
    else if (key[0] === "=") out[key.slice(1)] = record[key.slice(1)];
    else out[key.slice(1)] = known(packed[at++]);
  }
  return out;
}

/** The value without its nulls: what is not known is not there. @param {any} value */
function known(value) {
  if (Array.isArray(value)) return value.map(known);
  if (value === null || typeof value !== "object") return value ?? undefined;
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null).map(([k, v]) => [k, known(v)]));
}

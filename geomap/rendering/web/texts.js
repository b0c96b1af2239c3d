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

  /** A row as JSON: only its own words are joined. @param {number} n */
  async function row(n) {
    const at = Math.floor(n / CHUNK);
    if (!open.has(at)) {
      if (open.size > 3) open.delete(open.keys().next().value);
      open.set(at, chunk(at));
    }
    const [known, { numbers, rare }] = await Promise.all([words(), open.get(at)]);
    let [left, next, i] = [n % CHUNK, 0, 0];
    for (; left; i++) {
      if (numbers[i] === BETWEEN) left--;
      else if (numbers[i] === RARE) next++;
    }
    const out = [];
    for (; i < numbers.length && numbers[i] !== BETWEEN; i++) out.push(numbers[i] === RARE ? rare[next++] : known[numbers[i]]);
    return out.join(" ");
  }

  return {
    chunks: Math.ceil(count / CHUNK),
    words,
    chunk,
    size: CHUNK,
    /** The n-th row, as an object. `inherited` are the fields that columns hold.
     * @param {number} n @param {any} inherited */
    async read(n, inherited) {
      return unpack(JSON.parse(await row(n)), shapes, inherited);
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

import { fold, skeleton } from "./words.js";

/** Text search over columns and details, in both scripts: each word asked for must stand somewhere in the event. */

const PAUSE = 24; // milliseconds of work before the page may breathe

/** Events whose words hold all that is asked, as one byte an event; null where the search was overtaken.
 * @param {import("./store.js").Store} store @param {string} query @param {Object<string, string>} actors their other names
 * @param {() => boolean} overtaken */
export async function findEvents(store, query, actors, overtaken) {
  const asked = fold(query).split(/\s+/).filter(Boolean).slice(0, 8);
  const hit = asked.map((word) => matcher(word));
  const { count, tables, lists, text, texts } = store;
  const all = (1 << asked.length) - 1;
  const bits = (values) => values.reduce((sum, value) => sum | bitsOf(String(value), hit), 0);
  const both = (row) => Object.values(row).flatMap((value) => (Object.hasOwn(actors, value) ? [value, actors[value]] : [value]));
  const of = Object.fromEntries(["type", "where", "by", "to"].map((name) => [name, tables[name].map((row) => bits(both(row)))]));
  of.source = lists.source.map(bits);
  const flows = store.flowTexts.map((values) => bits(values));
  const got = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    for (const name of Object.keys(of)) got[i] |= of[name][store[name][i]];
    if (store.flow[i]) got[i] |= flows[store.flow[i] - 1];
  }
  const known = await texts.words();
  const wordBits = new Int32Array(known.length).fill(-1); // looked at when first met
  const rowAt = new Uint32Array(count);
  for (let i = 0; i < count; i++) rowAt[text[i]] = i;
  let since = performance.now();
  for (let n = 0; n < texts.chunks; n++) {
    const { numbers, rare } = await texts.chunk(n);
    let row = n * texts.size;
    let next = 0;
    for (const number of numbers) {
      if (number === 0) row++;
      else if (number === 1) got[rowAt[row]] |= bitsOf(rare[next++], hit);
      else {
        if (wordBits[number] < 0) wordBits[number] = bitsOf(known[number], hit);
        got[rowAt[row]] |= wordBits[number];
      }
    }
    if (performance.now() - since > PAUSE) {
      await new Promise((go) => setTimeout(go));
      since = performance.now();
    }
    if (overtaken()) return null;
  }
  return Uint8Array.from(got, (g) => (g === all ? 1 : 0));
}

const bitsOf = (text, hits) => {
  const folded = fold(text);
  let out = 0;
  for (let k = 0; k < hits.length; k++) if (hits[k](folded)) out |= 1 << k;
  return out;
};

/** Whether a folded text holds a word, spelled alike or, in the other script, with the same consonants. */
function matcher(word) {
  const bones = skeleton(word);
  if (bones.length < 3) return (text) => text.includes(word);
  return (text) => text.includes(word) || text.split(/[^\p{L}\p{N}]+/u).some((part) => part && skeleton(part) === bones);
}

import { period } from "./days.js";
import { isArabic, sameName } from "./sound.js";
import { fold } from "./words.js";

/** Text search over columns and details, in both scripts: each word asked for must stand somewhere in the event; a day, a
 * month or a year may also be when it was. */

const WORDS = /[\p{L}\p{N}]+/gu;
const PAUSE = 24; // milliseconds of work before the page may breathe

/** Events whose words hold all that is asked, as one byte an event; null where the search was overtaken.
 * @param {import("./store.js").Store} store @param {string} query @param {Object<string, string>} others names of actors and types in the other script
 * @param {import("./sound.js").Hear} hear @param {() => boolean} overtaken */
export async function findEvents(store, query, others, hear, overtaken) {
  const given = query.split(/\s+/).flatMap((word) => (period(word) ? [word] : word.split("-"))).filter((word) => fold(word));
  const names = given.filter((word) => !hear.articles.includes(fold(word)));
  const written = (names.length ? names : given).slice(0, 8);
  const asked = written.map((word) => ({ word: fold(word), heard: hear(fold(word)) }));
  const named = (value) => bitsOf(value, asked, (word, heard) => sameName(heard, hear(word)));
  // Of the words of a text only those of the other script: "killed" sounds like "called".
  const inText = (value) => bitsOf(value, asked, (word, heard) => heard.bones.length > 2 && heard.arabic !== isArabic(word) && sameName(heard, hear(word)));
  const { count, tables, lists, text, texts } = store;
  const all = (1 << asked.length) - 1;
  const bits = (values) => values.reduce((sum, value) => sum | named(String(value)), 0);
  const both = (row) => Object.values(row).flatMap((value) => (Object.hasOwn(others, value) ? [value, others[value]] : [value]));
  const of = Object.fromEntries(["type", "where", "by", "to"].map((name) => [name, tables[name].map((row) => bits(both(row)))]));
  of.source = lists.source.map(bits);
  const flows = store.flowTexts.map((values) => bits(values));
  const got = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    for (const name of Object.keys(of)) got[i] |= of[name][store[name][i]];
    if (store.flow[i]) got[i] |= flows[store.flow[i] - 1];
  }
  written.forEach((word, k) => {
    const [from, to] = period(word) ?? [1, 0];
    for (let i = 0; i < store.dated && from <= to; i++) if (store.day[i] <= to && store.day[i] + store.span[i] >= from) got[i] |= 1 << k;
  });
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
      else if (number === 1) got[rowAt[row]] |= inText(rare[next++]);
      else {
        if (wordBits[number] < 0) wordBits[number] = inText(known[number]);
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

/** The words asked for that a text holds, spelled alike or `alike`, a bit each. */
function bitsOf(text, asked, alike) {
  const folded = fold(text);
  let words = null;
  let out = 0;
  asked.forEach(({ word, heard }, k) => {
    if (folded.includes(word) || (words ??= folded.match(WORDS) ?? []).some((part) => alike(part, heard))) out |= 1 << k;
  });
  return out;
}

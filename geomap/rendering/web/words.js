import { brief } from "./dom.js";

/** The interface's words in one language.
 * @typedef {{t: Function, label: Function, type: Function, actor: Function, reason: (text: string) => string, number: (n: number) => string, day: (iso: string) => string, lang: string,
 *   direction: string}} Words */

/** @param {any} strings all languages @param {string} lang @returns {Words} */
export function makeWords(strings, lang) {
  const table = strings[lang];
  const known = (group, code) => (Object.hasOwn(table[group] ?? {}, code) ? table[group][code] : undefined);
  return {
    lang,
    direction: table.direction,
    /** A sentence of the interface, its {slots} filled; {n|one|more} has a word for one and for more.
     * @param {string} key @param {Object<string, any>} [slots] */
    t: (key, slots = {}) =>
      table.ui[key].replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (_, slot, one, more) =>
        one === undefined ? String(slots[slot]) : `${slots[slot]} ${String(slots[slot]) === "1" ? one : more}`,
      ),
    /** The word for a code; a code that is not ours stands for itself. @param {string} group @param {any} code */
    label: (group, code) => known(group, code) ?? brief(code).replaceAll("_", " "),
    /** An event type or sub-type. @param {string} name */
    type: (name) => known("event", name) ?? known("sub_event", name) ?? name,
    /** An actor known to the packs in the reader's language, any other as it is. @param {string} name */
    actor: (name) => known("actor", name) ?? name,
    /** Why something is not on the map, in the reader's language where it is a sentence that we know. @param {string} text */
    reason: (text) => known("reason", text) ?? text,
    number: grouped,
    /** @param {string} iso */
    day(iso) {
      const date = new Date(iso);
      return Number.isNaN(date.getTime()) ? brief(iso) : `${date.getUTCDate()} ${table.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    },
  };
}

/** A number with its thousands apart. The browser's own way takes longer to get ready than all else on the page.
 * @param {any} n */
function grouped(n) {
  const [whole, rest] = brief(n).split(".");
  const apart = typeof n === "number" ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return rest === undefined ? apart : `${apart}.${rest}`;
}

/** Days since 1970 of an ISO date, or null. @param {any} iso */
export function dayNumber(iso) {
  const time = typeof iso === "string" ? Date.parse(iso.slice(0, 10)) : NaN;
  return Number.isNaN(time) ? null : Math.round(time / 86400000);
}

/** @param {number} day */
export const isoDay = (day) => new Date(day * 86400000).toISOString().slice(0, 10);

/** Fold a text for searching: case, marks, and the letters that Arabic writers exchange.
 * @param {string} text */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
    .replace(/\u0629/g, "\u0647")
    .replace(/[\u0649\u06cc]/g, "\u064a")
    .replace(/\u06a9/g, "\u0643")
    .replace(/[\u02bc\u02bf\u2019'`-]/g, "")
    .toLowerCase();
}

const LETTERS = {
  "\u0628": "b", "\u062a": "t", "\u062b": "t", "\u062c": "j", "\u062d": "h", "\u062e": "k", "\u062f": "d", "\u0630": "d", "\u0631": "r", "\u0632": "z",
  "\u0633": "s", "\u0634": "s", "\u0635": "s", "\u0636": "d", "\u0637": "t", "\u0638": "z", "\u063a": "g", "\u0641": "f", "\u0642": "k", "\u0643": "k",
  "\u0644": "l", "\u0645": "m", "\u0646": "n", "\u0647": "h",
};
const LATIN = [[/^(el|al|as|ash|ar|ad|at|az|an)-?(?=\p{L}{3})/u, ""], [/^\u0627\u0644(?=.{3})/, ""], [/kh/g, "k"], [/gh/g, "g"], [/sh/g, "s"], [/th/g, "t"], [/dh/g, "d"], [/q/g, "k"], [/c/g, "k"], [/p/g, "b"], [/v/g, "f"]];

/** The consonants of a folded word, the same for both scripts: what is left when spellings differ.
 * @param {string} word */
export function skeleton(word) {
  const plain = LATIN.reduce((text, [from, to]) => text.replace(from, to), word);
  const letters = Array.from(plain, (c) => LETTERS[c] ?? (/[b-df-hj-np-tvxz]/.test(c) ? c : "")).join("");
  return letters.replace(/(.)\1+/g, "$1").replace(/h$/, "");
}

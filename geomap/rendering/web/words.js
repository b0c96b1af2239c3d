/** The interface's words in one language.
 * @typedef {{t: Function, label: Function, number: (n: number) => string, day: (iso: string) => string, lang: string,
 *   direction: string}} Words */

/** @param {any} strings all languages @param {string} lang @returns {Words} */
export function makeWords(strings, lang) {
  const table = strings[lang];
  const numbers = new Intl.NumberFormat(table.locale);
  const days = new Intl.DateTimeFormat(table.locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return {
    lang,
    direction: table.direction,
    /** A sentence of the interface, its {slots} filled. @param {string} key @param {Object<string, any>} [slots] */
    t: (key, slots = {}) => table.ui[key].replace(/\{(\w+)\}/g, (_, slot) => String(slots[slot])),
    /** The word for a code; a code that is not ours stands for itself. @param {string} group @param {any} code */
    label: (group, code) => (Object.hasOwn(table[group] ?? {}, code) ? table[group][code] : String(code ?? "").replaceAll("_", " ")),
    number: (n) => (typeof n === "number" ? numbers.format(n) : String(n)),
    day: (iso) => (Number.isNaN(Date.parse(iso)) ? String(iso) : days.format(new Date(iso))),
  };
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

import { digits, isoDay, period } from "./days.js";
import { brief } from "./dom.js";

/** The interface's words in one language.
 * @typedef {{t: Function, label: Function, type: Function, actor: Function, reason: (said: any) => string, number: (n: number) => string, day: (iso: string) => string, days: (from: string, to?: string) => string, lang: string,
 *   direction: string}} Words */

/** @param {any} strings all languages @param {string} lang @returns {Words} */
export function makeWords(strings, lang) {
  const table = strings[lang];
  const known = (group, code) => (Object.hasOwn(table[group] ?? {}, code) ? table[group][code] : undefined);
  /** @param {string} iso */
  const day = (iso) => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? brief(iso) : `${date.getUTCDate()} ${table.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };
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
    /** Why something is not on the map, in the reader's language where it is a sentence of ours: that alone, or a list of it
     * and its values, which are set off from what stands around them. @param {string|[string, Object<string, any>]} said */
    reason: function reason(said) {
      const [sentence, values] = Array.isArray(said) ? said : [String(said), null];
      const own = known("reason", sentence) ?? sentence;
      return values ? own.replace(/\{(\w+)\}/g, (_, slot) => `\u2068${reason(values[slot])}\u2069`) : own;
    },
    number: grouped,
    day,
    /** Two days, one, or the month or the year that they begin and end. @param {string} from ISO @param {string} [to] */
    days(from, to = from) {
      if (from === to) return day(from);
      const [year, month] = from.split("-");
      const lasts = (whole) => String(period(whole)?.map(isoDay)) === `${from},${to}`;
      if (lasts(year)) return year;
      return lasts(`${year}-${month}`) ? `${table.months[month - 1]} ${year}` : `${day(from)} – ${day(to)}`;
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

/** Fold a text for searching: case, marks, and the letters that Arabic writers exchange.
 * @param {string} text */
export function fold(text) {
  return digits(text.normalize("NFKD"))
    .replace(/[\p{M}\u0640]/gu, "")
    .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
    .replace(/\u0629/g, "\u0647")
    .replace(/[\u0649\u06cc]/g, "\u064a")
    .replace(/\u06a9/g, "\u0643")
    .replace(/\u0131/g, "i")
    .replace(/[\u0621\u02bc\u02be\u02bf\u2018\u2019'`]/g, "")
    .toLowerCase();
}

import { digits, isoDay, period } from "./days.js";
import { brief } from "./dom.js";

const LONGEST_UNIT = 24; // characters of a unit that is not ours

/** The interface's words in one language.
 * @typedef {{t: Function, label: Function, counted: Function, type: Function, actor: Function, reason: (said: any) => string, number: (n: number) => string, day: (iso: string) => string, tick: Function, days: (from: string, to?: string) => string, lang: string,
 *   direction: string, name: (en: any, ar: any) => string|undefined, other: (en: any, ar: any) => string|undefined}} Words */

/** @param {any} strings all languages @param {string} lang @returns {Words} */
export function makeWords(strings, lang) {
  const table = strings[lang];
  const form = (forms, n) => forms[FORMS[lang](n)] ?? forms.at(-1);
  const known = (group, code) => (Object.hasOwn(table[group] ?? {}, code) ? table[group][code] : undefined);
  /** @param {string} iso */
  const day = (iso) => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? brief(iso) : `${date.getUTCDate()} ${table.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };
  return {
    lang,
    direction: table.direction,
    /** A sentence of the interface, its {slots} filled; those with forms, as in {n|# event|# events}, take a number.
     * @param {string} key @param {Object<string, any>} [slots] */
    t: (key, slots = {}) => filled(table.ui[key], slots, form),
    /** So many people, families ...; a unit that is not ours stands behind its number. `as` is written in the number's
     * place, `governed` says that a word like "about" goes before.
     * @param {string} unit @param {number} n @param {{as?: string, governed?: boolean}} [how] */
    counted(unit, n, { as, governed = false } = {}) {
      const pick = (forms) => {
        const own = form(forms, n);
        if (as !== undefined && !own.includes("#")) return forms[2];
        return governed && own === forms[1] ? (forms[5] ?? own) : own;
      };
      const sentence = known("counted", unit);
      return sentence ? filled(sentence, { n }, pick, as) : `${as ?? grouped(n)} ${brief(unit, LONGEST_UNIT)}`;
    },
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
    /** A place's name in the reader's language, or else as it is known. @param {any} en @param {any} ar */
    name: (en, ar) => (lang === "ar" ? ar || plainName(en, ar) : plainName(en, ar) || ar),
    /** The name in the other language, where it has both. */
    other: (en, ar) => (en && ar ? (lang === "ar" ? plainName(en, ar) : ar) : undefined),
    number: grouped,
    day,
    /** A day, the month or the year that it opens, as short as it can be. @param {string} iso @param {"day"|"month"|"year"} step */
    tick(iso, step) {
      const [year, month, date] = iso.split("-").map(Number);
      return step === "year" ? String(year) : step === "month" ? `${table.months[month - 1]} ${year}` : `${date} ${table.months[month - 1]}`;
    },
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

/** Which form of a counted word goes with a number. @type {Object<string, (n: number) => number>} */
const FORMS = {
  en: (n) => (n === 1 ? 0 : 1),
  ar(n) {
    if (n === 1 || n === 2) return n - 1;
    const rest = n % 100;
    return rest >= 3 && rest <= 10 ? 2 : rest >= 11 ? 3 : 4;
  },
};

/** Fill the slots of a sentence; `pick` chooses among a slot's forms, whose # is the number or what is written for it. */
function filled(sentence, slots, pick, as) {
  return sentence.replace(/\{(\w+)(?:\|([^}]*))?\}/g, (_, slot, forms) => {
    const value = slots[slot];
    const shown = as ?? (typeof value === "number" ? grouped(value) : String(value));
    return forms === undefined ? shown : pick(forms.split("|"), value).replace("#", () => shown);
  });
}

/** A number with its thousands apart. The browser's own way takes longer to get ready than all else on the page.
 * @param {any} n */
function grouped(n) {
  const [whole, rest] = brief(n).split(".");
  const apart = typeof n === "number" ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return rest === undefined ? apart : `${apart}.${rest}`;
}

/** A name in Latin letters as papers write it, without the signs by which gazetteers tell Arabic letters apart: Dayr al Balah
 * of Balaḩ, Hittin of Ḩiţţīn. Turkish, French and others keep theirs: an s or a t with a hook is only plain where the Arabic has
 * the letter that it stands for. @param {any} name @param {any} [arabic] @returns {any} */
export function plainName(name, arabic) {
  if (typeof name !== "string" || /^[\x20-\x7e]*$/.test(name)) return name;
  const hooks = `dhz${/\u0635/.test(arabic) ? "s" : ""}${/\u0637/.test(arabic) ? "t" : ""}`;
  const plain = name.normalize("NFD").replace(new RegExp(`([${hooks}])\u0327`, "gi"), "$1").replace(/[\u0304\u0323\u0331]/g, "");
  return plain.normalize("NFC").replace(/[\u2018\u02bb\u02bf]|[\u2019\u02be](?= |$)/g, "");
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

/** Names as they sound, so that a name is found in the other script: what `geomap.text.sound` does, with its table. */

const VOWELS = /[aiu]/g;
const DOUBLE = /(.)\1+/g;
const SURE = 3; // consonants that make a name by themselves; of fewer the vowels must agree too

/** @param {string} word */
export const isArabic = (word) => /[\u0600-\u06ff]/.test(word);

/** @typedef {{sound: string, bones: string, arabic: boolean}} Heard
 * @typedef {((word: string) => Heard) & {articles: string[]}} Hear of a folded word; and the words that are articles */

/** @param {{letters: Object<string, string>, article: string, glued: string[], sun: string, feminine: string, latin: string[]}} table
 * @returns {Hear} */
export function makeHearing({ letters, article, glued, sun, feminine, latin }) {
  const longest = Object.keys(letters).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longest.join("|"), "g");
  const assimilated = new RegExp(`^[ae]([${sun}])(?=\\1..)`);

  function bare(word) {
    if (word.startsWith(article)) return word.length > article.length + 1 ? word.slice(article.length) : word;
    if (word.length > 4 && glued.includes(word.slice(0, 2))) return word.slice(2);
    return word.replace(assimilated, "");
  }

  const hear = (word) => {
    const whole = bare(word);
    const open = whole.length < 3 ? whole : whole.endsWith(feminine) ? `${whole.slice(0, -1)}a` : whole.replace(/(?<=[aei])h$/, "");
    const sound = (open.match(pattern) ?? []).map((letter) => letters[letter]).join("").replace(DOUBLE, "$1");
    return { sound, bones: sound.replace(VOWELS, "").replace(DOUBLE, "$1"), arabic: isArabic(word) };
  };
  return Object.assign(hear, { articles: latin });
}

/** Whether two words may be one name. Arabic leaves short vowels out: its long ones must stand in the other spelling.
 * @param {Heard} a @param {Heard} b */
export function sameName(a, b) {
  if (a.bones !== b.bones || a.bones.length < 2) return false;
  if (a.bones.length >= SURE) return true;
  if (a.arabic === b.arabic) return a.sound === b.sound;
  const [few, all] = a.arabic ? [a.sound, b.sound] : [b.sound, a.sound];
  let at = 0;
  for (const c of all) if (c === few[at]) at++;
  return at === few.length;
}

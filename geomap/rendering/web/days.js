/** Days as numbers since 1970, and the ways they are written. */

export const DAY = 86_400_000; // milliseconds

/** @param {number} day */
export const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** The first and the last day of what is written: a day, a month or a year (2019-03-02, 2019-03, 2019, in any digits);
 * null for anything else. @param {any} text @returns {[number, number]|null} */
export function period(text) {
  const [whole, year, month, day] = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/.exec(digits(String(text ?? "").trim())) ?? [];
  if (!whole) return null;
  const at = (y, m, d) => Date.UTC(y, m, d) / DAY;
  const first = at(year, (month ?? 1) - 1, day ?? 1);
  const last = day ? first : at(Number(year) + (month ? 0 : 1), month ?? 0, 1) - 1;
  // A 13th month or a 31st of April would be days of the next.
  return isoDay(first).startsWith([year, month?.padStart(2, "0"), day?.padStart(2, "0")].filter(Boolean).join("-")) ? [first, last] : null;
}

/** Arabic and Persian digits as the Western ones. @param {string} text */
export const digits = (text) => text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (c) => String(c.charCodeAt(0) & 15));

import { countOf } from "./movements.js";

/** What an event is called, in the reader's language. @param {any} event @param {any} words */
export function typeName(event, words) {
  if (event.kind === "movement") return words.label("group", event.record.group ?? "mixed");
  const { event_type: type, sub_event_type: sub } = event.record;
  return sub ? words.label("sub_event", sub) : words.label("event", type ?? "other");
}

/** A movement's count with its quantifier and what it counts: short on the arrow, in words in the panel. Where no unit is told,
 * it counts the group. */
export function countText(record, words, long = false) {
  const count = countOf(record);
  if (count === null) return "";
  const unit = record.unit ?? record.group ?? "mixed";
  // From right to left ">" would say the opposite. An arrow knows no direction: its words bring their own.
  const spelt = long || words.direction === "rtl";
  const joined = (text) => (long ? text : isolated(text, words));
  const { count_low: low, count_high: high } = record;
  if (record.quantifier === "between" && low !== undefined && high !== undefined) {
    const as = spelt ? words.t("between", { low, high }) : `${words.number(low)}–${words.number(high)}`;
    return joined(words.counted(unit, high, { as }));
  }
  const sign = { approximately: "≈ ", more_than: "> ", less_than: "< " }[record.quantifier] ?? "";
  const governed = Boolean(spelt && sign);
  const n = words.counted(unit, count, { governed });
  return joined(governed ? words.t(record.quantifier, { n }) : `${sign}${n}`);
}

const isolated = (text, words) => `${words.direction === "rtl" ? "\u2067" : "\u2066"}${text}\u2069`;

/** What an arrow stands for: the movement's count, or how many movements they are. @param {any[]} records @param {any} words */
export const countOfAll = (records, words) =>
  records.length > 1 ? isolated(words.t("several_moves", { n: records.length }), words) : countText(records[0], words);

/** What stands at the end of a short line, in parts as room allows: the count, and which end nobody told.
 * @param {any[]} records @param {boolean} arrives @param {any} words @returns {string[]} the whole, then less */
export function endTexts(records, arrives, words) {
  const end = words.t(arrives ? "from_unknown" : "to_unknown");
  const count = countOfAll(records, words);
  return [...(count ? [isolated(`${count} · ${end}`, words)] : []), isolated(end, words)];
}

import { countOf } from "./movements.js";

/** What an event is called, in the reader's language. @param {any} event @param {any} words */
export function typeName(event, words) {
  if (event.kind === "movement") return words.label("group", event.record.group ?? "mixed");
  const { event_type: type, sub_event_type: sub } = event.record;
  return sub ? words.label("sub_event", sub) : words.label("event", type ?? "other");
}

/** A movement's count with its quantifier: short on the arrow, in words in the panel. */
export function countText(record, words, long = false) {
  const count = countOf(record);
  if (count === null) return "";
  const n = words.number(count);
  const unit = record.unit && (long || record.unit !== "people") ? ` ${words.label(count === 1 ? "unit_one" : "unit", record.unit)}` : "";
  // On an arrow, which knows no direction, the number stands before its unit in the unit's own.
  const joined = (text) => (unit && !long ? `\u2068\u2066${text}\u2069${unit}\u2069` : text + unit);
  const [low, high] = [record.count_low, record.count_high].map((x) => (x === undefined ? x : words.number(x)));
  if (record.quantifier === "between" && low !== undefined && high !== undefined) return joined(long ? words.t("between", { low, high }) : `${low}–${high}`);
  const sign = { approximately: "≈ ", more_than: "> ", less_than: "< " }[record.quantifier] ?? "";
  return joined(long && sign ? words.t(record.quantifier, { n }) : `${sign}${n}`);
}

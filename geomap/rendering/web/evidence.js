import { bdi, brief, h, safeUrl } from "./dom.js";

/** The evidence of one event: what each report says, word for word. */

const LONGEST_SENTENCE = 10_000; // characters of a sentence

/** A sentence with the evidence span and the marked words set off. Offsets count characters of the report, as Python
 * does, so that a pair of surrogates is one.
 * @param {any} claim @param {any} words @returns {HTMLElement} */
export function sentence(claim, words) {
  const text = brief(claim.sentence || claim.quote, LONGEST_SENTENCE);
  const letters = Array.from(text);
  const base = claim.sentence ? (claim.sentence_start ?? 0) : (claim.start ?? 0);
  const spans = [[claim.start, claim.end, "evidence"], ...(claim.marks ?? [])]
    .filter(([from, to]) => Number.isInteger(from) && Number.isInteger(to))
    .map(([from, to, role]) => [Math.max(0, from - base), Math.min(letters.length, to - base), String(role)])
    .filter(([from, to]) => from < to);
  const cuts = [...new Set([0, letters.length, ...spans.flatMap(([from, to]) => [from, to])])].sort((a, b) => a - b);
  const parts = cuts.slice(0, -1).map((from, i) => {
    const part = letters.slice(from, cuts[i + 1]).join("");
    const roles = spans.filter(([a, b]) => a <= from && from < b).map(([, , role]) => role);
    if (!roles.length) return part;
    const named = roles.filter((r) => r !== "evidence");
    const classes = roles.map((r) => `role-${r.replace(/[^a-z]/g, "")}`).join(" ");
    return h("mark", { class: classes, title: named.map((r) => words.label("role", r)).join(", ") || null }, part);
  });
  return h("blockquote", { dir: "auto", lang: language(claim) }, ...parts);
}

const language = (claim) => (/^[a-z]{2,3}(-\w+)*$/.test(claim.language ?? "") ? claim.language : null);

/** One report's word for the event. @param {any} claim @param {any} report its row, if any @param {any} words */
export function claimCard(claim, report, words) {
  const source = { ...report, ...claim };
  const url = safeUrl(source.url);
  const figures = ["killed", "wounded", "captured", "count"]
    .filter((name) => claim[name] !== undefined)
    .map((name) => h("span", { class: "figure" }, `${words.t(name)} `, h("b", {}, words.number(claim[name]))));
  return h(
    "article",
    { class: "claim" },
    h(
      "header",
      {},
      bdi(source.outlet ?? source.report ?? words.t("unknown"), "outlet"),
      source.published ? h("span", { class: "quiet" }, words.t("published", { date: words.day(source.published) })) : null,
    ),
    source.title ? h("p", { class: "headline", dir: "auto" }, brief(source.title)) : null,
    sentence({ language: report?.language, ...claim }, words),
    figures.length ? h("p", { class: "figures" }, ...figures) : null,
    url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words.t("link")) : null,
    reading(claim, words),
  );
}

/** The words that were understood, the rule that fired, how sure it is. */
function reading(claim, words) {
  const rows = [
    [words.t("where"), claim.place_text],
    [words.t("when"), claim.date_text],
    [words.t("rule"), claim.rule],
    [words.t("confidence"), claim.confidence === undefined ? undefined : `${Math.round(claim.confidence * 100)} %`],
  ].filter(([, value]) => value !== undefined && value !== "");
  if (!rows.length) return null;
  return h("details", {}, h("summary", {}, words.t("read_how")), h("dl", {}, ...rows.flatMap(([k, v]) => [h("dt", {}, k), h("dd", {}, bdi(v))])));
}

"""What is told of a record is true: each party, count, place and day passed over stands where it is said to stand."""

from __future__ import annotations

import json
import math
import re
from datetime import date

import pytest

from geomap.cli import claims
from geomap.dataset import claim_row
from geomap.extraction import read
from geomap.extraction.explaining import Case, considered
from geomap.extraction.how_sure import sign_words
from geomap.extraction.words.pack import load_pack
from geomap.model import Claim, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())
ROW = re.compile(r"      (\S+) +\[(\d+):(\d+)\] +\u2068([^\u2069]*)\u2069: (.*)")

TAKEN = {
    "party": {"actor1", "actor2"},
    "count": {"toll"},
    "place": {"place", "origin", "via", "destination"},
    "day": {"date"},
}

# sentence, the word of the record, the words passed over, and why
PARTIES = [
    ("Government forces, backed by militiamen, shelled Idlib on Friday.", "shelled", "militiamen", "only backs those who act"),
    ("Gunmen killed four soldiers in Manbij, the SDF said.", "killed", "SDF", "only tells of it"),
    ("Police arrested six men in Aleppo on Saturday, including a journalist.", "arrested", "journalist", "only some of those who are told of"),
    ("The army shelled Azaz on Thursday, and on Friday gunmen killed a teacher in Manbij.", "shelled", "gunmen", "who takes part in another record: Attack"),
    ("Gunmen attacked a checkpoint in Manbij on Sunday and killed four soldiers.", "attacked", "checkpoint", "undergoes it less surely than actor2 (6.0 to 10.0)"),
    ("Some 120 families arrived in Manbij from Raqqa on Monday with 200 fighters.", "arrived", "fighters", "fighters: farther from the word of motion than the civilians"),
    ("Dozens of families fled from Raqqa to Manbij on Saturday in a convoy.", "fled", "convoy", "what carries people tells less than who they are"),
    ("هاجم مسلحون حاجزاً في منبج يوم الأحد وقتلوا أربعة جنود، وفق ما ذكرت قوات سوريا الديمقراطية.", "هاجم", "قوات سوريا الديمقراطية", "only tells of it"),
    ("اعتقلت الشرطة ستة رجال في حلب يوم السبت، بينهم صحفي.", "اعتقلت", "صحفي", "only some of those who are told of"),
    ("قصف الجيش إعزاز يوم الخميس، وقتل مسلحون معلماً في منبج يوم الجمعة.", "قصف", "مسلحون", "who takes part in another record: Attack"),
    ("قتل ثلاثة أشخاص بينهم طفلان بقصف مدفعي على إدلب.", "بقصف مدفعي", "أشخاص", "undergoes it less surely than actor2 (4.5 to 6.5)"),
    ("وصلت 120 عائلة من الرقة إلى منبج يوم الاثنين برفقة 200 مقاتل.", "وصلت", "مقاتل", "fighters: farther from the word of motion than the civilians"),
    ("غادر 300 مدني مدينة حلب إلى إدلب يوم الجمعة، بينهم 40 جريحاً.", "غادر", "جريحا", "only some of those who move"),
]  # fmt: skip
COUNTS = [
    ("Shells killed three people, among them two children, in Idlib.", "Shells", "two children", "only a part of those who are counted"),
    ("A car bomb killed 12 people in Manbij on Friday, and a man of 45 was shot dead in Jarabulus.", "shot dead", "12 people", "belongs to another record: Remote explosive/landmine/IED"),
    ("A car bomb killed 12 people in Manbij on Friday, and a man of 45 was shot dead in Jarabulus.", "shot dead", "45", "an age"),
    ("The army shelled Azaz on Thursday, and on Friday gunmen killed a teacher in Manbij.", "shelled", "a teacher", "of another event: killing"),
    ("Shelling killed nine soldiers in Idlib on Friday, bringing to 40 the number of dead this month.", "Shelling", "40", "the sum of all until then"),
    ("About 300 families in 40 buses left Raqqa for Manbij on Saturday.", "left", "40 buses", "farther from the word of motion than the number taken"),
    ("Shelling killed five people in Saraqib, 20 kilometres east of Idlib.", "Shelling", "20 kilometres", "a distance"),
    ("قتل ثلاثة أشخاص بينهم طفلان بقصف مدفعي على إدلب، بعد سقوط 14 قذيفة.", "بقصف مدفعي", "طفلان", "only a part of those who are counted"),
    ("قتل ثلاثة أشخاص بينهم طفلان بقصف مدفعي على إدلب، بعد سقوط 14 قذيفة.", "بقصف مدفعي", "14 قذيفة", "counts things, not people"),
    ("أسفر الهجوم على خان طومان عن مقتل خمسة عشر جندياً، في حين لم تعترف دمشق إلا بأربعة قتلى.", "الهجوم", "بأربعة قتلى", "what another side says"),
    ("قتل أربعة مسافرين بانفجار لغم قرب الخوخة صباح السبت، ما رفع إلى 46 عدد القتلى منذ بداية العام.", "لغم", "46", "the sum of all until then"),
    ("قصف الجيش إعزاز يوم الخميس، وقتل مسلحون معلماً في منبج يوم الجمعة.", "قصف", "معلما", "of another event: killing"),
    ("قتل 12 شخصاً بانفجار سيارة مفخخة في منبج، وقتل رجل يبلغ من العمر 45 عاماً برصاص مسلحين في جرابلس.", "برصاص", "12 شخصا", "belongs to another record: Remote explosive/landmine/IED"),
    ("قتل 12 شخصاً بانفجار سيارة مفخخة في منبج، وقتل رجل يبلغ من العمر 45 عاماً برصاص مسلحين في جرابلس.", "برصاص", "45 عاما", "tells of time: an age, a year, how long"),
    ("3- Shells killed two farmers near Mocha.", "Shells", "3", "numbers the items of a list"),
    ("٤- قتل مزارعان بسقوط قذائف قرب المخا.", "قذائف", "٤", "numbers the items of a list"),
    ("Gunmen in two pick-ups abducted a clerk in Baidoa.", "abducted", "two", "an hour, an age, or how many of something"),
]  # fmt: skip
PLACES = [
    ("Shelling killed five people in Saraqib, 20 kilometres east of Idlib.", "Shelling", "Idlib", "only says where another place lies"),
    ("Warplanes bombed Saraqib on Friday; the wounded were taken to a hospital in Aleppo.", "bombed", "Aleppo", "where another record stands: wounded"),
    ("A villager from Azaz was killed by shelling in Tadef on Friday.", "shelling", "Azaz", "where those are from who take part"),
    ("Shells killed three people in Idlib after rockets had been fired from Saraqib.", "Shells", "Saraqib", "where somebody came from, a cause or a side: no scene"),
    ("Shelling killed five people on Friday in Saraqib, an official in Damascus said.", "Shelling", "Damascus", "where somebody speaks of it"),
    ("وفي محافظة جنين، اعتقلت قوات الاحتلال ستة شبان من بلدة قباطية.", "اعتقلت", "محافظة جنين", "wider than the place taken"),
    ("قتل خمسة أشخاص بقصف على سراقب، على بعد 20 كيلومتراً شرق إدلب.", "بقصف", "إدلب", "only says where another place lies"),
    ("قصفت طائرات سراقب يوم الجمعة، ونقل الجرحى إلى مشفى في حلب.", "قصفت طائرات", "حلب", "where another record stands: wounded"),
    ("قصف الجيش إعزاز يوم الخميس، وقتل مسلحون معلماً في منبج يوم الجمعة.", "وقتل", "إعزاز", "where another record stands: Shelling/artillery/missile attack"),
]  # fmt: skip
ENDS = [
    ("Dozens of families fled from Zinjibar to Mudiya and Lawdar on Monday.", "fled", "Lawdar", "a further destination"),
    ("Families fled from Zinjibar and Mudiya to Aden.", "fled", "Mudiya", "a further origin"),
    ("Families were displaced from Nyala and Kutum to Tawila.", "displaced", "Kutum", "a further origin"),
    ("Families left Baidoa for Mogadishu, Afgooye and Bariire.", "left", "Bariire", "a further destination"),
    ("نزحت عائلات من نيالا إلى كتم وطويلة يوم الاثنين.", "نزحت", "طويلة", "a further destination"),
    ("نزحت عائلات من زنجبار ومودية إلى عدن.", "نزحت", "مودية", "a further origin"),
    ("فرت عشرات العائلات من تلعفر إلى سنجار وزاخو.", "فرت", "زاخو", "a further destination"),
]  # fmt: skip
DAYS = [
    ("Police said on Sunday that a bomb killed two people in Aleppo on Friday.", "bomb", "on Sunday", "when somebody spoke of it"),
    ("Shells hit Tadef on Monday; the army will attack it next week.", "Shells", "next week", "is still to come"),
    ("Troops stormed Kobani on Tuesday; the town has been under siege since March.", "stormed", "since March", "a longer time, and a day is told"),
    ("The army shelled Azaz on Thursday, and on Friday gunmen killed a teacher in Manbij.", "killed", "on Thursday", "the day of another record: Shelling/artillery/missile attack"),
    ("قالت الشرطة يوم الأحد إن قنبلة قتلت شخصين في حلب يوم الجمعة.", "قنبلة", "يوم الأحد", "when somebody spoke of it"),
    ("سقطت قذائف على تادف يوم الاثنين، وسيهاجمها الجيش الأسبوع المقبل.", "قذائف", "الأسبوع المقبل", "is still to come"),
    ("قصف الجيش إعزاز يوم الخميس، وقتل مسلحون معلماً في منبج يوم الجمعة.", "قصف", "يوم الجمعة", "the day of another record: Attack"),
    ("قتل أربعة مسافرين بانفجار لغم قرب الخوخة صباح السبت، وهو الثاني منذ بداية العام.", "لغم", "منذ بداية العام", "a longer time, and a day is told"),
]  # fmt: skip
WHERE = [
    ("Shelling killed five people on Friday in Saraqib.", "Shelling", "Saraqib: the only place that the sentence names"),
    ("In Fallujah, three mortar rounds hit a market on Sunday, an officer from Ramadi said.", "mortar rounds", "Fallujah: by grammar: it opens the sentence"),
    ("Shells fell on Azaz and Tadef on Sunday.", "Shells fell on", "Azaz: one of several that are told together"),
    ("About 300 families left Raqqa for Manbij on Saturday.", "left", "origin by the words that lead to it, destination by the words that lead to it"),
    ("سقطت قذائف على إعزاز وتادف يوم الأحد.", "قذائف", "Azaz: one of several that are told together"),
    ("قصفت طائرات سراقب يوم الجمعة، ونقل الجرحى إلى مشفى في حلب.", "قصفت طائرات", "Saraqib: by grammar: it is what the event's word falls on"),
    ("وصلت 120 عائلة من الرقة إلى منبج يوم الاثنين.", "وصلت", "origin by the words that lead to it, destination by the words that lead to it"),
    ("قتل ثلاثة أشخاص بقصف مدفعي على إدلب.", "بقصف مدفعي", "Idlib: the only place that the sentence names"),
]  # fmt: skip
WHEN = [
    ("Shelling killed five people on Friday in Saraqib.", "Shelling", "2021-04-30: told in the clause of its word"),
    ("The army shelled Saraqib on Friday. Gunmen then stormed a house in Tadef.", "stormed", "2021-04-30: not told here: the one told last before, from which this sentence goes on"),
    ("Today shells hit Saraqib. Gunmen killed a guard in Tadef.", "killed", "2021-05-03: not told here: the report's own"),
    ("Gunmen killed a guard in Tadef.", "killed", "none is told here, and none that is told elsewhere in the report is taken for it"),
    ("On Friday shells hit Saraqib, and that night gunmen killed a guard in Tadef.", "killed", "2021-04-30: told in"),
    ("قصف الجيش سراقب يوم الجمعة.", "قصف", "2021-04-30: told in the clause of its word"),
    ("اليوم قصف الجيش سراقب. وقتل مسلحون حارساً في تادف.", "وقتل", "2021-05-03: not told here: the report's own"),
    ("وقتل مسلحون حارساً في تادف.", "وقتل", "none is told here, and none that is told elsewhere in the report is taken for it"),
    ("قصفت قوات النظام مدينة إدلب حيث قتل مدنيان يوم الجمعة.", "قصفت", "2021-04-30: told in its sentence, in another clause than its word"),
]  # fmt: skip
LEARNT = [
    ("ar", "اعتقلت", "وفي محافظة جنين، اعتقلت قوات الاحتلال ستة شبان من بلدة قباطية بعد دهم منازلهم فجر الأحد."),
    ("ar", "اعتقل", "وفي محافظة نابلس، اعتقل الجيش خمسة فتية من بلدة حوارة بعد اقتحام بيوتهم."),
]


def explained(text: str, trigger: str) -> tuple[Claim, list[str]]:
    """The claim of a text that a word tells, and what is printed of it."""
    parsed = read(Report("r", text, date(2021, 5, 3), "ar" if re.search("[\u0600-\u06ff]", text) else "en"), GAZETTEER)
    found = [Claim(parsed.report, r) for r in (*parsed.incidents, *parsed.movements, *parsed.doubtful)]
    rows = json.loads(json.dumps([claim_row(claim) for claim in found]))
    marked = [[text[a:b] for a, b, role in row["marks"] if role == "trigger"] for row in rows]
    n = next(n for n, words in enumerate(marked) if trigger in words[0])
    beside = [r for r in rows if r is not rows[n] and r["sentence_start"] == rows[n]["sentence_start"]]
    return found[n], list(claims.lines(rows[n], beside, found[n], GAZETTEER))


def passed_over(text: str, lines: list[str]) -> list[tuple[str, str, str]]:
    """Kind, words and verdict of all that was rejected; the words stand at their span."""
    rows = [m for line in lines if (m := ROW.fullmatch(line))]
    for row in rows:
        assert text[int(row[2]) : int(row[3])] == row[4]
    return [(row[1], row[4], row[5]) for row in rows]


@pytest.mark.parametrize(
    ("kind", "text", "trigger", "words", "verdict"),
    [(kind, *case) for kind, cases in (("party", PARTIES), ("count", COUNTS), ("place", PLACES), ("day", DAYS)) for case in cases],
)  # fmt: skip
def test_what_was_passed_over_is_told_with_its_reason(
    kind: str, text: str, trigger: str, words: str, verdict: str
) -> None:
    claim, lines = explained(text, trigger)
    told = [(w, v) for k, w, v in passed_over(text, lines) if k == kind]
    assert [v.startswith(verdict) for w, v in told if w == words] == [True], told
    start = text.find(words)
    roles = {role for a, b, role in claim.record.evidence.marks if a < start + len(words) and start < b}
    assert not roles & TAKEN[kind]


@pytest.mark.parametrize(("text", "trigger", "words", "verdict"), ENDS)
def test_a_place_on_a_list_is_the_end_that_the_others_of_it_are(
    text: str, trigger: str, words: str, verdict: str
) -> None:
    claim, _ = explained(text, trigger)
    row = json.loads(json.dumps(claim_row(claim)))
    told = passed_over(text, list(claims.lines(row, [], claim, GAZETTEER)))
    assert [v for kind, w, v in told if (kind, w) == ("place", words)] == [f"{verdict}; another is named that fits"]


TOLLS = [
    ("Clashes near Sirte killed 31 fighters and 23 of the attackers on Sunday.", "Clashes", "killed 54: 31 and 23 together"),
    ("Gunmen attacked a post in Baidoa; six soldiers and four attackers died.", "attacked", "killed 10: 6 and 4 together"),
    ("اندلعت اشتباكات قرب سرت، قتل فيها 31 مقاتلاً من الجيش و23 من المهاجمين.", "اشتباكات", "killed 54: 31 and 23 together"),
    ("Shelling of Taiz and Mocha killed five people.", "Shelling", "5 told of several places together: nobody told how many in each"),
    ("قصف الجيش تعز والمخا فقتل خمسة مدنيين.", "قصف", "5 told of several places together: nobody told how many in each"),
    ("Police arrested 17 men on Saturday, nine in Nablus and eight in Huwara.", "arrested", "captured 9; 17, marked above, is of several places together"),
    ("Police arrested 17 men on Saturday, nine of them in Nablus and eight in Huwara.", "arrested", ""),  # 9 is marked
    ("Shelling killed two people in Taiz.", "Shelling", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "told"), TOLLS)
def test_a_toll_that_no_number_of_the_sentence_is_alone(text: str, trigger: str, told: str) -> None:
    _, lines = explained(text, trigger)
    assert [line[14:] for line in lines if line.startswith("    toll ")] == [told] * bool(told)


@pytest.mark.parametrize(("label", "text", "trigger", "told"), [
    *(("place", *case) for case in WHERE), *(("day", *case) for case in WHEN),
])  # fmt: skip
def test_why_this_place_and_this_day(label: str, text: str, trigger: str, told: str) -> None:
    _, lines = explained(text, trigger)
    assert [line for line in lines if line.startswith(f"    {label:<8}  {told}")], lines


@pytest.mark.parametrize(("language", "trigger", "text"), LEARNT)
def test_by_how_much_the_learnt_choice_is_ahead(language: str, trigger: str, text: str) -> None:
    claim, lines = explained(text, trigger)
    (line,) = (line for line in lines if line.startswith("    place "))
    ahead = re.search(r"by the learnt choice: ([\d.]+) ahead of the place that grammar takes, 2\.0 needed", line)
    assert claim.report.language == language
    assert ahead
    behind = [
        float(m[1]) for _, _, v in passed_over(text, lines) if (m := re.search(r"\(([\d.]+) behind by learnt", v))
    ]
    assert behind == [float(ahead[1])]
    assert behind[0] > 2


@pytest.mark.parametrize("text", [COUNTS[0][0], PLACES[0][0], DAYS[0][0], COUNTS[7][0], PLACES[5][0], DAYS[4][0]])
def test_the_signs_that_spoke_most_each_way(text: str) -> None:
    parsed = read(Report("r", text, date(2021, 5, 3)), GAZETTEER)
    record = next(iter((*parsed.incidents, *parsed.doubtful)))
    trigger = next(text[a:b] for a, b, role in record.evidence.marks if role == "trigger")
    claim, lines = explained(text, trigger)
    signs = sign_words.spoken(claim.record)
    odds = math.fsum(weight for _, weight in signs)
    assert f"{int(1000 / (1 + math.exp(-odds))) / 10:.1f} %" in next(
        line for line in lines if "chance to be right" in line
    )
    shown = [m.groups() for line in lines if (m := re.fullmatch(r" {8}([+-][\d.]+)  (.*)", line))]
    for way in (1, -1):
        strongest = [(f"{w:+.2f}", words.split(":")[0][:30]) for words, w in signs if w * way > 0]
        named = [(w, words.split(":")[0].split(" (\u2068")[0][:30]) for w, words in shown if float(w) * way > 0]
        assert named == strongest[: len(named)]
        assert len(named) >= min(3, len(strongest))


# a sentence, the word of its record, what stands in a sign that holds, and what stands in none
SIGNS = [
    ("Shells killed two guards near Azaz on Friday.", "Shells", "no word like in or to leads to its place by itself", "a word that a place may follow (in, to, of, shelled) leads to"),
    ("Shells killed two guards in Azaz on Friday.", "Shells", "before its place stands a word that a place may follow (in, to, shelled): in", "no word like in or to"),
    ("The army shelled Azaz on Friday.", "shelled", "before its place stands a word that a place may follow (in, to, shelled): shelled", "join a name"),
    ("Gunmen shot dead a clerk in Tadef.", "shot dead", "its place is named 3 to 5 words or marks after its word", "tells a time: "),
    ("Clashes broke out in Manbij on Friday.", "Clashes", "is listed as a verb of a deed or of happening, or what helps one (broke out, killed, was): Clashes, broke out", "may be a relative pronoun"),
    ("Gunmen killed a clerk in Manbij.", "killed", "words and phrases listed for killing: one (killed) in its clause", "a time in its sentence"),
    ("On Friday gunmen killed a clerk in Manbij.", "killed", "a time in its sentence: a day (On Friday)", "its sentence tells no time"),
    ("Dozens of families fled Raqqa for Manbij on Monday.", "fled", "before where it starts stands a word that may lead to where somebody comes from (from, fled): fled", "no place from where is known"),
    ("Families arrived in Manbij on Monday.", "arrived", "no place from where is known", "before where it starts"),
    ("سقطت قذائف قرب إعزاز يوم الجمعة.", "قذائف", "no word like in or to leads to its place by itself", "a word that a place may follow (in, to, of, shelled) leads to"),
    ("سقطت قذائف في إعزاز يوم الجمعة.", "قذائف", "before its place stands a word that a place may follow (in, to, shelled): في", "no word like in or to"),
    ("اندلعت اشتباكات في منبج يوم الجمعة.", "اشتباكات", "a verb of taking place or of being held (breaks out, is held)", "its sentence tells no time"),
    ("قتل مسلحون حارساً في تادف.", "قتل", "its sentence tells no time", "a time in its sentence"),
    ("نزحت عائلات من الرقة إلى منبج يوم الاثنين.", "نزحت", "before where it starts stands a word that may lead to where somebody comes from (from, fled): من", "no place from where is known"),
    ("وصلت عائلات إلى منبج يوم الاثنين.", "وصلت", "no place from where is known", "before where it starts"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "held", "not_held"), SIGNS)
def test_a_sign_tells_what_the_sentence_says(text: str, trigger: str, held: str, not_held: str) -> None:
    claim, _ = explained(text, trigger)
    row = json.loads(json.dumps(claim_row(claim)))
    signs = [
        re.sub("[\u2068\u2069]", "", line)
        for line in claims.lines(row, [], claim, GAZETTEER, whole=True)
        if re.match(" {8}[+-]", line)
    ]
    assert [sign for sign in signs if held in sign], signs
    assert not [sign for sign in signs if not_held in sign]


def test_what_a_list_of_words_means_is_told_by_words_of_it() -> None:
    pack, table = load_pack("en"), sign_words._table()
    told = 0
    for kind in ("word", "standing", "leading", "counted"):
        for label, meaning in table[kind].items():
            examples = re.search(r"\(([^)]*)\)", meaning)
            if examples and label in pack.table["words"]:
                words = examples[1].split(", ")
                met = [
                    w
                    for w in words
                    if pack.tag(pack.tokenise(w)).get(label) or any(pack.has(label, x) for x in w.split())
                ]
                assert met, (label, words)
                told += 1
    assert told > 80


@pytest.mark.parametrize(("cases", "n"), [(PARTIES, 0), (COUNTS, 0), (PLACES, 0), (DAYS, 4), (PARTIES, 8), (COUNTS, 7)])
def test_html_changes_no_reason(cases: list[tuple[str, str, str, str]], n: int) -> None:
    text, trigger, words, _ = cases[n]
    dressed = text.replace(words, f"<b class=x>{words}</b>").replace(trigger, f"<i>{trigger}</i>")
    plain, found = (passed_over(t, explained(t, trigger)[1]) for t in (text, dressed))
    assert [(kind, re.sub("<[^>]*>", "", told), verdict) for kind, told, verdict in found] == plain


def test_the_order_is_that_in_which_one_asks() -> None:
    _, lines = explained(COUNTS[0][0], "Shells")
    heads = ["sentence", "frame", "rule", "roles", "place", "day", "considered and rejected", "chance to be right"]
    at = [next(n for n, line in enumerate(lines) if line.startswith(f"    {head}")) for head in heads]
    assert at == sorted(at)


def test_a_sentence_told_in_another_language_than_it_is_in_says_no_more_than_it_knows() -> None:
    claim, _ = explained(COUNTS[0][0], "Shells")
    row = json.loads(json.dumps(claim_row(claim))) | {"language": "ar"}
    lines = list(claims.lines(row, [], claim, GAZETTEER))
    assert any("this sentence alone does not tell" in line for line in lines)
    assert {kind for kind, _, _ in passed_over(COUNTS[0][0], lines)} <= {"place", "shelling", "killing"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Angry residents then burned tyres at the gate of Azaz and pelted buses with stones.", "burned tyres"),
        ("On Sunday angry residents also burned tires in Tadef and threw stones.", "burned tires"),
        ("انهال شبان غاضبون على سائق ضرباً حتى فارق الحياة في منبج.", "فارق الحياة"),
        ("انهالوا على الحارس ضرباً حتى فارق الحياة في ساحة جرابلس.", "فارق الحياة"),
    ],
)
def test_a_word_that_another_phrase_takes_in_is_told_of(text: str, word: str) -> None:
    met = considered(Case(Report("r", text, date(2021, 5, 3)), GAZETTEER))
    assert (word, "part of another word's phrase") in [(text[c.start : c.end], c.verdict) for c in met]


def test_a_report_cannot_write_lines_of_its_own() -> None:
    text = "Gunmen killed four soldiers in Manbij \u2028    rule      none \x85 and hurt \x0b two\x1b[2J guards."
    _, lines = explained(text, "killed")
    assert [line for line in lines if line.startswith("    rule ")] == ["    rule      en:killing:past"]
    assert not re.search("[\x00-\x1f\x85\u2028]", "".join(lines).removeprefix("\n"))
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)

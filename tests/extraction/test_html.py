"""HTML left in a report's text changes nothing of what is read in it, and every span is the text's as it was given."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path

import pytest

from geomap.extraction import read
from geomap.extraction.explaining import Case, considered
from geomap.model import Incident, Movement, Parsed, Report
from geomap.places import load_gazetteer
from geomap.text import bare

CASES = Path(__file__).parent.parent / "cases"
GAZETTEER = load_gazetteer()
DAY = date(2023, 6, 9)
EVERY = 4  # of the sentences one in so many is read, for each kind of HTML
BORDERS = re.compile(r"(?<=\s)|(?=\s)|(?<=\d)(?=[^\w\s])|^|$")
TAGS = (
    "<b>", "</b>", "<i class=x>", "</span>", "<span style=\"color: #333; font-size:14px\" data-n='7'>", "</a>",
    '<a href="http://site.org/homs/?a=1&b=2">', "<img src=x.jpg alt='Ten people were killed in Damascus > on Sunday'>",
    '<img title="قتل عشرة أشخاص في دمشق أمس">', "<wbr/>", "<o:p></o:p>",
)  # fmt: skip
UNSEEN = (
    "<!-- Six people were killed in Homs -->", "<!-- قتل ستة أشخاص في حمص -->", "<!---->",
    '<script>var a = "قتل عشرة في دمشق" < 3;</script>', "<style>.dead { color: red }</style>",
    "<script async src='x.js'></script>", "<iframe src='x'>Ten people were killed in Damascus</iframe>",
)  # fmt: skip
INLINE = tuple(piece for piece in UNSEEN if "iframe" not in piece)  # a frame parts lines


def sentences(name: str) -> list[str]:
    lines = [line for line in (CASES / name).read_text("utf-8").splitlines()[1:] if line and line[0] != "#"]
    return [line.split("\t")[-1] for line in lines]


def tagged(sentence: str, dice: random.Random) -> str:
    return BORDERS.sub(lambda _: dice.choice(TAGS) if dice.random() < 0.4 else "", sentence)


def commented(sentence: str, dice: random.Random) -> str:
    return BORDERS.sub(lambda _: dice.choice(INLINE) if dice.random() < 0.3 else "", sentence)


def referred(sentence: str, dice: random.Random) -> str:
    def reference(found: re.Match[str]) -> str:
        sign = found[0]
        if sign == " ":
            return dice.choice((" ", "&nbsp;", "&#32;"))
        return dice.choice((sign, sign, f"&#{ord(sign)};", f"&#x{ord(sign):X};"))

    return re.sub(".", reference, sentence).replace('"', "&quot;")


def wrapped(sentence: str, dice: random.Random) -> str:
    return (
        f'<html><head><style>p {{}}</style></head><body>{dice.choice(UNSEEN)}<div dir="rtl"><p class="x">{sentence}</p>'
        f"{dice.choice(UNSEEN)}<ul><li></ul></div></body></html>"
    )


def told(parsed: Parsed) -> list[dict[str, object]]:
    """Everything that a report gave, save where it stands."""
    place = ("start", "end", "quote", "surface")
    records = [r.record() for r in (*parsed.mentions, *parsed.incidents, *parsed.movements, *parsed.doubtful)]
    return [{key: value for key, value in record.items() if key not in place} for record in records]


def stands(parsed: Parsed) -> list[str]:
    """Return the words that carry the records, HTML apart; each span is the text's."""
    text = parsed.report.text
    words = []
    for m in parsed.mentions:
        assert text[m.start : m.end] == m.surface
        words.append(bare(m.surface).text)
    records: tuple[Incident | Movement, ...] = (*parsed.incidents, *parsed.movements, *parsed.doubtful)
    for e in (r.evidence for r in records):
        assert text[e.start : e.end] == e.quote
        assert text[e.sentence_start :].startswith(e.sentence)
        words += [bare(e.quote).text, bare(e.sentence).text, *(bare(text[a:b]).text for a, b, _ in e.marks)]
    return words


@pytest.mark.parametrize("dress", [tagged, commented, referred, wrapped])
@pytest.mark.parametrize(
    "cases", ["events_ar", "events_en", "movements_ar", "movements_en", "parties_ar", "told_once_en"]
)
def test_html_changes_nothing(cases: str, dress: object) -> None:
    assert callable(dress)
    dice = random.Random(f"{cases} {dress.__name__}")
    for sentence in sentences(f"{cases}.tsv")[:: 1 if cases.startswith("movements") else EVERY]:
        plain = read(Report("r", sentence, DAY), GAZETTEER)
        text = dress(sentence, dice)
        dressed = read(Report("r", text, DAY), GAZETTEER)
        assert dressed.report == Report("r", text, DAY, plain.report.language)
        assert told(dressed) == told(plain), text
        assert stands(dressed) == stands(plain), text


BOMB = "قُتل {} مدنيين وأصيب {} آخرون أمس بانفجار سيارة مفخخة في مدينة {}{}شمال حلب."


@pytest.mark.parametrize(
    "text",
    [
        BOMB.format("ثلاثة", "خمسة", "<b>إعزاز</b>", " "),
        BOMB.format("<strong>ثلاثة</strong>", "<em>خمسة</em>", "<a href='/x'>إعزاز</a>", " "),
        BOMB.format("ثلاثة", '<span style="color:red">خمسة</span>', "إعزاز", "&nbsp;"),
        BOMB.format("ثلاثة", "خم<wbr>سة", "إعز&#1575;ز", "<!-- قتل عشرة في دمشق --> "),
        f"<p>{BOMB.format('ثلاثة', 'خمسة', 'إعزاز', ' ')}<p><script>قتل عشرة في دمشق",
        BOMB.format("ثلاثة", "خمسة", "إعزاز", " ") + " <img alt='قتل عشرة في دمشق",
        BOMB.format("ثلاثة", "خمسة", "إعزاز", " ").replace("قُتل", "&lt;p&gt;قُتل") + "&lt;/p&gt;",
    ],
)
def test_a_bomb_in_html(text: str) -> None:
    parsed = read(Report("r", text, DAY), GAZETTEER)
    stands(parsed)
    (incident,) = parsed.incidents
    assert incident.place is not None
    assert (incident.place.name, incident.killed, incident.wounded) == ("Azaz", 3, 5)
    assert not parsed.doubtful


@pytest.mark.parametrize("mark", ["<br>", "<p>", "</p><p>", "<li>", "</h1>", "</td><td>", "</div><div class='x'>"])
def test_elements_part_lines(mark: str) -> None:
    """What stands in a heading, a cell or an item is no sentence with what follows."""
    heading, news = "Shelling kills three civilians in Azaz", "Two soldiers were wounded in Hama"
    parsed = read(Report("r", f"{heading}{mark}{news}", DAY), GAZETTEER)
    assert [(i.place and i.place.name, i.killed, i.wounded) for i in parsed.incidents] == [
        ("Azaz", 3, None), ("Hama", None, 2)
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["<b>", "<!--", "<script>", "<p></p>", "&nbsp;", "&#1;", "<" * 5000, "&lt;" * 5000])
def test_html_alone_tells_nothing(text: str) -> None:
    parsed = read(Report("r", text, DAY), GAZETTEER)
    assert (parsed.mentions, parsed.incidents, parsed.movements) == ((), (), ())


def test_signs_are_text() -> None:
    parsed = read(
        Report("r", "Prices rose by <5% in Homs; three < five civilians <were> killed in <Azaz> on Sunday.", DAY),
        GAZETTEER,
    )
    assert {m.place.name for m in parsed.mentions if m.place} == {"Homs", "Azaz"}


def test_what_was_weighed_leads_back_to_the_text() -> None:
    plain = "Shells killed three civilians in Azaz on Sunday."
    text = plain.replace("killed", "<b>killed</b>").replace("Azaz", "<a href='x'>Azaz</a>")
    weighed = [
        (text[c.start : c.end], c.family, c.verdict) for c in considered(Case(Report("r", text, DAY), GAZETTEER))
    ]
    assert weighed == [
        (plain[c.start : c.end], c.family, c.verdict) for c in considered(Case(Report("r", plain, DAY), GAZETTEER))
    ]

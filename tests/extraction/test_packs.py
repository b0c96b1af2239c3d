"""Packs are checked when they are loaded: a mistake is told with its line."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from geomap import pipeline
from geomap.errors import PackError
from geomap.extraction import reader
from geomap.extraction.words.document import Document
from geomap.extraction.words.pack import LANGUAGES, Pack, load_pack
from geomap.extraction.words.tagger import BY_WORD
from geomap.extraction.words.validate import parse, schema
from geomap.model import Report
from geomap.places import load_gazetteer

ROOM = Path(__file__).parents[2] / "geomap" / "extraction"
FRENCH = resources.files("geomap.extraction").joinpath("packs", "fr.toml").read_text("utf-8")


def line_of(text: str) -> int:
    return next(n for n, line in enumerate(FRENCH.splitlines(), 1) if text in line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pack_loads_and_names_itself(language: str) -> None:
    assert load_pack(language).table["language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_that_are_asked_for_by_word_hold_single_words(language: str) -> None:
    words = load_pack(language).table["words"]
    assert not [phrase for label in BY_WORD for phrase in words.get(label, ()) if " " in phrase]


def test_no_tag_is_asked_for_of_lists_that_give_none() -> None:
    files = sorted(ROOM.rglob("*.py"))
    asks = re.compile(r"doc\.(at|any_at|has|count|within|first_of|last_of|covered|tags)\b")
    lines = [line for f in files for line in f.read_text("utf-8").splitlines() if asks.search(line)]
    assert len(lines) > 1000
    by_word = re.compile(rf"""(?<!pack\.has\()"({"|".join(BY_WORD)})\"""")
    assert not [line for line in lines if by_word.search(line)]


def test_what_is_asked_for_by_word_is_no_tag_but_stands_over_its_token() -> None:
    doc = Document.of(Report("", "The army shelled Aleppo."), load_pack("en"))
    assert not BY_WORD & doc.tags.keys()
    assert "homograph" in doc.over(0)


@pytest.mark.parametrize(
    ("right", "wrong", "at", "said"),
    [
        ('type = "Arrests"', 'type = "Arrest"', 'type = "Arrests"', "'Arrests' meant"),
        ('class = "unknown"', 'class = "nobody"', 'class = "unknown"', "class must be one of"),
        ('negation = ["ne"', 'negatoin = ["ne"', 'negation = ["ne"', "'negation' meant"),
        ('via = ["via", ', 'via = ["via", "", ', 'via = ["via"', "is not a phrase"),
        ('"rapt"]', '".. rapt"]', '"rapt"]', "stands between words"),
        ('"rapt"]', '"rapt .. .. femme"]', '"rapt"]', "stands between words"),
        ('"en passant par"', '"en passant|"', '"en passant par"', "is missing beside"),
        ("[motion.return]", "[motion.retour]", "[motion.return]", "no such movement"),
        ("weight = 66", 'weight = "high"', "weight = 66", "whole number"),
        ("[event.killing]\n", "[event.killing]\ntakes = ['nothing']\n", "[event.killing]", "no event of this pack"),
        (
            'verbs = ["quitt~er"]',
            'verbs = ["quitt~er", "quitt~er"]',
            'verbs = ["quitt~er"]',
            "stands in this list already",
        ),
        (
            '12 = ["décembre"]',
            '12 = ["décembre", "déc", "déc"]',
            '12 = ["décembre"]',
            "'déc' stands in this list already",
        ),
        ('verbs = ["quitt~er"]', 'verbs = ["quit/quits/quitted"]', 'verbs = ["quitt~er"]', "write the forms out"),
        ("[event.arrest]\n", "[event.arrest]\ncolour = 'red'\n", "[event.arrest]", "no such key"),
    ],
)
def test_a_mistake_is_told_with_its_line(right: str, wrong: str, at: str, said: str) -> None:
    assert right in FRENCH
    with pytest.raises(PackError) as caught:
        parse(FRENCH.replace(right, wrong, 1), "fr.toml")
    message = str(caught.value)
    assert said in message
    told = int(message.split("line ")[1].split(":", maxsplit=1)[0])
    assert abs(told - line_of(at)) <= 1


def mistake(text: str, name: str = "fr.toml") -> tuple[int, str]:
    """Return the line and the words in which the mistake of a pack is told."""
    with pytest.raises(PackError) as caught:
        parse(text, name)
    where, _, what = str(caught.value).removeprefix(f"{name}, line ").partition(": ")
    return int(where), what


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        # names of sections and keys
        ("[numbers]", "[nummbers]", "nummbers: no such section; is 'numbers' meant?"),
        ("[morphology]", "[weather]", "weather: no such section; there are language, numbers, dates, sets"),
        ("[numbers.quantifiers]", "[numbers.quantifier]", "'quantifier'; is 'quantifiers' meant?"),
        ("[dates.weekdays]", "[dates.weekday]", "dates.weekday: no such key 'weekday'; is 'weekdays' meant?"),
        ("[numbers.nouns.people]", "[numbers.nouns.peopel]", "no such name 'peopel'; is 'people' meant?"),
        ("[dates.parts]", "[dates.past.parts]", "no such name 'parts'"),
        ("plain = true", "plian = true", "morphology.plian: no such key 'plian'; is 'plain' meant?"),
        ("hurt = [", "hrut = [", "numbers.nouns.people.hrut: no such name 'hrut'; there are any, dead, hurt, held"),
        ('more_than = ["plus', 'morethan = ["plus', "'morethan'; is 'more_than' meant?: words before a number"),
        ('participle = ["ant"]', 'particple = ["ant"]', "'particple'; is 'participle' meant?"),
        ('morning = ["matin"', 'matin = ["matin"', "there are dawn, morning, noon"),
        ('type = "Arrests"', 'tpye = "Arrests"', "event.arrest.tpye: no such key 'tpye'; there are type, against"),
        # ranges
        ('12 = ["décembre"]', '13 = ["décembre"]', "dates.months.13: no such name '13'; there are 1 to 12: names of"),
        ('12 = ["décembre"]', '0 = ["décembre"]', "there are 1 to 12"),
        ('6 = ["dimanche"]', 'abc = ["dimanche"]', "dates.weekdays.abc: no such name 'abc'; there are 0 to 6"),
        ('6 = ["dimanche"]', '7 = ["dimanche"]', "Monday is 0"),
        ('-1 = ["hier"]', '1 = ["demain"]', "those to come are in fixed, under future"),
        ('5 = ["cinq"]', 'five = ["cinq"]', "numbers.values.five: no such name 'five'; there are 0 and more"),
        ("reach = 2", "reach = -2", "numbers.reach: -2 is out of range; there are 0 and more"),
        # kinds of values
        ('more_than = ["plus de", "plus d", "au moins"]', 'more_than = "plus de"', 'expected: more_than = ["plus de"]'),
        ('more_than = ["plus de"', "more_than = [5", "numbers.quantifiers.more_than: 5 is not a phrase"),
        ('more_than = ["plus de"', 'more_than = [""', "'' is not a phrase"),
        ('5 = ["cinq"]', '5 = "cinq"', 'numbers.values.5: a list in brackets is expected: 5 = ["cinq"]'),
        ("reach = 2", 'reach = "two"', "numbers.reach: a whole number is expected, without quotes: words that may"),
        ("reach = 2", "reach = true", "numbers.reach: a whole number"),
        ("hyphens = true", "hyphens = 1", "numbers.hyphens: true or false is expected"),
        ("plain = true", 'plain = "yes"', "morphology.plain: true or false is expected, without quotes"),
        ('[dates.ago]\nbefore = ["il y a"]', '[dates.later]\nback = "il y a"', 'expected: back = ["il y a"]'),
        (
            'about = ["environ"]',
            'weekend = ["x"]\nlater = ["plus tard"]',
            "expected: [dates.later], later than the day told",
        ),
        ('base = ["er"]', 'base = "er"', 'morphology.endings.er.base: a list in brackets is expected: base = ["er"]'),
        (
            'more_than = ["plus de"',
            'more_than = [true, "plus de"',
            "numbers.quantifiers.more_than: True is not a phrase",
        ),
        ("weight = 66", "weight = 6.6", "event.abduction.weight: a whole number is expected"),
        ('type = "Arrests"', 'type = ["Arrests"]', "event.arrest.type: a text in quotes is expected"),
        ('name = "JNIM"', "name = 5", "actor.jnim.name: a text in quotes is expected"),
        ('type = "Arrests"', 'type = "Arrests"\njoins = "clash"', "event.arrest.joins: a list in brackets is expected"),
        ("[words.part]", "[words.part.of]", "a list in brackets is expected"),
        # what must agree
        ('type = "Arrests"', "", 'event.arrest: type is missing: write type = "..."'),
        ('type = "Arrests"', 'type = "zzz"', "is not an ACLED sub-event type; there are Armed clash, "),
        ('"arrêt~er", "enlev~er"', '"arrêt~er", "enlev~"', "'enlev~': there is no class ''"),
        ('"kidnapp~er"', '"kidnapp~zz"', "'kidnapp~zz': there is no class 'zz' in [morphology.endings]; there are er"),
        ('verbs = ["quitt~er"]', 'verbs = ["quitt~er {lieux}"]', "there is no set '{lieux}'; there are none"),
        ('verbs = ["quitt~er"]', 'verbs = ["quitté/quitte"]', "write the forms out: quitté|quitte"),
        ('plural = ["s"]', 'feminine = ["e"]', "numbers.forms.feminine: two endings are expected"),
        ('verbs = ["quitt~er"]', 'verbs = ["/quitt"]', "a form is missing before '/'"),
        ('bare = ["locative"', 'bare = ["locatif"', "'locatif' is no list of [words]; is 'locative' meant?"),
        ('type = "Arrests"', 'type = "Arrests"\nneeds = ["kiled"]', "'kiled' is neither an event nor a list of words"),
        ('name = "JNIM"', 'name = "JNIM"\nelsewhere = { ML = "nobody" }', "'nobody' is no actor of this pack"),
        ('language = "fr"', 'language = "de"', 'is not the language of this file; write language = "fr"'),
        ('language = "fr"', "language = 5", "5 is not the language of this file"),
    ],
)
def test_what_a_section_may_hold_is_told(right: str, wrong: str, said: str) -> None:
    assert FRENCH.count(right)
    changed = FRENCH.replace(right, wrong, 1)
    line, what = mistake(changed)
    assert said in what
    before = FRENCH[: FRENCH.index(right)].count("\n") + 1
    assert line == before + wrong.count("\n") - (not wrong), what  # what is missing is told at its header


SMALL = """
language = "fr"
[morphology]
plain = true
[numbers]
[dates]
[words]
locative = ["à"]
[words.captured]
verb = ["enlevé"]
[event.ied]
type = "Remote explosive/landmine/IED"
verbs = ["explosé"]
[event.abduction]
type = "Abduction/forced disappearance"
verbs = ["enlevé", "enlevés", "arrêté"]
[actor.police]
name = "Police"
class = "state"
names = ["police"]
"""


@pytest.fixture
def no_grammar_remembered():
    """Numbers and dates are made once a language, of whatever pack there is then."""
    reader.grammars.cache_clear()
    yield
    reader.grammars.cache_clear()


@pytest.mark.usefixtures("no_grammar_remembered")
@pytest.mark.parametrize(
    "text",
    [
        "La police a enlevé deux hommes à Alep.",
        "Une bombe a explosé à Alep et la police a enlevé deux hommes à Raqqa.",
        "Deux médecins ont été enlevés à Alep. La police a arrêté un homme à Raqqa.",
    ],
)
def test_a_small_pack_reads_what_it_has_words_for(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What geomap makes of an event (led away by police: arrested) need not be one that the pack has words for."""
    pack = Pack(parse(SMALL, "fr.toml"), "fr")
    monkeypatch.setattr(reader, "load_pack", lambda _: pack)
    parsed = reader.read(Report("r", text, date(2020, 5, 6), "fr"), load_gazetteer())
    assert parsed.error is None
    assert parsed.incidents


def test_events_that_others_turn_into_are_there_in_every_pack() -> None:
    code = "".join(f.read_text("utf-8") for f in ROOM.rglob("*.py"))
    named = set(re.findall(r"""events\["(\w+)"\]""", code))
    assert len(named) > 8
    assert not named - schema()["families"].keys()


@pytest.mark.parametrize(
    ("language", "form", "said"),
    [
        ("ar", "قصف/يقصف/قاصف", "'/' stands once"),
        ("ar", "/يقصف", "is missing before"),
        ("ar", "قصف/", "'قصف/': a form is missing after '/' (write قصف/- where only the past is meant)"),
        ("ar", "قصف/ .. موقع", "a form is missing after '/'"),
        ("ar", "ضرب/يضرب|قصف/ .. موقع", "'قصف/': a form is missing"),
        ("en", "bomb/", "'bomb/': a form is missing after '/'"),
        ("en", "strike//struck", "'strike//struck': a form is missing after '/'"),
        ("en", "bomb/-", "'bomb/-': a form is missing after '/'"),
    ],
)
def test_a_verb_is_a_past_and_a_present(language: str, form: str, said: str) -> None:
    text = PACKS.joinpath(f"{language}.toml").read_text("utf-8")
    at = text.index("verbs = [", text.index("[event.arrest]")) + len("verbs = [")
    line, what = mistake(f'{text[:at]}"{form}",{text[at:]}', f"{language}.toml")
    assert said in what
    assert line == text.count("\n", 0, at) + 1


def test_a_verb_without_its_present_is_its_past_alone() -> None:
    text = PACKS.joinpath("ar.toml").read_text("utf-8")
    at = text.index("verbs = [", text.index("[event.arrest]")) + len("verbs = [")
    pack = Pack(parse(f'{text[:at]}"زنفل/-",{text[at:]}', "ar.toml"), "ar")
    tokens = pack.tokenise("زنفلت زنفل يزنفل")
    assert [t.last for t in pack.tag(tokens)["event"] if t.name == "arrest"] == [1, 2]


def test_counted_nouns_have_both_their_forms() -> None:
    line, what = mistake(FRENCH.replace("hurt = [", 'hurt = ["mutilé/", ', 1))
    assert (line, what) == (line_of("hurt = ["), "numbers.nouns.people.hurt: 'mutilé/': a form is missing beside '/'")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('language = "fr"\n[numbers\n[dates]\n', 2, "not TOML: Expected ']'"),
        ('language = "fr"\n[words]\nvia = ["via" "par"]\n', 3, "not TOML: Unclosed array at column 14; look for"),
        ('language = "fr"\nlanguage = "fr"\n', 2, "not TOML: Cannot overwrite a value"),
        ('language = "fr', 1, "not TOML: Unterminated string"),
    ],
)
def test_broken_toml_is_told_as_other_mistakes_are(text: str, line: int, said: str) -> None:
    told, what = mistake(text)
    assert told == line
    assert said in what


def test_lists_of_words_that_inflect_have_their_name() -> None:
    line, what = mistake(
        FRENCH.replace('[words.wounded]\nverb = ["bless~er"]', '[words.wounded]\nverbs = ["bless~er"]', 1)
    )
    assert "'verb' is meant" in what
    assert line == line_of("[words.wounded]") + 1


def test_a_pack_in_another_encoding_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "xx.toml").write_bytes(b'language = "xx"\n# caf\xe9\n')
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    with pytest.raises(PackError, match=r"xx\.toml, line 2: is not UTF-8"):
        load_pack("xx")


def test_the_mark_that_some_editors_put_before_a_text_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "yy.toml").write_text(FRENCH.replace('language = "fr"', 'language = "yy"'), "utf-8-sig")
    schema()  # is kept
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    assert load_pack("yy").table["language"] == "yy"


def test_a_mistake_in_a_pack_stops_the_program_and_is_no_error_of_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(language: str) -> None:
        raise PackError(f"{language}.toml, line 2: a mistake")

    monkeypatch.setattr(reader, "load_pack", broken)
    with pytest.raises(PackError, match=r"ar\.toml, line 2"):
        pipeline.parse(Report("r", "قصف على حلب.", language="ar"), load_gazetteer())


def test_a_missing_section_is_named() -> None:
    with pytest.raises(PackError, match="event: is missing"):
        parse('language = "xx"\n[numbers]\n[dates]\n[words]\n', "xx.toml")


def test_every_list_is_explained() -> None:
    explained = schema()["words"]
    assert all(isinstance(what, str) and what for what in explained.values())
    unexplained = {language: load_pack(language).table["words"].keys() - explained for language in LANGUAGES}
    assert not any(unexplained.values()), unexplained


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_can_be_read_on_a_screen(language: str) -> None:
    lines = resources.files("geomap.extraction").joinpath("packs", f"{language}.toml").read_text("utf-8").splitlines()
    wide = [number for number, line in enumerate(lines, 1) if len(line) > 132]
    assert not [number for number in wide if '", "' in lines[number - 1]], "a line this long holds one entry only"


PACKS = resources.files("geomap.extraction").joinpath("packs")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("wrong", "said"), [("7", "7 is not a phrase"), ('"a~zz"', "'a~zz'"), ('""', "it has no words")]
)
def test_an_item_of_a_list_is_told_by_its_own_line(language: str, wrong: str, said: str) -> None:
    lines = PACKS.joinpath(f"{language}.toml").read_text("utf-8").splitlines()
    listed = [n for n, line in enumerate(lines) if re.fullmatch(r'  ".*",', line)]  # in the midst of a long list
    assert listed
    for n in listed[:: max(1, len(listed) // 8)]:
        changed = re.sub(r'"[^"]*",$', f"{wrong},", lines[n])
        told, what = mistake("\n".join([*lines[:n], changed, *lines[n + 1 :]]), f"{language}.toml")
        assert (told, said in what) == (n + 1, True), changed


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('adjectives = ["autres"', 'adjectives = ["autres~er"', "numbers.adjectives: 'autres~er': '~' is read in"),
        ('4 = ["vendredi"]', '4 = ["vendredi|samedi"]', "dates.weekdays.4: 'vendredi|samedi': '|' is read in"),
        ('past = ["dernier"', 'past = ["dernier .. mois"', "'..' is read in"),
        ('6 = ["juin"]', '6 = ["{mois}"]', "'{' is read in"),
        ('name = "JNIM"', 'name = "JNIM~er"', "actor.jnim.name: 'JNIM~er': '~' is read in"),
        ('base = ["er"]', 'base = ["er~er"]', "morphology.endings.er.base: 'er~er'"),
    ],
)
def test_marks_of_phrases_are_told_where_they_mean_nothing(right: str, wrong: str, said: str) -> None:
    assert FRENCH.count(right)
    line, what = mistake(FRENCH.replace(right, wrong, 1))
    assert said in what
    assert line == FRENCH[: FRENCH.index(right)].count("\n") + 1


@pytest.mark.parametrize(
    ("listed", "down"),
    [
        ('joins = ["clash", "zz"]', 0),
        ('joins = [\n  "clash", # "zz", in words\n  "attack",\n  "zz",\n]', 3),
        ("joins = [\n  'clash', 'attack',\n  # none\n\n  'zz']", 4),
        ('joins = [ # [ "\n  "clash",\n  "zz", "attack",\n]', 2),
    ],
)
def test_comments_and_quotes_hide_no_item(listed: str, down: int) -> None:
    before = '[event.arrest]\ntype = "Arrests"\n'
    line, what = mistake(FRENCH.replace(before, f"{before}{listed}\n", 1))
    assert "'zz' is no event of this pack" in what
    assert line == FRENCH[: FRENCH.index(before)].count("\n") + 3 + down

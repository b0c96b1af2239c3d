"""English: a report without a single capital, as messages are typed, or lines of nothing else: names get theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from geomap.extraction.names.senses import KNOWN
from geomap.extraction.words.languages import detect
from geomap.extraction.words.pack import load_pack
from geomap.text import bare, name_key

if TYPE_CHECKING:
    from geomap.extraction.words.pack import Pack
    from geomap.extraction.words.tagger import Word
    from geomap.extraction.words.tokens import Token
    from geomap.model import Gazetteer, Report
    from geomap.text import Bare

_LONGEST: Final = 4  # words of a name
_SHOUTED: Final = 4  # words of a line from which it is no name
_TELLS: Final = ("event", "motion", "killed", "wounded")  # lists with verbs of what happens
_FINITE: Final = ("past", "present", "base")
_ENDS: Final = frozenset(".!?:\u2022")
_NOT_TAGGED: Final = ("homograph", "ordinary", "generic")  # lists of words that open no pattern, yet are words


def legible(report: Report, gazetteer: Gazetteer) -> Bare:
    """Return a report's text as it is read: without HTML, line ends, and the lack of capitals; of the same length."""
    clean = bare(report.text)
    if report.language not in (None, "en"):
        return clean
    small, shouted = clean.text.islower(), any(map(_is_shouted, clean.text.splitlines()))
    if (small or shouted) and (report.language or detect(clean.text)) == "en":
        pack = load_pack("en")
        lines = [clean.text] if small else clean.text.splitlines(keepends=True)
        clean.text = "".join(
            [_with_capitals(t, pack, gazetteer) if small else _calmed(t, pack, gazetteer) for t in lines]
        )
    return clean


def _is_shouted(line: str) -> bool:
    """Whether a line of some words has no small letter, as headlines and cables have it."""
    return line.isupper() and len(line.split()) >= _SHOUTED


def _calmed(line: str, pack: Pack, gazetteer: Gazetteer) -> str:
    """Return a line of capitals alone with small letters, where a verb makes it more than a title."""
    if not _is_shouted(line):
        return line
    small = _in_small(line)
    words = [cast("Word", token.spelling) for token in pack.tokenise(small)]
    verbs = (e for word in words for e, _ in word.entries if e.label in _TELLS and e.form in _FINITE and not e.rest)
    return line if next(verbs, None) is None else _with_capitals(small, pack, gazetteer)


def _in_small(text: str) -> str:
    """Return a text in small letters, as long as it was."""
    return "".join([c.lower() if len(c.lower()) == 1 else c for c in text])


def _with_capitals(text: str, pack: Pack, gazetteer: Gazetteer) -> str:
    """Return a text with capitals for what opens its sentences, for days, and for names that a gazetteer knows."""
    tokens = pack.tokenise(text)
    strange = [_is_strange(pack, token) for token in tokens]
    out = list(text)
    end = 0  # of the name met last
    for i, token in enumerate(tokens):
        opens = i == 0 or tokens[i - 1].text in _ENDS or "\n" in text[tokens[i - 1].end : token.start]
        if i < end or token.is_sign or token.is_number:
            continue
        end = _name_end(tokens, strange, pack, gazetteer, i)
        if end > i or opens or token.word in pack.weekdays:
            for t in tokens[i : max(end, i + 1)]:
                _raise(out, t, pack)
    return "".join(out)


def _is_strange(pack: Pack, token: Token) -> bool:
    """Whether the pack knows nothing of a word, so that it may be a name."""
    if token.is_sign or token.is_number or any(pack.has(label, token.word) for label in _NOT_TAGGED):
        return False
    word = cast("Word", token.spelling)
    return not (word.alone or any(not entry.rest for entry, _ in word.entries) or word.is_everyday)


def _name_end(tokens: tuple[Token, ...], strange: list[bool], pack: Pack, gazetteer: Gazetteer, i: int) -> int:
    """Where the longest name of a known place that begins at a token ends; after "town of" any strange word is one."""
    for last in range(min(i + _LONGEST, len(tokens)), i, -1):
        if not any(strange[i:last]) or any(t.is_sign for t in tokens[i:last]) or pack.has("definite", tokens[i].word):
            continue
        key = name_key(" ".join(t.text for t in tokens[i:last]))
        if any(p.rank or p.population >= KNOWN for p in gazetteer.by_key(key)):
            return last
    led = i > 1 and pack.has("genitive", tokens[i - 1].word) and pack.has("cue", tokens[i - 2].word)
    return i + 1 if led and strange[i] else i


def _raise(out: list[str], token: Token, pack: Pack) -> None:
    """Give a word its capital, none to the article before a hyphen: al-Bab, Deir ez-Zor."""
    at = token.start
    for n, part in enumerate(token.text.split("-")):
        article = "-" in token.text and n == 0 and pack.has("particle", part)
        if part and not article and len(out[at].upper()) == 1:
            out[at] = out[at].upper()
        at += len(part) + 1

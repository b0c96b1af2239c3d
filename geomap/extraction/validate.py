"""A pack is checked when it is loaded: a mistake is told with its line, in words for the person who wrote it."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import tomli

from geomap.errors import PackError
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ALIKE = 80  # per cent from which two names are told to be one misspelt


@cache
def schema() -> dict[str, Any]:
    """What a pack may hold: sections, lists and keys, each with a line that says what it is for."""
    source = resources.files("geomap.extraction").joinpath("schema.toml")
    return tomli.loads(source.read_text("utf-8"))


def parse(source: str, name: str) -> dict[str, Any]:
    """Read the text of a pack; raises PackError, with the line, where it is not TOML or breaks the schema."""
    try:
        table = tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        raise PackError(f"{name}: {error}") from error
    for path, what in _mistakes(table):
        raise PackError(f"{name}, line {_line(source, path)}: {'.'.join(path[:2])}: {what}")
    return table


def _mistakes(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    known = schema()
    for section in table:
        if section not in known["sections"]:
            yield (section,), f"no such section; there are {', '.join(known['sections'])}"
    for section in ("language", "numbers", "dates", "words", "event"):
        if section not in table:
            yield (section,), "is missing"
    yield from _words(table, known)
    yield from _events(table, known)
    yield from _movers(table, known)


def _words(table: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for label, lists in table["words"].items():
        if label not in known["words"] and (meant := _misspelt(label, known["words"])):
            yield ("words", label), f"no such list; is {meant!r} meant?"
        for name, phrases in lists.items() if isinstance(lists, dict) else (("", lists),):
            yield from _phrases(("words", label, name) if name else ("words", label), phrases)
    for value in table["numbers"].get("values", {}):
        if not str(value).isdigit():
            yield ("numbers.values", str(value)), "a number's value is written in digits"


def _movers(table: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for id_, motion in table.get("motion", {}).items():
        if id_ not in known["motion"]:
            yield ("motion", id_), f"no such movement; there are {', '.join(known['motion'])}"
        yield from _keys(("motion", id_), motion, known["keys"]["motion"])
    for id_, actor in table.get("actor", {}).items():
        yield from _keys(("actor", id_), actor, known["keys"]["actor"])
        if not isinstance(actor.get("name"), str):
            yield ("actor", id_), "name is missing: the English name that is written into the results"
        if actor.get("class") not in known["classes"]:
            yield ("actor", id_, "class"), f"class must be one of {', '.join(known['classes'])}"


def _events(table: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for id_, event in table["event"].items():
        where = ("event", id_)
        yield from _keys(where, event, known["keys"]["event"])
        for key in ("type", "against_civilians"):
            if (key == "type" or key in event) and event.get(key) not in SUB_EVENT_TYPES:
                nearest = _nearest(str(event.get(key)), SUB_EVENT_TYPES)
                yield (*where, key), f"{event.get(key)!r} is not an ACLED sub-event type; {nearest}"
        if not isinstance(event.get("weight", 1), int):
            yield (*where, "weight"), "a weight is a whole number: the specific beats the general"
        becomes = event.get("becomes", {})
        others = [*event.get("joins", ()), *event.get("takes", ()), *becomes.values()]
        for other in others:
            if other not in table["event"]:
                yield where, f"{other!r} is no event of this pack"
        for key, need in (*(("needs", n) for n in event.get("needs", ())), *(("becomes", b) for b in becomes)):
            if need not in table["event"] and need not in table["words"]:
                yield (*where, key), f"{need!r} is neither an event nor a list of words"


def _keys(where: tuple[str, ...], entry: Any, allowed: list[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    if not isinstance(entry, dict):
        yield where, "a section of its own is expected: [" + ".".join(where) + "]"
        return
    for key, value in entry.items():
        if key not in allowed:
            yield (*where, key), f"no such key {key!r}; there are {', '.join(allowed)}"
        if key in ("verbs", "nouns", "names"):
            yield from _phrases((*where, key), value)


def _phrases(where: tuple[str, ...], phrases: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    if not isinstance(phrases, list):
        yield where, "a list of phrases in brackets is expected"
        return
    for phrase in phrases:
        if not isinstance(phrase, str) or not phrase.strip():
            yield where, f"{phrase!r} is not a phrase"
        elif phrase.split()[0] == ".." or phrase.split()[-1] == ".." or ".. .." in " ".join(phrase.split()):
            yield (*where, phrase), f"{phrase!r}: '..' stands between words"
        elif any(not part for word in phrase.split() for part in word.split("|")):
            yield (*where, phrase), f"{phrase!r}: a word is missing beside '|'"


def _misspelt(label: str, known: Any) -> str | None:
    """Return the list whose name a label nearly is; a list of a quite different name may be a new module's own.

    >>> _misspelt("negatoin", ["negation", "denial"]), _misspelt("weather", ["negation", "denial"])
    ('negation', None)
    """
    from rapidfuzz import process  # noqa: PLC0415 - only where a mistake is told

    best = process.extractOne(label, list(known), score_cutoff=_ALIKE)
    return str(best[0]) if best else None


def _nearest(word: str, known: Any) -> str:
    """Name the entry that was probably meant.

    >>> _nearest("Armed clashes", ["Armed clash", "Attack"])
    "is 'Armed clash' meant?"
    """
    from rapidfuzz import process  # noqa: PLC0415 - only where a mistake is told

    best = process.extractOne(word, list(known))
    return f"is {best[0]!r} meant?" if best else "see schema.toml"


def _line(source: str, path: tuple[str, ...]) -> int:
    """Line of a key or phrase: looked for from the header of its section on."""
    lines = source.splitlines()
    at = 0
    for n in range(len(path), 0, -1):  # [event.ied], else [event]
        header = "[" + ".".join(path[:n]) + "]"
        found = next((i for i, line in enumerate(lines) if line.strip().startswith(header)), None)
        if found is not None:
            at, path = found, path[n:]
            break
    for part in path:
        key = re.compile(rf'\s*"?{re.escape(part)}"?\s*=')
        found = next((i for i in range(at, len(lines)) if key.match(lines[i]) or f'"{part}"' in lines[i]), None)
        at = found if found is not None else at
    return at + 1

"""A pack is checked when it is loaded: a mistake is told with its line, in words for the person who wrote it.

What a pack may hold stands in ``schema.toml``; here is what each kind of entry looks like, and what must agree.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tomli

from geomap.errors import PackError
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

_ALIKE: Final = 80  # per cent from which two names are told to be one misspelt
_SHOWN: Final = 40  # names that there are
_PLAIN: Final = {
    "text": (str, "a text in quotes is expected"),
    "flag": (bool, "true or false is expected, without quotes"),
    "number": (int, "a whole number is expected, without quotes"),
}
_EACH: Final = {  # what stands under each name of a section
    "lists": "list", "nouns": "list", "words": "phrases", "forms": "endings", "classes": "forms", "texts": "text",
    "numbers": "number",
}  # fmt: skip
_LOOSE: Final = ("nouns", "words")  # a list may stand there in place of a section
_FAMILIES: Final = ("event", "motion", "actor")  # whose sections have names of the pack's own
_NEEDED: Final = ("language", "numbers", "dates", "words", "event")
_INFLECTED: Final = {"verbs": "verb", "nouns": "noun"}  # as lists of words are called elsewhere, and here
_VERBAL: Final = ("past_endings", "past_endings_weak", "present_endings")  # that past/present stands for
_MARKS: Final = re.compile(r"[|/~{}]|\.\.")
_UNREAD: Final = re.compile(r"[|~{}]|\.\.")  # marks that mean nothing outside lists of phrases
_ITEM: Final = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*')|(#[^\n]*)|([\[\]])|([^\s,"'#\[\]]+)""")
_HEADER: Final = re.compile(r"\[([^\[\]]+)\]")
_NAME: Final = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_KEY: Final = re.compile(rf"({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")


class _Mistake(NamedTuple):
    path: tuple[str, ...]
    what: str
    item: int | None = None  # of the list


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
        told = f"{name}, line {error.lineno}: not TOML: {error.msg} at column {error.colno}"
        raise PackError(f"{told}; look for a quote, comma, bracket or name there or just before") from error
    for mistake in _Check(table, name.removesuffix(".toml")).mistakes():
        raise PackError(f"{name}, line {_line(source, mistake)}: {'.'.join(mistake.path)}: {mistake.what}")
    return table


class _Check:
    """The mistakes of one pack, in an order in which each may rely on those before not being there."""

    def __init__(self, table: Mapping[str, Any], language: str) -> None:
        self._table = table
        self._language = language
        self._schema = schema()
        self._sets: Mapping[str, Any] = {}
        self._classes: Mapping[str, Any] = {}
        self._lacking: list[str] = []
        self._plain = False

    def mistakes(self) -> Iterator[_Mistake]:
        yield from self._sections()
        morphology = self._table.get("morphology", {})
        yield from self._keys(("morphology",), morphology, self._schema["keys"]["morphology"])
        self._sets, self._classes = self._table.get("sets", {}), morphology.get("endings", {})
        self._lacking = [key for key in _VERBAL if not morphology.get(key)]
        self._plain = bool(morphology.get("plain"))
        for section, keys in self._schema["keys"].items():
            entries = self._table.get(section, {})
            for id_, entry in entries.items() if section in _FAMILIES else [("", entries)]:
                yield from self._keys((section, id_) if id_ else (section,), entry, keys)
        for label, lists in self._table["words"].items():
            if label not in self._schema["words"] and (meant := _misspelt(label, self._schema["words"])):
                yield _Mistake(("words", label), f"no such list; is {meant!r} meant?")
            for name in _INFLECTED.keys() & lists if isinstance(lists, dict) else ():
                yield _Mistake(("words", label, name), f"no list of words that inflect; {_INFLECTED[name]!r} is meant")
        yield from self._events()
        yield from self._movers()

    def _sections(self) -> Iterator[_Mistake]:
        for section, entry in self._table.items():
            if section not in self._schema["sections"]:
                yield _Mistake((section,), f"no such section; {_instead(section, self._schema['sections'])}")
            if section != "language" and not isinstance(entry, dict):
                yield _Mistake((section,), f"a section of its own is expected: [{section}]")
        for section in _NEEDED:
            if section not in self._table:
                yield _Mistake((section,), f"is missing: {self._schema['sections'][section]}")
        if (told := self._table["language"]) != self._language:
            right = f'language = "{self._language}", as the file is called'
            yield _Mistake(("language",), f"{told!r} is not the language of this file; write {right}")

    # ------------------------------------------------------------------ by the schema

    def _keys(self, where: tuple[str, ...], entry: Any, keys: Mapping[str, Any]) -> Iterator[_Mistake]:
        if not isinstance(entry, dict):
            yield _Mistake(where, f"a section of its own is expected: [{'.'.join(where)}]")
            return
        for key, value in entry.items():
            shape = keys.get(key) or keys.get("*")
            if shape is None:
                known = [k for k in keys if "." not in k]
                yield _Mistake((*where, key), f"no such key {key!r}; {_instead(key, known)}")
            else:
                yield from self._value((*where, key), value, shape, keys)

    def _value(
        self, where: tuple[str, ...], value: Any, shape: list[str], keys: Mapping[str, Any]
    ) -> Iterator[_Mistake]:
        kind, what_for, *names = shape
        if kind in _PLAIN:
            type_, expected = _PLAIN[kind]
            if type(value) is not type_:  # true is no number
                yield _Mistake(where, f"{expected}: {what_for}")
            elif names and not _among(str(value), names):
                yield _Mistake(where, f"{value} is out of range; {_instead('', names)}: {what_for}")
            elif kind == "text" and (mark := _UNREAD.search(str(value))):
                yield _Mistake(where, f"{value!r}: {_unread(mark[0])}")
        elif kind not in _EACH:
            yield from self._list(where, value, kind)
        elif kind in _LOOSE and not isinstance(value, dict):
            yield from self._list(where, value, _EACH[kind])
        elif not isinstance(value, dict):
            yield _Mistake(where, f"a section of its own is expected: [{'.'.join(where)}], {what_for}")
        else:
            for name, item in value.items():
                if names and not _among(name, names):
                    yield _Mistake((*where, name), f"no such name {name!r}; {_instead(name, names)}: {what_for}")
                inner = keys.get(f"{where[-1]}.{name}") or keys.get(f"{where[-1]}.*") or [_EACH[kind], what_for]
                yield from self._value((*where, name), item, inner, keys)

    def _list(self, where: tuple[str, ...], phrases: Any, kind: str) -> Iterator[_Mistake]:
        if not isinstance(phrases, list):
            told = f'"{phrases}"' if isinstance(phrases, str) else '"...", "..."'
            yield _Mistake(where, f"a list in brackets is expected: {where[-1]} = [{told}]")
            return
        if kind == "pair" and len(phrases) != 2:
            yield _Mistake(where, 'two endings are expected: ["...", "..."]')
        if kind in ("phrases", "list") and _right(phrases):
            return  # as nearly all lists
        met = set[str]()
        for n, phrase in enumerate(phrases):
            if kind not in ("endings", "pair") and phrase in met:
                yield _Mistake(where, f"{phrase!r} stands in this list already; take it out", n)
            met.add(str(phrase))
            yield from (_Mistake(where, what, n) for what in self._item(phrase, kind))

    def _item(self, phrase: Any, kind: str) -> Iterator[str]:
        if type(phrase) is not str:
            yield f"{phrase!r} is not a phrase: words in quotes are expected"
        elif not phrase or phrase.isspace():
            if kind not in ("endings", "pair"):
                yield f"{phrase!r} is not a phrase: it has no words; take it out"
        elif kind == "phrases":
            if _MARKS.search(phrase):
                yield from (f"{phrase!r}: {what}" for what in self._marks(phrase))
        elif mark := _UNREAD.search(phrase):
            yield f"{phrase!r}: {_unread(mark[0])}"
        elif kind == "list" and phrase != "/" and "" in phrase.split("/"):
            yield f"{phrase!r}: a form is missing beside '/'"
        elif kind == "labels":
            yield from _unknown(phrase, self._schema["words"] | self._table["words"], "no list of [words]")

    def _marks(self, phrase: str) -> Iterator[str]:
        words = phrase.split()
        if words[0] == ".." or words[-1] == ".." or ".. .." in " ".join(words):
            yield "'..' stands between words"
        for word in words:
            if ("{" in word or "}" in word) and word[1:-1] not in self._sets:
                yield f"there is no set {word!r}; {_instead(word.strip('{}'), self._sets)}"
            if "|" in word and not all(word.split("|")):
                yield "a word is missing beside '|'"
            for form in word.split("|") if "/" in word or "~" in word else ():
                yield from self._forms(form)

    def _forms(self, word: str) -> Iterator[str]:
        if "~" in word and (class_ := word.partition("~")[2]) not in self._classes:
            yield f"there is no class {class_!r} in [morphology.endings]; {_instead(class_, self._classes)}"
        if word.startswith("/"):
            yield "a form is missing before '/'"
        elif "" in (forms := word.split("/")) or (word.isascii() and "-" in forms):
            only = "" if word.isascii() or self._lacking else f" (write {word}- where only the past is meant)"
            yield f"{word!r}: a form is missing after '/'{only}"
        if "/" in word and self._plain:
            yield f"'/' is not read where [morphology] has plain = true; write the forms out: {word.replace('/', '|')}"
        elif self._lacking and "/" in word and not word.isascii():
            lacking = ", ".join(self._lacking)
            yield f"'/' is read where [morphology] has {lacking}; write the forms out: {word.replace('/', '|')}"
        elif word.count("/") > 1 and not word.isascii():
            yield f"{word!r}: '/' stands once, between past and present; alternatives are written with '|'"

    # ------------------------------------------------------------------ what must agree

    def _events(self) -> Iterator[_Mistake]:
        events = self._table["event"]
        told = events | self._table["words"]
        for id_, event in events.items():
            where = ("event", id_)
            if "type" not in event:
                yield _Mistake(where, 'type is missing: write type = "..." with an ACLED sub-event type')
            for key in ("type", "against_civilians"):
                types = [event[key]] if key in event else []
                yield from _strangers((*where, key), types, SUB_EVENT_TYPES, "not an ACLED sub-event type")
            becomes = event.get("becomes", {})
            for key, others in (*((k, event.get(k, ())) for k in ("joins", "takes")), ("becomes", becomes.values())):
                yield from _strangers((*where, key), others, events, "no event of this pack")
            for key, needs in (("needs", event.get("needs", ())), ("becomes", becomes)):
                yield from _strangers((*where, key), needs, told, "neither an event nor a list of words")

    def _movers(self) -> Iterator[_Mistake]:
        for id_ in self._table.get("motion", {}):
            if id_ not in self._schema["motion"]:
                yield _Mistake(("motion", id_), f"no such movement; {_instead(id_, self._schema['motion'])}")
        classes, actors = self._schema["classes"], self._table.get("actor", {})
        for id_, actor in actors.items():
            if "name" not in actor and not actor.get("elsewhere"):
                yield _Mistake(("actor", id_), "name is missing: the English name that is written into the results")
            if actor.get("class") not in classes:
                yield _Mistake(("actor", id_, "class"), f"class must be one of {', '.join(classes)}")
            others = actor.get("elsewhere", {}).values()
            yield from _strangers(("actor", id_, "elsewhere"), others, actors, "no actor of this pack")


def _right(phrases: list[Any]) -> bool:
    """Whether a list holds nothing but plain phrases, none of them twice: told much sooner than what is wrong."""
    if not all(type(phrase) is str and phrase.strip() for phrase in phrases):
        return False
    return len(set(phrases)) == len(phrases) and not _MARKS.search("\n".join(phrases))


def _strangers(where: tuple[str, ...], words: Iterable[str], known: Collection[str], what: str) -> Iterator[_Mistake]:
    """Tell the words that name nothing known."""
    for n, word in enumerate(words):
        yield from (_Mistake(where, said, n) for said in _unknown(word, known, what))


def _unknown(word: str, known: Collection[str], what: str) -> Iterator[str]:
    if word not in known:
        yield f"{word!r} is {what}; {_instead(word, known)}"


def _unread(mark: str) -> str:
    return f"{mark!r} is read in [sets], [words], verbs, nouns and names alone, not here; write the forms out"


def _among(name: str, names: Iterable[str]) -> bool:
    """Whether a name is one of some, or a number in a range of them.

    >>> _among("early", ["early", "late"]), _among("12", ["1..12"]), _among("13", ["1..12"]), _among("x", ["0.."])
    (True, True, False, False)
    """
    for known in names:
        low, dots, high = known.partition("..")
        if not dots and name == known:
            return True
        if dots and re.fullmatch(r"-?[0-9]{1,18}", name) and int(low) <= int(name) <= int(high or name):
            return True
    return False


def _instead(word: str, known: Iterable[str]) -> str:
    """Say what was probably meant, else what there is.

    >>> _instead("Armed clashes", ["Armed clash", "Attack"]), _instead("13", ["1..12"]), _instead("x", [])
    ("is 'Armed clash' meant?", 'there are 1 to 12', 'there are none')
    """
    known = list(known)
    meant = _misspelt(word, [k for k in known if ".." not in k])
    said = [re.sub(r"\.\.(.*)", lambda m: f" to {m[1]}" if m[1] else " and more", k) for k in known[:_SHOWN]]
    more = ", ..." if len(known) > _SHOWN else ""
    return f"is {meant!r} meant?" if meant else f"there are {', '.join(said) or 'none'}{more}"


def _misspelt(label: str, known: Iterable[str]) -> str | None:
    """Return the list whose name a label nearly is; a list of a quite different name may be a new module's own.

    >>> _misspelt("negatoin", ["negation", "denial"]), _misspelt("weather", ["negation", "denial"])
    ('negation', None)
    """
    from rapidfuzz import process  # noqa: PLC0415 - only where a mistake is told

    best = process.extractOne(label, list(known), score_cutoff=_ALIKE)
    return str(best[0]) if best else None


def _line(source: str, mistake: _Mistake) -> int:
    """Line of a mistake: of its item in a list, its key, or the nearest header above that the pack has."""
    lines = source.split("\n")
    at: dict[tuple[str, ...], int] = {(): 0}
    header: tuple[str, ...] = ()
    for n, line in enumerate(map(str.lstrip, lines)):
        found = _HEADER.match(line) or _KEY.match(line)
        if found is None:
            continue
        names = tuple(name.strip("\"'") for name in re.findall(_NAME, found[1]))
        header, path = (names, names) if found.re is _HEADER else (header, header + names)
        for length in range(1, len(path) + 1):
            at.setdefault(path[:length], n)
    start = next(at[mistake.path[:n]] for n in range(len(mistake.path), -1, -1) if mistake.path[:n] in at)
    return 1 + start + (_lines_down(lines[start:], mistake.item) if mistake.item is not None else 0)


def _lines_down(lines: list[str], item: int) -> int:
    """How many lines below its key an item of a list stands.

    >>> _lines_down(['to = ["a, b", # "c"', '  "d", 5,', ']'], 2)
    1
    """
    key = _KEY.match(lines[0].lstrip())
    text = "\n".join([lines[0].lstrip()[key.end() if key else 0 :], *lines[1:]])
    depth = seen = 0
    for found in _ITEM.finditer(text):
        opens = found[3] == "["
        if not (depth or opens):
            break  # no list, or one that has ended
        if (found[1] or found[4] or opens) and depth == 1:
            if seen == item:
                return text.count("\n", 0, found.start())
            seen += 1
        depth += opens - (found[3] == "]")
    return 0

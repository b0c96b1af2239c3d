"""Lines broken at a width, as mail, PDF and Markdown have them: read as if they went on."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

import tomli

_NARROW: Final = 24  # characters: no text is wrapped to less
_WIDE: Final = 200  # and hardly any to more: such lines are paragraphs
_BREAKS: Final = 2  # line ends within paragraphs from which their lengths tell that lines are broken at a width
_SHARE: Final = 0.8  # of them that come where the next word had no room
_SHARE_OPEN: Final = 0.5  # of them that stand within a sentence
_ITEM: Final = re.compile(r"[-*•·●▪◾–—>#|]|\d{1,3} ?[-.):]|\(?\d{1,2}:\d\d")  # what begins a line of its own
_ENDS: Final = ".!?\u061f…:\u061b;"
_CLOSING: Final = "\"'”»)’]"
_HYPHENS: Final = frozenset("-\u00ad\u2010")
_NEXT: Final = re.compile("\n {0,9}(?=[^\\W\\d_])")  # a line that begins with a word
_PART: Final = 40  # characters in which the first part of a word stands
_INNER: Final = re.compile("[.!?\u061f] +[^\\s\\d]")  # a sentence ends, another begins


@cache
def _words(label: str) -> frozenset[str]:
    source = resources.files("geomap.text").joinpath("wrapping.toml")
    return frozenset(tomli.loads(source.read_text("utf-8"))[label])


def broken(text: str) -> list[tuple[int, int]]:
    r"""Return what to leave out of a text so that words broken at line ends are whole.

    A hyphen stays where it belongs to the word: before a capital, behind a word that is joined so, and in a word that
    the text has with it elsewhere.

    >>> broken("Sara-\nqib"), broken("ez-\nZor"), broken("cross-\nborder"), broken("")
    ([(4, 6)], [(3, 4)], [(6, 7)], [])
    """
    out: list[tuple[int, int]] = []
    for found in _NEXT.finditer(text):
        line, end = found.span()
        before = text[max(0, line - _PART) : line]
        open_ = before.rstrip(" \r")
        if open_[-1:] not in _HYPHENS or not open_[-2:-1].isalpha():
            continue
        start = line - (len(before) - len(open_)) - 1
        first = open_[:-1].split()[-1]
        rest = (text[end : end + _PART].split() or [""])[0].rstrip(_ENDS + _CLOSING + ",")
        inner = "-" in first or first.lower() in _words("hyphened") or f"{first}-{rest}" in text
        kept = text[start] != "\u00ad" and (inner or text[end].isupper())
        out.append((start + 1 if kept else start, end))
    return out


def unwrapped(text: str) -> str:
    r"""Return a text of the same length, spaces for line ends within sentences; without any it is the very text.

    A line of prose goes on where most lines of paragraphs end at one width, before a word that had no more room there;
    where the next begins with a small letter; and where it ends with a word that ends no sentence.

    >>> unwrapped("Gunmen killed three soldiers at a\ncheckpoint in Saraqib.\n- Idlib: shelling")
    'Gunmen killed three soldiers at a checkpoint in Saraqib.\n- Idlib: shelling'
    >>> unwrapped("Idlib: shelling\nHama: a raid"), unwrapped("")
    ('Idlib: shelling\nHama: a raid', '')
    """
    if "\n" not in text:
        return text
    lines = text.split("\n")
    within = [n for n in range(len(lines) - 1) if lines[n].strip() and lines[n + 1].strip()]
    width = max((len(lines[n].rstrip()) for n in within), default=0)
    full = [n for n in within if len(lines[n].rstrip()) + 1 + len(lines[n + 1].split(None, 1)[0]) > width]
    told = len(within) >= _BREAKS and _NARROW <= width <= _WIDE and len(full) >= _SHARE * len(within)
    wrapped = frozenset(full if told and _is_prose(lines, within) else ())
    ends = ["\n"] * len(lines)
    for n in within:
        if (n in wrapped or _goes_on(lines[n], lines[n + 1])) and not _ITEM.match(lines[n + 1].lstrip()):
            ends[n] = " "
    if " " not in ends:
        return text
    return "".join(line + end for line, end in zip(lines, ends, strict=True))[: len(text)]


def _is_prose(lines: list[str], within: list[int]) -> bool:
    """Whether sentences end within lines, or only the last lines of paragraphs end with one: no list of headlines."""
    if sum(_open(lines[n]) for n in within) < max(_BREAKS, _SHARE_OPEN * len(within)):
        return False
    inner = frozenset(within)
    alone = all(_open(lines[n]) and (n + 1 in inner or not _open(lines[n + 1])) for n in within)
    return alone or any(_INNER.search(lines[m]) for n in within for m in (n, n + 1))


def _open(line: str) -> bool:
    """Whether a line ends without a sign that ends a sentence."""
    return not line.rstrip().rstrip(_CLOSING).endswith(tuple(_ENDS))


def _goes_on(line: str, after: str) -> bool:
    """Whether a line ends in the middle of a sentence by its words alone."""
    if not _open(line):
        return False
    return after.lstrip()[:1].islower() or line.rsplit(maxsplit=1)[-1].lower() in _words("left_open")

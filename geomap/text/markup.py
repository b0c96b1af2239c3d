"""What is no text in one: HTML, Markdown's emphasis, line ends at a width; with a way back to the original."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import unescape
from typing import Final, final

from geomap.text.wrapping import broken, unwrapped

_LINES: Final = frozenset(  # elements that begin and end lines
    ("address", "article", "aside", "audio", "blockquote", "body", "br", "button", "caption", "center", "dd",
     "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset",
     "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "main",
     "menu", "nav", "noscript", "object", "ol", "optgroup", "option", "p", "pre", "section", "select", "summary",
     "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video")
)  # fmt: skip
_INLINE: Final = frozenset(
    ("a", "abbr", "acronym", "applet", "area", "b", "base", "basefont", "bdi", "bdo", "bgsound", "big", "blink",
     "canvas", "cite", "code", "col", "colgroup", "data", "datalist", "del", "dfn", "em", "embed", "font", "frame",
     "g", "i", "img", "input", "ins", "kbd", "label", "link", "map", "mark", "marquee", "meta", "meter", "nobr",
     "output", "param", "path", "picture", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script",
     "slot", "small", "source", "span", "strike", "strong", "style", "sub", "sup", "svg", "template", "time",
     "track", "tt", "u", "use", "var", "wbr")
)  # fmt: skip
_UNREAD: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("iframe", "script", "style", "template")
}  # elements that show nothing of what they hold, and where each ends
_COMMENT: Final = "<!--"
_COMMENT_END: Final = re.compile(r"--!?>")
_OPENING: Final = frozenset("<&")
_WRAPPED: Final = frozenset(("<![CDATA[", "]]>"))  # what stands between is text
_NEXT: Final = re.compile(
    r"<(?:!--|!\[CDATA\[|[!?](?=[a-zA-Z\[])|/?([a-zA-Z][a-zA-Z\d]*+(?:[:-][a-zA-Z\d]++)*+)(?=[\s/>]))|\]\]>|"
    r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});"
)
# The rest of a tag. It never steps back, and ends where the next begins at the latest: time that the length bounds,
# whatever is left open.
_REST: Final = re.compile(r"""[^<>=]*+(?:=\s*+(?>"[^"]*+"|'[^']*+'|)[^<>=]*+)*+(>?)""")  # with quoted values
_EDGE: Final = re.compile(r"[<>]|\Z")  # where one with a quote that is left open ends at the latest
_SIGNS: Final = ("*", "_", "`")  # Markdown's, which part the words of a sentence
_EMPHASIS: Final = re.compile(
    r"(\*{2,3}|__|`)(?=[^\s*_`])[^*_`\n]{1,300}(?<=\S)\1|(?<![\w*_])([*_])(?=[^\s*_`])[^*_`\n]{1,300}(?<=\S)\2(?![\w*_])"
)
_AGAIN: Final = 3  # times: HTML is found escaped within HTML


@final
class Bare:
    """A text without its HTML: runs of characters, and the stretch of the original that each stands for."""

    __slots__ = ("_ends", "_parts", "_runs", "_size", "_starts", "_within", "escaped", "text")

    def __init__(self, text: str, within: Bare | None = None) -> None:
        self.text = text
        self.escaped = False  # whether a character reference gave what may be HTML in its turn
        self._within = within
        self._parts: list[str] = []
        self._size = 0
        self._runs: list[int] = []  # where they begin in the bare text
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, text: str, start: int, end: int) -> None:
        """Go on with a run of characters that stands for a stretch of the original."""
        if text:
            self._parts.append(text)
            self._runs.append(self._size)
            self._starts.append(start)
            self._ends.append(end)
            self._size += len(text)

    def close(self) -> None:
        """Take the runs for the text."""
        self.text = "".join(self._parts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of ``text[start:end]``: no tag before or behind it, those inside it."""
        if self._runs:
            first = max(0, bisect_right(self._runs, start) - 1)
            last = max(first, bisect_left(self._runs, end) - 1)
            whole = end == (self._runs[last + 1] if last + 1 < len(self._runs) else self._size)
            begin = min(self._starts[first] + start - self._runs[first], self._ends[first])
            stop = self._ends[last] if whole else self._starts[last] + end - self._runs[last]
            start, end = begin, max(begin, stop)
        return self._within.span(start, end) if self._within else (start, end)


def bare(text: str) -> Bare:
    r"""Take HTML out of a text and line ends out of its sentences; without any ``text`` is the very text given.

    Comments, scripts, style sheets and attributes are dropped, elements that stand on lines of their own begin and end
    one, character references become what they mean. As in a browser, what is left open ends with the text. A sign that
    begins nothing of HTML is text.

    >>> b = bare("<p>3 <b>dead</b> in Deir&nbsp;ez-Zor<!-- Homs --></p>")
    >>> b.text, b.span(3, 7), b.span(11, 21)
    ('\n3 dead in Deir ez-Zor\n', (8, 12), (20, 35))
    >>> bare("a < b & c").text, bare("").text
    ('a < b & c', '')
    """
    out = Bare(text)
    for _ in range(_AGAIN):
        inner = out
        if "<" in inner.text or "&" in inner.text:
            out = _without(inner)
        if not out.escaped or out is inner:
            break
    if out.text is text:
        out = _mended(out)
        out.text = unwrapped(out.text)  # what HTML parts stays parted
    return _plain(out) if any(sign in out.text for sign in _SIGNS) else out


def _mended(outer: Bare) -> Bare:
    """Make words whole that are broken at line ends: Sara-, qib."""
    if not (gaps := broken(outer.text) if "\n" in outer.text else []):
        return outer
    out, told = Bare(outer.text, outer), 0
    for start, end in gaps:
        out.add(outer.text[told:start], told, start)
        told = end
    out.add(outer.text[told:], told, len(outer.text))
    out.close()
    return out


def _plain(outer: Bare) -> Bare:
    """Take the signs of Markdown's emphasis off words: **three** dead."""
    out = Bare(outer.text, outer)
    told = 0
    for found in _EMPHASIS.finditer(outer.text):
        start, end = found.span()
        width = len(found[1] or found[2])
        out.add(outer.text[told:start], told, start)
        out.add(outer.text[start + width : end - width], start + width, end - width)
        told = end
    if not told:
        return outer
    out.add(outer.text[told:], told, len(outer.text))
    out.close()
    return out


def _without(outer: Bare) -> Bare:
    text = outer.text
    out = Bare(text, outer)
    told = at = known = 0  # told up to here; looked at up to here; tags before this one have a quote left open
    while (found := _NEXT.search(text, at)) is not None:
        start, at = found.span()
        mark, name = found[0], found[1]
        means = ""
        if name:
            end, means, known = _element(text, found, known)
        elif mark[0] == "&":
            end, means = at, unescape(mark).replace("\u00a0", " ")
            if means == mark:
                continue
            out.escaped = out.escaped or means in _OPENING
        else:
            end = _unseen(text, mark, at)
        if end >= 0:
            out.add(text[told:start], told, start)
            out.add(means, start, end)
            told = at = end
    if not told:
        return outer
    out.add(text[told:], told, len(text))
    out.close()
    return out


def _unseen(text: str, mark: str, at: int) -> int:
    """Return where a comment or an instruction ends, -1 for none."""
    if mark in _WRAPPED:
        return at
    if mark == _COMMENT:
        closed = _COMMENT_END.search(text, at)
        return closed.end() if closed else len(text)
    return _loose_end(text, at)


def _loose_end(text: str, at: int, *, cut: bool = False) -> int:
    """Return where a tag ends, whatever its quotes, -1 for nowhere; one ``cut`` off in its attributes ends the text."""
    edge = _EDGE.search(text, at)
    if edge is None or edge[0] == "<":
        return -1
    return edge.end() if edge[0] or (cut and "=" in text[at:]) else -1


def _element(text: str, found: re.Match[str], known: int) -> tuple[int, str, int]:
    """Return where a tag ends, with what its element holds if that is not shown, and what it stands for.

    An end of -1 is no tag's. Up to ``known``, given and returned, tags have a quote that is left open.
    """
    start, at = found.span()
    end = -1
    if at >= known:
        rest = _REST.match(text, at)
        if rest is not None:
            end, known = (rest.end(), known) if rest[1] else (-1, rest.end())
    if end < 0:
        end = _loose_end(text, at, cut=text[at : at + 1].isspace())
    name = found[1].lower()
    if end < 0 or not _is_tag(name, text[start:end]):
        return -1, "", known
    means = "\n" if name in _LINES else ""
    if name in _UNREAD and text[start + 1] != "/" and text[end - 2] != "/":
        body = _UNREAD[name].search(text, end)
        end = body.start() if body else len(text)
    return end, means, known


def _is_tag(name: str, whole: str) -> bool:
    """Whether what looks like a tag is one: <Aleppo> is not."""
    return name in _LINES or name in _INLINE or whole[1] == "/" or "=" in whole or not name.isalnum()

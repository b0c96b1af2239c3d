"""Where sentences and clauses end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

if TYPE_CHECKING:
    from geomap.extraction.words.tokens import Token

_ENDS: Final = frozenset(".!?\u061f…")
_LONG: Final = 150  # tokens after which a sentence without a full stop ends with its clause
_ENDLESS: Final = 250  # and after which it ends anywhere: text without stops is read in time that its length bounds
_DATELINE: Final = 14  # tokens in which a dateline ends: BEIRUT, March 3 (Agency) -
_PLACE: Final = 3  # tokens of a place that heads a report in a script without capitals
_YEAR: Final = 4  # digits of the year before the dash of a dateline: Ramallah 25-6-2023 -
_CLOSED: Final = frozenset(")/")  # before the dash of a dateline: Damascus (agency) -
_DASHES: Final = frozenset("-–—")
COMMAS: Final = frozenset(",\u060c;\u061b:—–")
_COUNTY: Final = "Co"  # of Ireland
_SHORTENED: Final = frozenset(
    ("mr", "mrs", "ms", "dr", "prof", "rev", "gen", "brig", "maj", "col", "lt", "capt", "cmdr", "sgt", "cpl", "pvt",
     "adm", "sen", "rep", "gov", "hon", "st", "km", "approx", "vs"),
)  # fmt: skip
_BEFORE_NUMBERS: Final = frozenset(
    ("no", "nos", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ca", "est",
     "tel", "art", "para"),
)  # fmt: skip
_AFTER_END: Final = _ENDS | COMMAS | frozenset("\"'”»)’]“")  # what still belongs to a full stop


@final
class Sentence:
    """Tokens ``first`` up to ``last`` (exclusive), and the first token of each of its clauses."""

    __slots__ = ("clauses", "first", "last", "paragraph")

    def __init__(self, first: int, last: int, clauses: tuple[int, ...], paragraph: int) -> None:
        self.first = first
        self.last = last
        self.clauses = clauses
        self.paragraph = paragraph

    def parted(self, clauses: tuple[int, ...]) -> Sentence:
        """Return the sentence with other clauses."""
        return Sentence(self.first, self.last, clauses, self.paragraph)

    def clause_of(self, token: int) -> int:
        """Index of the clause that a token stands in."""
        n = -1
        for start in self.clauses:
            if start > token:
                break
            n += 1
        return n

    def clause(self, n: int) -> tuple[int, int]:
        """Token range of clause ``n``."""
        end = self.clauses[n + 1] if n + 1 < len(self.clauses) else self.last
        return self.clauses[n], end


def split(text: str, tokens: tuple[Token, ...], opens: list[bool], joints: set[int] | None = None) -> list[Sentence]:
    """Split tokens into sentences at full stops and line ends, and those into clauses at commas.

    ``opens``: of each token, whether it is a word that opens a clause; ``joints``: signs that part nothing.
    """
    sentences: list[Sentence] = []
    size = len(tokens)
    first, paragraph = 0, 0
    clauses = [0]
    i = end = 0
    line_end = text.find("\n")  # the next, or -1
    while i < size:
        token = tokens[i]
        if line_end >= 0 and line_end < end:
            line_end = text.find("\n", end)
        newline = i > 0 and 0 <= line_end < token.start
        if i > first and (newline or i - first >= _ENDLESS or (i - first >= _LONG and clauses[-1] == i)):
            sentences.append(Sentence(first, i, tuple(clauses), paragraph))
            first, clauses = i, [i]
        paragraph += newline
        sign = token.is_sign and not (joints and i in joints)
        if sign and first < i < _DATELINE and not paragraph and _ends_dateline(text, tokens, i):
            sentences.append(Sentence(first, i + 1, (first,), paragraph))
            first, clauses = i + 1, [i + 1]
        elif sign and token.text in _ENDS and not _abbreviation(tokens, i):
            while (
                i + 1 < size
                and (tokens[i + 1].text in _AFTER_END)
                and tokens[i + 1].start <= tokens[i].end + 1
                and "\n" not in text[tokens[i].end : tokens[i + 1].start]
            ):
                i += 1
            sentences.append(Sentence(first, i + 1, tuple(clauses), paragraph))
            first, clauses = i + 1, [i + 1]
        elif (sign and i + 1 < size and (token.text in COMMAS or _is_dash(tokens, i))) or (opens[i] and i > first):
            start = i if opens[i] else i + 1
            if start > clauses[-1]:
                clauses.append(start)
        end = tokens[i].end
        i += 1
    if first < size:
        sentences.append(Sentence(first, size, tuple(c for c in clauses if c < size), paragraph))
    return sentences


def _is_dash(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a hyphen stands between spaces, for a dash: "Azaz - car bomb, three dead"."""
    token = tokens[i]
    return token.text == "-" and i > 0 and tokens[i - 1].end < token.start and token.end < tokens[i + 1].start


def _ends_dateline(text: str, tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a dash between spaces parts the place, day and agency that open a report from its first sentence."""
    spaced = text[tokens[i].start - 1] == " " and text[tokens[i].end : tokens[i].end + 1] == " "
    place = tokens[0].text
    if not (tokens[i].text in _DASHES and spaced and len(place) > 2):
        return False
    if tokens[0].spelling.is_cased:
        return place.isupper()
    before = tokens[i - 1].text
    return i <= _PLACE or before in _CLOSED or (before.isdecimal() and len(before) == _YEAR)


def _leads(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a comma or a small word leads to a county: in Co. Down, Newry, Co. Down; not Smith & Co."""
    return i >= 0 and (tokens[i].text in COMMAS or tokens[i].text.islower())


def _abbreviation(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a full stop belongs to an abbreviation: U.S., p.m., an initial, or stands glued before a word."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if tokens[i].text != "." or before is None or before.is_sign:
        return False
    if len(before.text) == 1 and before.text.isalpha() and before.end == tokens[i].start:
        return after is None or after.start == tokens[i].end or not after.text[0].isupper() or not before.text.isascii()
    if before.word in _SHORTENED or (before.text == _COUNTY and _leads(tokens, i - 2)):
        return True
    if before.word not in _BEFORE_NUMBERS or after is None:
        return False
    return after.text.isdigit() or after.text[0].islower() or after.text in COMMAS  # on 1 Feb. and 2 Feb.; two died

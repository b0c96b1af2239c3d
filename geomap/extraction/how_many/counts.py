"""One count where it stands: digits, number words, duals, vague amounts, ranges, with what they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, final

from geomap.extraction.how_many.numerals import Numerals
from geomap.extraction.how_many.quantities import Quantity
from geomap.extraction.words.wordlists import Clitics, Noun, Nouns, Phrases
from geomap.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.extraction.words.tokens import Token

_DASHES: Final = frozenset("-\u2013\u2014")
_QUOTES: Final = frozenset("\"'\u201c\u201d\u2018\u2019\u00ab\u00bb")
_PLACE: Final = "thing.place"
PERSON: Final = Noun("people", 1)
_ALEF: Final = "\u0627"
_MONEY: Final = frozenset("$\u20ac\u00a3")
_DOZEN, _THOUSAND = 12, 1000


@final
class Opens:
    """What a folded word may be the first of, by itself, in a grammar, its ``source``; ``idle``: nothing."""

    __slots__ = ("idle", "known", "noun", "number", "quantifier", "single", "source", "vague")

    def __init__(
        self, source: Counts, *, quantifier: bool, vague: bool, single: bool, known: bool, number: bool, noun: bool
    ) -> None:
        self.source = source
        self.quantifier = quantifier
        self.vague = vague
        self.single = single
        self.known = known
        self.number = number
        self.noun = noun
        self.idle = not (quantifier or vague or single or known or number or noun)

    @property
    def bare_noun(self) -> bool:
        """Whether the word is a noun and nothing else."""
        return self.noun and not (self.quantifier or self.vague or self.single or self.known or self.number)


class Counts:
    """Reads one count in one language, by the words of a pack's ``[numbers]``."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        get = section.get
        self._article: str = get("article", "")
        self._prefixes: tuple[str, ...] = tuple(get("prefixes", ()))
        self._reach: int = get("reach", 0)
        self._numerals = Numerals(section)
        self._dual_scales = {fold(k): int(v) for k, v in get("before_noun", {}).items()}
        self._quantifiers = Phrases(get("quantifiers", {}), self._prefixes)
        self._afterwards = Phrases(get("afterwards", {}))
        self._vague = Phrases({"vague": get("vague", ()), "before_noun": get("vague_before_noun", ())}, self._prefixes)
        lists = (
            "to",
            "of",
            "adjectives",
            "determiners",
            "barriers",
            "single",
            "known",
            "pairs",
            "one_of",
            "lone",
            "two",
            "both",
            "closes",
            "general",
            "callings",
            "inside",
            "twos",
        )
        words = {k: get(k, ()) for k in lists}
        self._words = {k: Phrases({k: v}) for k, v in words.items()}
        self._duals = Phrases({"duals": get("duals", ())}, self._prefixes)
        self._one_of = Phrases({"one": words["one_of"], "them": get("one_of_them", ())}, self._prefixes)
        self._before = Phrases(get("before", {}), self._prefixes)
        self._after = Phrases(get("after", {}))
        self._not_after = Phrases({"word": get("not_after", ())}, self._prefixes)
        self._suffixes = frozenset(get("ordinal_suffixes", ()))
        clitics = Clitics(self._prefixes, tuple(get("pronouns", ())), self._article, self._numerals.blocked)
        self._nouns = Nouns(get("nouns", {}), get("forms", {}), clitics)
        self._noun = self._nouns.at
        self._nothing = Opens(
            self, quantifier=False, vague=False, single=False, known=False, number=False, noun=False
        )  # what most words open

    def _opens(self, token: Token) -> Opens:
        """What a word may be the first of, which its spelling remembers; most words are passed over by this."""
        known = token.spelling.opens
        if known is None or known.source is not self:
            known = token.spelling.opens = self._may_open(token.word)
        return known

    def _may_open(self, word: str) -> Opens:
        opened = Opens(
            self,
            quantifier=self._quantifiers.begins(word),
            vague=self._vague.begins(word),
            single=self._words["single"].begins(word),
            known=self._words["known"].begins(word),
            number=self._numerals.may_begin(word),
            noun=self._one_of.begins(word) or self._noun(word) is not None or self._is_two(word),
        )
        return self._nothing if opened.idle else opened

    def _is_two(self, word: str) -> bool:
        """Arabic: whether a word is a dual as it stands before its owner."""
        return self._nouns.two_of_his(word) is not None or (
            bool(self._article) and self._nouns.two_of(word) is not None
        )

    # ------------------------------------------------------------------ counts

    def number(self, tokens: tuple[Token, ...], i: int, end: int) -> tuple[int | None, int] | None:
        """Return the bare number at token ``i`` (None for a fraction) and the index after it."""
        return self._numerals.read(tokens, i, end)

    def may_hold(self, word: str) -> bool:
        """Whether a folded word may stand in a number that is written in words."""
        return self._numerals.may_hold(word)

    def _idle(self, token: Token) -> bool:
        """Whether no count and nobody counted can begin with a token; most are passed over by this."""
        return not token.is_number and self._opens(token).idle and not (token.is_sign and token.text in _MONEY)

    def _read(self, tokens: tuple[Token, ...], i: int, end: int) -> Quantity | None:
        token = tokens[i]
        opened = self._opens(token)
        if token.is_sign:
            if token.text not in _MONEY:
                return None
        elif not token.is_number and (opened.idle or token.word in self._numerals.blocked):
            return None
        quantifier = self._quantifiers.at(tokens, i, end) if opened.quantifier else None
        name, j = (quantifier[0], quantifier[1]) if quantifier else ("exact", i)
        if name == "between":
            return self._between(tokens, i, j, end)
        if self._reach and (opened.known or opened.single) and (two := self._known_two(tokens, i, end)):
            return Quantity(2, None, None, "exact", i, two, "people")
        money = j < end and tokens[j].text in _MONEY
        if j > i:
            opened = self._opens(tokens[j]) if j < end else self._nothing
        figure = money or (j < end and tokens[j].is_number)
        counts = figure or opened.number or opened.single
        q = self._counted(tokens, i, j + money, end, name) if counts else None
        q = q or (self._vaguely(tokens, i, j, end) if opened.vague else None)
        q = q or (self._as_noun(tokens, i, j, end, name) if opened.noun else None)
        if q is not None and money:
            q.noun = "money"
        return q and self._with_afterword(tokens, q, end)

    def _known_two(self, tokens: tuple[Token, ...], i: int, end: int) -> int:
        """Return the index after two people whom their noun tells: his parents, the parents of a boy; no other's."""
        two = self._words["twos"].at(tokens, i + 1, end)
        if two is None:
            return 0
        of = self._words["of"].at(tokens, two[1], end)
        whose = self._noun_at(tokens, two[1], end) if of else None
        several = of is not None and (self.number(tokens, of[1], end) is not None or (whose and whose[0].number == 0))
        return 0 if several else two[1]

    def _counted(self, tokens: tuple[Token, ...], i: int, j: int, end: int, name: str) -> Quantity | None:
        """Read a number, or a range of two, with its noun."""
        single = self._words["single"].at(tokens, j, end)
        start = single[1] if single and self._numerals.at_least(_DOZEN, tokens, single[1], end) else j
        found = self.number(tokens, start, end)
        if found is None or not self._is_count(tokens, start, i):
            return None
        value, last = found
        if last < end and tokens[last].word in self._suffixes and tokens[last].start == tokens[last - 1].end:
            return None
        second = self._second(tokens, last, end) if value is not None else None
        if second is not None and value is not None and second[0] > value:
            return self._finish(tokens, Quantity(None, value, second[0], "between", i, second[1]), end)
        q = Quantity(value, None, None, name, i, last)
        if value is not None and tokens[last - 1].word in self._dual_scales and last - start == 1:
            noun = self._noun_at(tokens, last, end)
            if noun is not None and noun[0].number == 1:
                q.value = self._dual_scales[tokens[last - 1].word]
        q = self._finish(tokens, q, end)
        alone = value == 1 and q.noun is None and not tokens[start].is_number
        if alone and (self._numerals.joins or self._words["of"].at(tokens, last, end)):
            return None  # "one of the largest"; in Arabic a bare one says "single" of a noun before it
        return q

    def _is_count(self, tokens: tuple[Token, ...], i: int, first: int) -> bool:
        """Whether a number here can count: not glued to a name (T-72), not "no one", not part of a date 3/3/2019."""
        if i >= len(tokens) or i == 0:
            return True
        before, token = tokens[i - 1], tokens[i]
        if before.end == token.start and i == first:
            dashed = before.text in _DASHES and i > 1 and tokens[i - 2].end == before.start
            named = token.is_number and before.text[-1].isalpha() and before.word not in self._prefixes
            if before.text == "/" or dashed or named:
                return False
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.is_number and after is not None and after.text == "/" and after.start == token.end:
            return False
        never = None if token.is_number else self._not_after.at(tokens, i - 1, i)
        return never is None or (bool(self._article) and never[2].endswith(self._article))  # but "today six"

    def _second(self, tokens: tuple[Token, ...], i: int, end: int) -> tuple[int, int] | None:
        """Return the upper number of a range written 60-70 or 60 to 70, and the index after it."""
        if i + 1 >= end:
            return None
        to = self._words["to"].at(tokens, i, end)
        j = i + 1 if tokens[i].text in _DASHES else to[1] if to else 0
        found = self.number(tokens, j, end) if j and (to or tokens[j].is_number) else None
        if found is None or found[0] is None or (found[1] < end and tokens[found[1]].text in _DASHES):
            return None
        return found[0], found[1]

    def _between(self, tokens: tuple[Token, ...], i: int, j: int, end: int) -> Quantity | None:
        low = self.number(tokens, j, end)
        if low is None or low[0] is None or low[1] >= end:
            return None
        least, k = low[0], low[1]
        to = self._words["to"].at(tokens, k, end)
        if tokens[k].word in self._numerals.and_words or tokens[k].text in _DASHES:
            k += 1
        elif to:
            k = to[1]
        elif not (self._numerals.joins and tokens[k].word.startswith(self._numerals.joins)):
            return None
        high = self.number(tokens, k, end)
        if high is None or high[0] is None:
            return None
        if least * _THOUSAND < high[0] and not high[0] % _THOUSAND:
            least *= _THOUSAND  # between 20 and 30 thousand
        q = Quantity(None, min(least, high[0]), max(least, high[0]), "between", i, high[1])
        return self._finish(tokens, q, end)

    def _vaguely(self, tokens: tuple[Token, ...], i: int, j: int, end: int) -> Quantity | None:
        found = self._vague.at(tokens, j, end)
        if found is None:
            return None
        last = found[1]
        while True:  # tens of thousands, several hundred
            more = self._vague.at(tokens, last, end)
            if more is None and not self._numerals.at_least(_DOZEN, tokens, last, end):
                break
            last = more[1] if more else self._numerals.word(tokens, last, end)
        q = self._finish(tokens, Quantity(None, None, None, None, i, last), end)
        return q if q.noun is not None or found[0] == "vague" else None

    def _as_noun(self, tokens: tuple[Token, ...], i: int, j: int, end: int, name: str) -> Quantity | None:
        """Read a count told by the noun's own form: a dual, one of several, a noun with its number behind it."""
        if one := self._one_of.at(tokens, j, end):
            found = self._noun_at(tokens, one[1], end) if one[0] == "one" else (PERSON, one[1])
            return Quantity(1, None, None, name, i, found[1], found[0].noun) if found else None
        if j < end and self._article and (two := self._two_of(tokens, j, end)):
            return Quantity(2, None, None, name, i, j + 1, two.noun)
        noun = self._noun(tokens[j].word) if j < end else None
        behind = noun and self._behind(tokens, noun, j + 1, end)
        if not (noun and behind):
            return None
        return Quantity(behind[0], None, None, name, i, behind[1], noun.noun)

    def _two_of(self, tokens: tuple[Token, ...], i: int, end: int) -> Noun | None:
        """Arabic: two people told by whose they are, in whatever case: his two sons, the two guards of the building."""
        token = tokens[i]
        noun = self._noun(token.word)
        if noun is not None and noun.suffix and noun.number == 0:  # a plural that ends so has a hamza there
            stem = token.text[: -len(noun.suffix)]
            return noun if noun.kind == "people" and stem.endswith(_ALEF) else None
        whose = tokens[i + 1] if i + 1 < end else None
        if whose is None or whose.is_sign or (noun is not None and noun.number != 1):
            return None
        if whose.start - token.start > len(token.text) + 1:
            return None  # the mark of one who is an object
        if self._duals.at(tokens, i, end):
            return self._nouns.two_of(token.word)
        known = whose.word.startswith(self._article) and whose.word not in self._numerals.blocked
        return self._nouns.two_of(token.word) if known else None

    def _behind(self, tokens: tuple[Token, ...], noun: Noun, i: int, end: int) -> tuple[int, int] | None:
        """Return the number told by a noun before token ``i`` and the words after it, and the index after them."""
        if noun.number != 1 and (two := self._words["two"].at(tokens, i, end)):
            return 2, two[1]
        if noun.number == 2:
            return 2, self._skip(tokens, i, end)
        k = self._skip(tokens, i, end)
        if noun.number == 1:
            lone = self._words["lone"].at(tokens, k, end)
            return (1, lone[1]) if lone else None
        number = self.number(tokens, k, end)
        if number is None or number[0] is None or not (noun.suffix or noun.prefix.endswith(self._article)):
            return None
        definite = bool(self._article) and tokens[k].word.startswith(self._article)
        return (number[0], number[1]) if definite else None

    # ------------------------------------------------------------------ counted nouns

    def _finish(self, tokens: tuple[Token, ...], q: Quantity, end: int) -> Quantity:
        """Add what is counted, and bounds by the quantifier."""
        if q.quantifier == "more_than":
            q.low = q.value
        elif q.quantifier == "less_than":
            q.high = q.value
        after = self._after.at(tokens, q.last, end) if q.value is not None else None
        if after is not None:
            return q.counting(after[0], after[1])
        found = self._noun_at(tokens, q.last, end)
        if found is not None:
            return q.counting(found[0].noun, found[1])
        glued = q.last + 1 < end and tokens[q.last].text in _DASHES and tokens[q.last].end == tokens[q.last + 1].start
        if glued and tokens[q.last - 1].end == tokens[q.last].start:  # a 12-year-old, a 10-man patrol
            head = self._noun(tokens[q.last + 1].word.partition("-")[0])
            return q.counting(head.noun if head else "thing", q.last + 2)
        label = self._before.at(tokens, q.first - 1, end)
        if label is not None:
            return q.counting(label[0], q.last)
        plain = q.quantifier == "exact" and tokens[q.first].text.isdigit()
        year = plain and q.value is not None and 1900 <= q.value < 2100
        fraction = q.value is None and q.quantifier in ("exact", "approximately")
        return q.counting("time" if year else "thing", q.last) if year or fraction else q

    def _noun_at(self, tokens: tuple[Token, ...], i: int, end: int) -> tuple[Noun, int] | None:
        """Return the counted noun after a number ("14 SDF fighters", "four of its men") and the index after it."""
        j = self._skip(tokens, i, end)
        if of := self._words["of"].at(tokens, j, end):
            j = of[1]
            while word := self._words["determiners"].at(tokens, j, end) or self._words["adjectives"].at(tokens, j, end):
                j = word[1]
        for n in range(j, min(j + self._reach + 1, end)):
            token = tokens[n]
            noun = self._noun(token.word)
            if noun is not None and noun.prefix in ("", self._article):
                one = noun.noun == "families" and noun.number == 1  # five of one family
                if of and self._numerals.joins and (one or noun.kind == _PLACE):
                    return None  # the same word says "of" and "from": 39 thousand left from the areas ...
                return self._head(tokens, noun, n + 1, end) if self._reach else (noun, n + 1)
            if token.text in _QUOTES:
                continue
            if token.is_sign or token.is_number or self._barred(tokens, n, end):
                return None
        return None

    def _head(self, tokens: tuple[Token, ...], noun: Noun, last: int, end: int) -> tuple[Noun, int]:
        """Return the last of several nouns in a row: car bombs are bombs."""
        while last < end and not self._barred(tokens, last, end) and (head := self._noun(tokens[last].word)):
            if noun.number == 1 and "." in head.kind:
                break  # shot him and his driver dead
            noun, last = head, last + 1
        return noun, last

    def _barred(self, tokens: tuple[Token, ...], i: int, end: int) -> bool:
        return self._words["barriers"].at(tokens, i, end) is not None or self._numerals.word(tokens, i, end) > 0

    def _skip(self, tokens: tuple[Token, ...], i: int, end: int) -> int:
        while word := self._words["adjectives"].at(tokens, i, end):
            i = word[1]
        return i

    def _with_afterword(self, tokens: tuple[Token, ...], q: Quantity, end: int) -> Quantity:
        found = self._afterwards.at(tokens, q.last, end)
        if found is None or q.quantifier != "exact":
            return q
        low = q.value if found[0] == "more_than" else None
        high = q.value if found[0] == "less_than" else None
        q = Quantity(q.value, low, high, found[0], q.first, found[1], q.noun)
        noun = self._noun_at(tokens, q.last, end) if q.noun is None else None
        return q.counting(noun[0].noun, noun[1]) if noun else q

"""Numbers and counted nouns: digits, number words, duals, vague amounts, ranges; in every language the same way.

A pack's ``[numbers]`` holds the words (see ``packs/ar.toml``): values, quantifiers, vague amounts, counted nouns by
class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.how_many.counts import PERSON, Counts
from geomap.extraction.how_many.quantities import Quantity

if TYPE_CHECKING:
    from geomap.extraction.words.tokens import Token
    from geomap.extraction.words.wordlists import Noun

_Known = dict[int, Quantity | None]  # counts by the token that they start at
_COMMAS: Final = frozenset(",\u060c")
_ADDED: Final = ("exact", "more_than")  # two guards and at least eleven villagers
_TEN: Final = 10
_HUNDRED: Final = 100
_ALEF: Final = "\u0627"  # the ending of what a number from eleven on counts
_APOSTROPHES: Final = frozenset("'\u2019")
_OWNER: Final = 7  # words that may tell of what somebody is the head
_ROOT: Final = 2  # letters that a noun and its feminine share


class Numbers(Counts):
    """Reads counts in one language, by the words of a pack's ``[numbers]``."""

    def read(self, tokens: tuple[Token, ...], i: int) -> Quantity | None:
        """Return the longest count that starts at token ``i``, None where there is none."""
        return self._read(tokens, i, len(tokens))

    def find_all(self, tokens: tuple[Token, ...], start: int, end: int, known: _Known | None = None) -> list[Quantity]:
        """Return the counts in a token range, none overlapping another; ``known`` are those read up to that end."""
        found: list[Quantity] = []
        i = start
        while i < end:
            if self._idle(tokens[i]):
                i += 1
                continue
            q = self._once(tokens, i, end, known)
            if q is not None:
                found.append(q)
            i = q.last if q is not None else i + 1
        return found

    def find_people(
        self, tokens: tuple[Token, ...], start: int, end: int, known: _Known | None = None
    ) -> Quantity | None:
        """Return the first count of people in a range, summed over what a conjunction joins ("two women and a child").

        A lone singular noun is no count; the dead and the wounded are never added up.
        """
        i = start
        while i < end:
            if self._idle(tokens[i]):
                i += 1
                continue
            count = self._once(tokens, i, end, known)
            if count is None and self._is_bare(tokens, i):
                i += 1
                continue
            if chain := self._chain(tokens, i, end, count, known):
                return chain
            i = count.last if count is not None else i + 1
        return None

    def _once(self, tokens: tuple[Token, ...], i: int, end: int, known: _Known | None) -> Quantity | None:
        if known is None:
            return self._read(tokens, i, end)
        if i in known:
            return known[i]
        count = known[i] = self._read(tokens, i, end)
        return count

    def _is_bare(self, tokens: tuple[Token, ...], i: int) -> bool:
        """Whether a noun has neither article nor number in a language that counts with those; none opens a note so."""
        return self._reach > 0 and i > 0 and not tokens[i - 1].is_sign and self._opens(tokens[i]).bare_noun

    # ------------------------------------------------------------------ sums

    def _chain(
        self, tokens: tuple[Token, ...], i: int, end: int, count: Quantity | None, read: _Known | None
    ) -> Quantity | None:
        item = self._pronoun(tokens, i, end) or self._item(tokens, i, end, count, first=True)
        if item is None:
            return None
        q, kind, counted, _ = item
        known = bool(self._article) and not counted and tokens[i].word.startswith(self._article)
        total, settled = q, q if counted else None
        before: Quantity | None = None  # those told before a comma, after which it may be said who they are
        lately, whom = q.value or 0, set[int | None]()
        while (link := self._link(tokens, self._past_owner(tokens, total, counted=counted), end)) is not None:
            closed = self._noun(tokens[total.last - 1].word) if self._reach else None
            if closed and closed.kind.startswith(f"{kind}."):
                break  # "left eight people dead and a dozen others with wounds"
            at, firm = link
            item = self._item(tokens, at, end, self._once(tokens, at, end, read), first=False)
            item = item or (self._known_too(tokens, total, at, end) if firm else None)
            if item is None or item[1] != kind or item[0].quantifier not in _ADDED or (known and not item[3]):
                break
            both = not (item[2] or item[3]) and self._of_both_genders(
                total, tokens[total.last - 1].word, tokens[at].word
            )
            counted = item[2]
            if not firm and before is None:
                before, whom = total, {total.value, lately}
            lately = item[0].value or 0
            value = (total.value or 0) + (0 if both else item[0].value or 0)
            total = Quantity(value, total.low, total.high, total.quantifier, total.first, item[0].last, total.noun)
            settled = total if firm else settled
        named = before and settled is total and (total.value or 0) - (before.value or 0) in whom
        return self._who_they_are(tokens, before, total) if before and named else settled

    def _known_too(
        self, tokens: tuple[Token, ...], q: Quantity, i: int, end: int
    ) -> tuple[Quantity, str, bool, bool] | None:
        """Return somebody known who is joined to others: the judge and the prosecutor, the driver and both passengers.

        In Arabic two names of one trade or rank may be of one man, if not a man and a woman have them.
        """
        if not self._reach:
            noun = self._noun(tokens[i].word)
            woman, other = (tokens[n].word.endswith(self._nouns.feminine) for n in (i, q.last - 1))
            known = noun is not None and noun.prefix == self._numerals.joins + self._article and noun.number == 1
            if noun is None or not known or woman is other or q.value != 1:
                return None
            return Quantity(1, None, None, "exact", i, i + 1, "people"), noun.kind, False, True
        led = self._words["known"].at(tokens, i, end)
        two = self._words["both"].at(tokens, i, end)
        start = led[1] if led else i if (q.value or 0) > 1 else end  # his parents and sister
        count = self._read(tokens, start, end) if led and not two and start < end else None
        if count is not None and count.noun == "people" and count.value:  # a commander and the two men with him
            closed = (
                count.last >= end or tokens[count.last].is_sign or self._words["closes"].at(tokens, count.last, end)
            )
            kind = next((n.kind for t in tokens[start : count.last] if (n := self._noun(t.word))), "people")
            return (count, kind, True, True) if closed else None
        found = self._noun_at(tokens, start, end)
        if found is None or found[0].noun != "people" or found[0].number != (0 if two else 1):
            return None
        last = found[1]
        if last < end and not (tokens[last].is_sign or self._words["closes"].at(tokens, last, end)):
            return None  # killed a guard and the attacker fled
        return Quantity(2 if two else 1, None, None, "exact", i, last, "people"), found[0].kind, bool(two), True

    def _who_they_are(self, tokens: tuple[Token, ...], q: Quantity, told: Quantity) -> Quantity:
        """Those counted, whom as many told after a comma only name: two refugees, a father and his son, were killed.

        In a language that has commas between the parts of a sum, another comma ends these.
        """
        ends = told.last < len(tokens) and tokens[told.last].is_sign
        if ends and self._reach and tokens[told.last + 1 : told.last + 2] and not self._may_name(tokens, q, told):
            ends = tokens[told.last + 1].word not in self._numerals.and_words
        if self._reach and not ends:
            return told
        comma = ends and tokens[told.last].text in _COMMAS
        return Quantity(q.value, q.low, q.high, q.quantifier, q.first, told.last + comma, q.noun)

    def _may_name(self, tokens: tuple[Token, ...], q: Quantity, told: Quantity) -> bool:
        """Whether those told after a comma may be those counted before it: no lawyer and guard are two judges."""
        general = self._words["general"]
        kin = any(
            self._words["single"].at(tokens, i, told.last)
            for i in range(q.last, told.last)
            if self._words["determiners"].at(tokens, i, told.last) and len(tokens[i].word) > _ROOT
        )
        return kin or any(general.at(tokens, i, q.last) for i in range(q.first, q.last))

    def _pronoun(self, tokens: tuple[Token, ...], i: int, end: int) -> tuple[Quantity, str, bool, bool] | None:
        """Return "he" or "she" as one of those counted, where "and" joins others: he and his cousin."""
        known = self._reach and i + 1 < end and self._opens(tokens[i]).known
        if not known or tokens[i + 1].word not in self._numerals.and_words:
            return None
        return Quantity(1, None, None, "exact", i, i + 1, "people"), "people", False, False

    def _of_both_genders(self, q: Quantity, one: str, other: str) -> bool:
        """Whether a noun joined to those counted only says that they are of both kinds: twelve boys and girls."""
        other = other.removeprefix(self._numerals.joins)
        # 16 women and children; or 1,500, after which what is counted has no ending that would tell
        alike = one[:_ROOT] == other[:_ROOT] or other.endswith(_ALEF) or (q.value or 0) % _HUNDRED == 0
        return bool(self._article) and (q.value or 0) > _TEN and alike and one != other

    def _past_owner(self, tokens: tuple[Token, ...], q: Quantity, *, counted: bool) -> int:
        """Where a person's noun ends with its owner or age: the driver of the bus, a girl of twelve, a boy, 9,."""
        end = len(tokens)
        if self._reach and not counted and q.last < end:
            lead = self._words["of"].at(tokens, q.last, end) or self._before.at(tokens, q.last, end)
            comma = tokens[q.last].text in _COMMAS
            age = self.number(tokens, lead[1] if lead else q.last + 1, end) if lead or comma else None
            if lead and not age and (whose := self._past_whose(tokens, lead[1], end)):
                return whose
            return age[1] if age and (lead or (age[1] < end and tokens[age[1]].text in _COMMAS)) else q.last
        for last in (q.last, q.last + 1) if not counted and self._article else ():
            if last >= end or tokens[last].is_sign or tokens[last].word.startswith(self._numerals.joins):
                break
            if tokens[last].word.startswith(self._article):
                return last + 1
        return q.last

    def _past_whose(self, tokens: tuple[Token, ...], i: int, end: int) -> int:
        """English: the index after the known thing of which somebody is: the head of the local police and his guard."""
        if i >= end or (self._words["known"].at(tokens, i, end) is None and not tokens[i].text[:1].isupper()):
            return 0
        for j in range(i, min(i + _OWNER, end)):
            if tokens[j].word in self._numerals.and_words:
                return j
            led = self._words["determiners"].at(tokens, j, end) or self._words["of"].at(tokens, j, end)
            led = led or self._words["inside"].at(tokens, j, end)
            if tokens[j].is_sign or tokens[j].is_number or (not led and self._barred(tokens, j, end)):
                return 0
        return 0

    def _link(self, tokens: tuple[Token, ...], i: int, end: int) -> tuple[int, bool] | None:
        """Return where the next joined item starts, and whether a conjunction (not only a comma) joins it."""
        comma = i < end and tokens[i].text in _COMMAS
        i += comma
        if i >= end:
            return None
        if tokens[i].word in self._numerals.and_words:
            return (i + 1, True) if i + 1 < end else None
        glued = bool(self._numerals.joins) and tokens[i].word.startswith(self._numerals.joins)
        return (i, glued) if glued or comma else None

    def _somebody(self, tokens: tuple[Token, ...], i: int, end: int) -> tuple[Noun, int] | None:
        """English: return the noun behind an article that tells a person: the mayor's deputy, the head of a court."""
        calling = self._words["callings"].at(tokens, i, end)
        if calling and self._words["of"].at(tokens, calling[1], end):
            return PERSON, calling[1]
        found = self._noun_at(tokens, i, end)
        while found and found[1] + 1 < end and tokens[found[1]].text in _APOSTROPHES:
            if tokens[found[1] + 1].word != "s":
                break
            found = self._noun_at(tokens, found[1] + 2, end)
        return found

    def _item(
        self, tokens: tuple[Token, ...], i: int, end: int, q: Quantity | None, *, first: bool
    ) -> tuple[Quantity, str, bool, bool] | None:
        """Return counted people (``q``, if read there), their kind, whether they are a count, and somebody's own."""
        token = tokens[i]
        opened = self._opens(token)
        # the driver and two passengers
        known = self._words["known"].at(tokens, i, end) if first and opened.known else None
        if opened.idle and not (token.is_number or token.is_sign):
            return None
        single = self._words["single"].at(tokens, i, end) if opened.single else known
        if first and self._reach and not single and opened.noun and (i == 0 or tokens[i - 1].is_sign):
            single = "", i, ""  # as notes have it: driver and two passengers killed
        if not (first or single or q) and self._reach and tokens[i - 1].text in _COMMAS and i + 1 < end:
            single = ("", i, "") if self._link(tokens, i + 1, end) else None  # his wife, mother and four children
        if q is None and single and single[1] < end:
            q = self._read(tokens, single[1], end)
        if q is not None:
            people = [n for t in tokens[q.first : q.last] if (n := self._noun(t.word)) and n.noun == "people"]
            kind, theirs = (people[-1].kind, bool(people[0].suffix)) if people else ("people", False)
            kind = people[0].kind if self._reach and people else kind  # 20 rebels and ten soldiers dead
            return (q, kind, True, theirs) if q.noun == "people" and q.value is not None else None
        if self._reach:
            found = self._somebody(tokens, single[1], end) if single else None
        else:
            noun = self._noun(tokens[i].word)
            found = (noun, i + 1) if noun else None
            if not (noun or first) and (noun := self._nouns.two_of_his(token.word)) and noun.noun == "people":
                return Quantity(2, None, None, "exact", i, i + 1, "people"), noun.kind, True, True
        if found is None or found[0].noun != "people" or found[0].number != 1:
            return None
        noun = found[0]
        led = noun.prefix.endswith(self._article) or (first and (noun.suffix or noun.prefix))
        if self._article and led and not (first and noun.prefix == self._article):
            return None  # but the farmer and his two sons
        last = self._skip(tokens, found[1], end)
        counted = 2 if self._words["pairs"].at(tokens, found[1] - 1, end) else 1
        return Quantity(counted, None, None, "exact", i, last, "people"), noun.kind, False, bool(noun.suffix)

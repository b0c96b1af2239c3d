"""A small backtracking matcher that counts its steps: what a regular expression costs, without a clock.

It walks the parse tree that ``re`` compiles, tries alternatives in the same order, and finds the same matches.
"""

from __future__ import annotations

import re
from itertools import islice
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = tuple[Any, Any]
_CATEGORIES = {
    c.CATEGORY_DIGIT: r"\d", c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_SPACE: r"\s", c.CATEGORY_NOT_SPACE: r"\S",
    c.CATEGORY_WORD: r"\w", c.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


class TooManyError(Exception):
    """More steps than anybody would wait for."""


class Steps:
    """Counts the steps of finding every match of a pattern in a text."""

    def __init__(self, pattern: re.Pattern[str] | re.Pattern[bytes], text: str, most: int = 10**9) -> None:
        self.flags, self.text, self.count, self.most = pattern.flags, text, 0, most
        self.groups: dict[int, tuple[int, int]] = {}
        tree = list(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
        self.found: list[tuple[int, int]] = []
        at = 0
        while at <= len(text):
            self.groups.clear()
            end = next(self._match(tree, at), None)
            if end is not None:
                self.found.append((at, end))
            at = at + 1 if end is None or end == at else end

    def _step(self) -> None:
        self.count += 1
        if self.count > self.most:
            raise TooManyError

    def _match(self, nodes: list[Node], i: int) -> Iterator[int]:
        """Give the ends of the matches of some nodes from a place on, those that ``re`` prefers first."""
        if not nodes:
            yield i
            return
        for j in self._one(nodes[0], i):
            yield from self._match(nodes[1:], j)

    def _one(self, node: Node, i: int) -> Iterator[int]:  # noqa: C901, PLR0912 - one case an operation
        self._step()
        op, value = node
        if op is c.BRANCH:
            for branch in value[1]:
                yield from self._match(list(branch), i)
        elif op is c.SUBPATTERN:
            number, *_, inner = value
            for j in self._match(list(inner), i):
                before = self.groups.get(number)
                self.groups[number] = (i, j)
                yield j
                if before is None:
                    self.groups.pop(number, None)
                else:
                    self.groups[number] = before
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT):
            least, most, inner = value
            yield from self._repeat(list(inner), i, least, most, greedy=op is c.MAX_REPEAT)
        elif op in (c.POSSESSIVE_REPEAT, c.ATOMIC_GROUP):  # of what may match only the first is ever tried
            whole = [(c.MAX_REPEAT, value)] if op is c.POSSESSIVE_REPEAT else list(value)
            yield from islice(self._match(whole, i), 1)
        elif op is c.GROUPREF:
            a, b = self.groups.get(value, (0, -1))
            if b >= a and self.text.startswith(self.text[a:b], i):
                yield i + b - a
        elif op in (c.ASSERT, c.ASSERT_NOT):
            way, inner = value
            width = sum(1 for _ in inner)
            start = i if way > 0 else i - width
            held = start >= 0 and next(self._match(list(inner), start), None) is not None
            if held is (op is c.ASSERT):
                yield i
        elif op is c.AT:
            if self._at(value, i):
                yield i
        elif i < len(self.text) and self._fits(op, value, self.text[i]):
            yield i + 1

    def _repeat(self, inner: list[Node], i: int, least: int, most: int, *, greedy: bool) -> Iterator[int]:
        if len(inner) == 1 and inner[0][0] in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY):
            yield from self._run(inner[0], i, least, most, greedy=greedy)
            return
        if not greedy and least <= 0:
            yield i
        if most > 0:
            for j in self._match(inner, i):
                if j > i or least > 0:
                    yield from self._repeat(inner, j, least - 1, most - 1, greedy=greedy)
        if greedy and least <= 0:
            yield i

    def _run(self, node: Node, i: int, least: int, most: int, *, greedy: bool) -> Iterator[int]:
        """Repeat what is one character: as many as there are and then ever fewer, or the other way round."""
        last = i
        while True:
            if not greedy and last - i >= least:
                yield last
            if last - i >= most or last >= len(self.text) or not self._fits(*node, self.text[last]):
                break
            self._step()
            last += 1
        if greedy:
            for j in range(last, i + least - 1, -1):
                self._step()
                yield j

    def _at(self, where: Any, i: int) -> bool:
        text, many = self.text, self.flags & re.MULTILINE
        if where is c.AT_BEGINNING:
            return i == 0 or (bool(many) and text[i - 1] == "\n")
        if where is c.AT_BEGINNING_STRING:
            return i == 0
        if where is c.AT_END:
            return i == len(text) or text[i:] == "\n" or (bool(many) and text[i] == "\n")
        if where is c.AT_END_STRING:
            return i == len(text)
        word = [re.match(r"\w", text[j]) is not None if 0 <= j < len(text) else False for j in (i - 1, i)]
        return (word[0] is not word[1]) is (where is c.AT_BOUNDARY)

    def _fits(self, op: Any, value: Any, char: str) -> bool:
        if op is c.ANY:
            return char != "\n" or bool(self.flags & re.DOTALL)
        both = {char, char.lower(), char.upper()} if self.flags & re.IGNORECASE else {char}
        if op is c.LITERAL:
            return chr(value) in both
        if op is c.NOT_LITERAL:
            return chr(value) not in both
        if op is not c.IN:
            raise NotImplementedError(f"{op} in a regular expression")
        negated = value[0][0] is c.NEGATE
        return any(_holds(item, x) for item in value[negated:] for x in both) is not negated


def _holds(item: Node, char: str) -> bool:
    op, value = item
    if op is c.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    if op is c.CATEGORY:
        return re.match(_CATEGORIES[value], char) is not None
    return ord(char) == value

"""Details of events, coded for the page: words by number, the frequent ones in one byte, in chunks that open alone.

A chunk holds the rows of up to ``CHUNK`` events as JSON, cut at its spaces. A word that stands in the data more than
once has a number in a common list, ordered by frequency; any other stands in its chunk, and so does each event's id.
Chunks are deflated, so that a click in a million events opens a few kilobytes.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.rendering.letters import letters
from geomap.rendering.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    Numbers = npt.NDArray[np.uint32]

CHUNK = 2048  # events: deflate finds more alike in more, a click opens less in less
_OWN = "\0"  # stands for an event's own word; no JSON holds it
BETWEEN, RARE = 0, 1  # numbers of the mark between two rows, and of a word that stands in the chunk itself
_ONE_BYTE, _TWO_BYTES = 160, 160 + 80 * 256  # numbers below these take so many bytes, all others three
_SORTED = 4096  # words that stand in order of frequency
_MOST_WORDS = 1_000_000
_HIGH = 0xFFFF
_PART = 32  # events whose words are numbered together
_AHEAD = 4  # chunks that are packed before the first of them is asked for
_LEVEL, _BEST = 6, 9  # of deflate: the best takes twice as long for 1 %
_FEW = 50  # chunks that are packed best
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=plain).encode


class Texts:
    """Takes rows of JSON values one by one; holds words by number, not the rows."""

    def __init__(self) -> None:
        self._numbers = _Numbers({"\n": BETWEEN, _OWN: RARE})
        self._lines: list[str] = []
        self._own: deque[str] = deque()
        self._open, self._open_rare = array("I"), list[str]()
        self._chunks: deque[_Kept] = deque()
        self._rare: deque[str] = deque()
        self._count = 0

    def add(self, row: list[Any], own: str | None = None) -> None:
        """Add an event's row: the number of its shape and its values, before them ``own``, which no other has."""
        try:
            values = _values(row[1:])
        except (ValueError, TypeError):  # no number, or keys that are no text: clean value by value
            values = _values(plain(row[1:]))
        shape = str(row[0])
        if own is None:
            self._lines.append(f"[{shape}, {values}] \n" if values else f"[{shape}] \n")
        else:
            self._lines.append(f"[{shape}, {_OWN} {values}] \n" if values else f"[{shape}, {_OWN} \n")
            self._own.append(encode_basestring(own) + ("," if values else "]"))
        self._count += 1
        if not self._count % _PART:
            self._number()
        if not self._count % CHUNK:
            self._close()

    def _number(self) -> None:
        """Number the words of the last rows: few at a time, so that they are still in the processor's cache."""
        words = " ".join(self._lines).split(" ")
        numbers = list(map(self._numbers.__getitem__, words))
        if self._numbers.full:
            rare = (word for word, n in zip(words, numbers, strict=True) if n == RARE)
            self._open_rare += [self._own.popleft() if word == _OWN else word for word in rare]
        else:
            self._open_rare += self._own
            self._own.clear()
        self._open.extend(numbers)
        self._lines.clear()

    def _close(self) -> None:
        self._chunks.append(_Kept.of(np.array(self._open[:-1], dtype=np.uint32)))
        self._rare.append("\n".join(self._open_rare))
        self._open, self._open_rare = array("I"), []

    def finish(self) -> tuple[list[str], Iterator[str]]:
        """Return the common words, the most frequent first, and the packed chunks in order."""
        if self._lines:
            self._number()
        if self._open:
            self._close()
        known = list(self._numbers)
        times = np.zeros(len(known), dtype=np.int64)
        for chunk in self._chunks:
            counts = np.bincount(chunk.numbers())
            times[: len(counts)] += counts
        times[:2] = 0
        order = np.argsort(-times, kind="stable")
        common = order[: int((times > 1).sum())]
        # Beyond the most frequent ones the order matters little, and sorted words deflate better.
        tail = sorted(common[_SORTED:], key=known.__getitem__)
        common = np.concatenate([common[:_SORTED], np.array(tail, dtype=common.dtype)])
        final = np.full(len(known), RARE, dtype=np.uint32)
        final[common] = np.arange(2, len(common) + 2, dtype=np.uint32)
        final[BETWEEN] = BETWEEN
        return [known[i] for i in common], self._packed(known, final)

    def _packed(self, known: list[str], final: Numbers) -> Iterator[str]:
        def pack(chunk: _Kept, own: str) -> str:
            numbers = chunk.numbers()
            coded = final[numbers]
            left = iter(own.split("\n"))
            rare = [next(left) if n == RARE else known[n] for n in numbers[coded == RARE]]
            body = _bytes(coded)
            raw = len(body).to_bytes(4, "little") + body + "\n".join(rare).encode("utf-8", "surrogatepass")
            return letters(zlib.compress(raw, level))

        level = _BEST if len(self._chunks) < _FEW else _LEVEL
        with ThreadPoolExecutor(2) as pool:  # deflating runs beside Python
            ahead: deque[Future[str]] = deque()
            while self._chunks:  # each is let go once it is packed
                ahead.append(pool.submit(pack, self._chunks.popleft(), self._rare.popleft()))
                if len(ahead) > _AHEAD:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()


def _values(values: list[Any]) -> str:
    """Return values as JSON, without the brackets."""
    try:
        return ", ".join(map(encode_basestring, values))
    except TypeError:  # not all are texts
        return _encode(values)[1:-1]


class _Kept(NamedTuple):
    """A chunk's numbers in half the memory: most fit into two bytes, and ``high`` holds the others in order."""

    low: npt.NDArray[np.uint16]
    high: Numbers

    @classmethod
    def of(cls, numbers: Numbers) -> _Kept:
        return cls(np.minimum(numbers, _HIGH).astype(np.uint16), numbers[numbers >= _HIGH])

    def numbers(self) -> Numbers:
        out = self.low.astype(np.uint32)
        out[self.low == _HIGH] = self.high
        return out


class _Numbers(dict[str, int]):
    """Numbers words as they come; from a million on they stay without one."""

    full = False

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.full = True
            return RARE
        self[word] = number = len(self)
        return number


def _bytes(numbers: Numbers) -> bytes:
    """Code numbers in one, two or three bytes each."""
    n = numbers.astype(np.int64)
    two, three = n >= _ONE_BYTE, n >= _TWO_BYTES
    past_one, past_two = n - _ONE_BYTE, n - _TWO_BYTES
    out = np.zeros((len(n), 3), dtype=np.uint8)
    out[:, 0] = np.where(three, 240 + (past_two >> 16), np.where(two, 160 + (past_one >> 8), n))
    out[:, 1] = np.where(three, past_two >> 8 & 255, past_one & 255)
    out[:, 2] = past_two & 255
    kept = np.ones((len(n), 3), dtype=bool)
    kept[:, 1], kept[:, 2] = two, three
    return out[kept].tobytes()

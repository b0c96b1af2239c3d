"""Which words some name begins with: bits by hash, so that most words are told to begin none without a search."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final, final

if TYPE_CHECKING:
    from collections.abc import Iterable

_BITS: Final = 16  # for each key: one word in twenty that begins no name is sought in vain
_LEAST, _MOST = 10, 25  # bits of the number of a bit: a gazetteer of the world has 4 MB of them


@final
class Beginnings:
    """What name keys begin with, whole words of them; ``bits`` as ``bits_of`` gives them."""

    __slots__ = ("_bits", "_last")

    def __init__(self, bits: bytes) -> None:
        self._bits = bits
        self._last = 8 * len(bits) - 1

    def may_be(self, checksum: int) -> bool:
        """Whether some key may begin with words of a checksum; with a space behind them, whether one may go on."""
        at = checksum & self._last
        return self._bits[at >> 3] >> (at & 7) & 1 > 0


def bits_of(keys: Iterable[str], count: int) -> bytes:
    """Return the bits of name keys, ``count`` of them or so.

    >>> known = Beginnings(bits_of(["deir zor"], 1))
    >>> [known.may_be(checksum(words)) for words in ("deir", "deir ", "deir zor", "deir zor ", "zor")]
    [True, True, True, False, False]
    """
    size = 1 << min(_MOST, max(_LEAST, (_BITS * count).bit_length()))
    bits = bytearray(size >> 3)
    for key in keys:
        stop = key.find(" ")
        while stop > 0:
            _set(bits, key[:stop])
            _set(bits, key[: stop + 1])
            stop = key.find(" ", stop + 1)
        _set(bits, key)
    return bytes(bits)


def _set(bits: bytearray, words: str) -> None:
    at = checksum(words) & (8 * len(bits) - 1)
    bits[at >> 3] |= 1 << (at & 7)


def checksum(words: str) -> int:
    """Return the checksum of words by which they are looked for in any number of gazetteers."""
    return zlib.crc32(words.encode("utf-8", "surrogatepass"))

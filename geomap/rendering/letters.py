"""Bytes as letters that mean nothing to HTML or to a template: base 85, shorter than base 64."""

from __future__ import annotations

import numpy as np

# Printable ASCII without those that could end a block, open an entity, a string or a template's expression.
ALPHABET = "".join(letter for n in range(33, 127) if (letter := chr(n)) not in "<>&\"'\\`{%")
_LETTERS = np.frombuffer(ALPHABET.encode("ascii"), dtype=np.uint8)


def letters(raw: bytes) -> str:
    """Write four bytes as five letters, the rest of one to three as one letter more than bytes.

    >>> len(ALPHABET), letters(b""), len(letters(bytes(8))), len(letters(b"abcde"))
    (85, '', 10, 7)
    """
    rest = -len(raw) % 4
    number = np.frombuffer(raw + bytes(rest), dtype=">u4").astype(np.uint32)
    out = np.empty((len(number), 5), dtype=np.uint8)
    for place in range(4, -1, -1):
        number, digit = np.divmod(number, np.uint32(85))
        out[:, place] = _LETTERS[digit]
    text = out.tobytes().decode("ascii")
    return text[: len(text) - rest]

"""Words that towns are called, told by their capital from what they else mean: gunmen attacked Hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.words.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from geomap.extraction.words.tokens import Spelling

_ENDS = ".!?:;\n"


def as_names(
    tokens: tuple[Token, ...], towns: Collection[str], days: Collection[str], spelled: Callable[[str], Spelling],
    has: Callable[[str, str], bool],
) -> tuple[Token, ...]:  # fmt: skip
    """Return tokens, a town's name as a word that means nothing else; ``has``: whether a list has a word.

    Between words in small letters only a name has a capital. Where it opens a sentence, what befell it tells: Hit fell.
    """
    out = list(tokens)
    for i, token in enumerate(tokens):
        if token.text in towns and _is_name(tokens, i, days, has):
            out[i] = Token(token.start, token.end, spelled(token.text))
    return tuple(out)


def _is_name(tokens: tuple[Token, ...], i: int, days: Collection[str], has: Callable[[str, str], bool]) -> bool:
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    small = after is None or not after.spelling.is_capital or after.word in days
    if i == 0 or tokens[i - 1].text in _ENDS:
        return after is not None and has("befalls", after.word) and small
    before = tokens[i - 1]
    if before.is_sign:  # one of a list
        return before.text == "," and after is not None and (after.text == "," or has("and", after.word))
    article = any(has(label, before.word) for label in ("definite", "indefinite", "possessive"))
    unit = after is not None and has("cue", after.word)  # the Hit district
    return small and not before.spelling.is_capital and (unit or not article)

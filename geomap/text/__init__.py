"""Text as letters: normal forms, offsets, name keys, sounds."""

from geomap.text.keys import ends_in_article, has_article, in_arabic_letters, is_arabic, longer_key, name_key, words
from geomap.text.markup import Bare, bare
from geomap.text.normalise import Normalised, fold, is_clean, normalise
from geomap.text.paths import path_text
from geomap.text.scripts import scripts, spread
from geomap.text.sound import (
    bones,
    glued_article,
    letters,
    other_spellings,
    skeleton,
    sound,
    word_letters,
    word_sound,
)
from geomap.text.units import full_unit, short_units

__all__ = [
    "Bare", "Normalised", "bare", "bones", "ends_in_article", "fold", "full_unit", "glued_article", "has_article",
    "in_arabic_letters", "is_arabic", "is_clean", "letters", "longer_key", "name_key", "normalise", "other_spellings",
    "path_text", "scripts", "short_units", "skeleton", "sound", "spread", "word_letters", "word_sound", "words",
]  # fmt: skip

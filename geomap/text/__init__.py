"""Text as letters: normal forms, offsets, name keys."""

from geomap.text.keys import is_arabic, name_key, skeleton, words
from geomap.text.normalise import Normalised, fold, normalise

__all__ = ["Normalised", "fold", "is_arabic", "name_key", "normalise", "skeleton", "words"]

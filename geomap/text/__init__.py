"""Text as letters: normal forms, offsets, name keys."""

from geomap.text.normalise import Normalised, fold, normalise

__all__ = ["Normalised", "fold", "normalise"]

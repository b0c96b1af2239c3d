"""Reading one report: mentions, incidents, movements. Language is data (``packs/*.toml``)."""

from geomap.extraction.reader import read

__all__ = ["read"]

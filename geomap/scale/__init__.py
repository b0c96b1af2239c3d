"""The same reading in many processes (`workers`, `lines`) and on many machines (`partitions`, `cluster`)."""

from geomap.scale.lines import Line, answer_lines, lines_of
from geomap.scale.workers import Workers, read_reports

__all__ = ["Line", "Workers", "answer_lines", "lines_of", "read_reports"]

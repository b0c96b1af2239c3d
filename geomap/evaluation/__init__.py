"""How well reports are read: geomap's results against a folder of reports that people have annotated."""

from geomap.evaluation.gold import GoldReport, load_gold, without_gold
from geomap.evaluation.score import Scores, score_report, total

__all__ = ["GoldReport", "Scores", "load_gold", "score_report", "total", "without_gold"]

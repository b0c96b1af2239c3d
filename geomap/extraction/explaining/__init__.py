"""Why a record says what it says: its sentence weighed again, and what was passed over in it, each with the reason."""

from geomap.extraction.explaining.case import Case, Considered, Told
from geomap.extraction.explaining.signs import shown
from geomap.extraction.explaining.weighing import considered, day_taken, place_taken, toll_taken

__all__ = ["Case", "Considered", "Told", "considered", "day_taken", "place_taken", "shown", "toll_taken"]

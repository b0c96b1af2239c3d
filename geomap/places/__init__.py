"""The room of places: gazetteer files, the index over them, and what names may mean."""

from geomap.places.astray import swapped
from geomap.places.check import Finding, check
from geomap.places.countries import embedded_folder, load_countries
from geomap.places.hand import add
from geomap.places.index import Index
from geomap.places.load import imported_folder, load_gazetteer, user_file
from geomap.places.table import country_code
from geomap.places.weighing import km

__all__ = [
    "Finding",
    "Index",
    "add",
    "check",
    "country_code",
    "embedded_folder",
    "imported_folder",
    "km",
    "load_countries",
    "load_gazetteer",
    "swapped",
    "user_file",
]

"""One HTML file that opens anywhere: the map with its evidence, made with Folium, needing no network."""

from geomap.rendering.notebook import frame
from geomap.rendering.page import Map, parts, render

__all__ = ["Map", "frame", "parts", "render"]

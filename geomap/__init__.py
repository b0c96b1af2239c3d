"""geomap: from news reports about conflict and displacement to a map with its evidence."""

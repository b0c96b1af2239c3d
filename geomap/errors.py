"""Errors a caller can catch, each also a kind of built-in error.

Messages say what, where and what to do next; the command line prints them as one line.
"""


class GeomapError(Exception):
    """Anything geomap refuses on purpose."""


class ReportError(GeomapError, ValueError):
    """A report cannot be read: bad encoding, not JSON, over the size limit, empty."""


class GazetteerError(GeomapError, ValueError):
    """A gazetteer file or entry is wrong: columns, coordinates, names."""


class PackError(GeomapError, ValueError):
    """A language pack does not follow its schema."""


class DataError(GeomapError, ValueError):
    """A data file (GeoJSON, CSV, GeoPackage) cannot be used as it is."""


class OutputError(GeomapError, OSError):
    """The outputs cannot be written: read-only folder, disk full, unknown ending."""


class ClusterError(GeomapError, RuntimeError):
    """A cluster cannot be used: no scheduler there, dask not installed, workers with another version."""


class RecordNotFound(GeomapError, LookupError):  # noqa: N818 - a look-up that finds nothing, as KeyError
    """No incident, movement or mention has this id."""

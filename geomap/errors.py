"""Errors a caller can catch, each also a kind of built-in error.

Messages say what, where and what to do next; the command line prints them as one line.
"""

from __future__ import annotations

from typing import Any, Self


class Reason(str):
    """Why something was not read or not taken: text as any other, and what it is made of.

    ``template`` has a name in braces for each of ``values``, which may be reasons themselves; the map finds by it the
    sentence of another language.

    >>> why = Reason("latitude {lat} is outside -90..90", lat=91)
    >>> why, why.template, why.values
    ('latitude 91 is outside -90..90', 'latitude {lat} is outside -90..90', {'lat': '91'})
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, str]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Put the values into the template."""
        told = super().__new__(cls, template.format(**values))
        told.template = template
        told.values = {k: v if isinstance(v, Reason) else str(v) for k, v in values.items()}
        return told

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        """Return what copies are made of."""
        return (self.template,), self.values


class Remark(Reason):
    """Said of a row that is kept as it is: it counts with its record."""

    __slots__ = ()


def reason(error: BaseException) -> str:
    """Return what an error says, as the `Reason` that it was raised with where there is one."""
    told = error.args[0] if error.args else ""
    return told if isinstance(told, Reason) else str(error)


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

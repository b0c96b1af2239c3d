"""What a notebook or a script uses: the same rooms as the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import ReportError
from geomap.model import Layers, Report, Resolution
from geomap.pipeline import DEFAULT_TITLE, Config, collect
from geomap.pipeline import build as run
from geomap.places import Index, load_gazetteer, swapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas

    from geomap.model import Json


@dataclass(frozen=True)
class Result:
    """What was read: GeoJSON features by layer; shows itself as a map in a notebook."""

    layers: Layers

    @property
    def incidents(self) -> list[Json]:
        """Incidents as GeoJSON features, claims kept."""
        return self.layers.incidents

    @property
    def movements(self) -> list[Json]:
        """Movements as GeoJSON features, claims kept."""
        return self.layers.movements

    @property
    def mentions(self) -> list[Json]:
        """Mentions of places as GeoJSON features."""
        return self.layers.mentions

    def to_geodataframe(self, layer: str = "incidents") -> geopandas.GeoDataFrame:
        """Return a layer as a GeoDataFrame in WGS 84; an empty layer has the columns and no rows."""
        from geomap.export import to_geodataframe  # noqa: PLC0415

        return to_geodataframe(self.layers, layer)

    def to_html(self, *, lang: str = "en") -> str:
        """Return the map as one page that needs no network."""
        from geomap.rendering import render  # noqa: PLC0415

        return render(self.layers, title=self.layers.title, lang=lang)

    def save(self, out: Path | str) -> list[Path]:
        """Write every output into a folder, whole and all together; return the files."""
        from geomap.pipeline import save  # noqa: PLC0415

        return save(self.layers, Path(out), title=self.layers.title)

    def _repr_html_(self) -> str:
        from geomap.rendering.notebook import frame  # noqa: PLC0415

        return frame(self.to_html())


@cache
def _gazetteer(paths: tuple[Path, ...]) -> Index:
    return load_gazetteer(paths)


def parse(
    text: str | Iterable[str],
    *,
    published: date | str | None = None,
    language: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    gazetteer: Sequence[Path | str] = (),
) -> Result:
    """Read one text, or several of one day, and return what they tell.

    ``published`` is a date or an ISO day; without it relative dates stay unresolved. An empty text gives empty layers.
    """
    texts = [text] if isinstance(text, str) else list(text)
    day = _day(published) if isinstance(published, str) else published
    reports = [Report(f"text-{n}", t, day, language, None, outlet, url) for n, t in enumerate(texts, 1)]
    _, layers = collect(reports, (), _gazetteer(tuple(map(Path, gazetteer))), DEFAULT_TITLE)
    return Result(layers)


def _day(published: str) -> date:
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise ReportError(f"published: {published!r} is not a day like 2019-03-03") from error


def build(
    paths: Path | str | Sequence[Path | str],
    *,
    out: Path | str = "outputs",
    title: str = DEFAULT_TITLE,
    gazetteer: Sequence[Path | str] = (),
) -> Result:
    """Do what ``geomap build`` does, and return the result that was written to ``out``."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    run(given, Path(out), Config(tuple(map(Path, gazetteer)), title))
    return load(out)


def find(
    name: str,
    *,
    country: str | None = None,
    admin1: str | None = None,
    limit: int = 5,
    gazetteer: Sequence[Path | str] = (),
) -> Resolution:
    """Look a name up: ranked candidates with scores and reasons, none for a name nobody knows.

    >>> find("Baghouz").place.name
    'Al-Baghuz'
    >>> find("").status
    'unresolved'
    """
    return _gazetteer(tuple(map(Path, gazetteer))).resolve(name, country=country, admin1=admin1, limit=limit)


def load(
    path: Path | str,
    *,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    gazetteer: Sequence[Path | str] = (),
) -> Result:
    """Read outputs of geomap, or data with places from elsewhere: ACLED, UCDP GED, GDELT, CSV, Excel, GeoJSON.

    ``columns`` (ours: theirs) corrects the guess of which column is which; ``dates`` (``dmy`` or ``mdy``) says how day
    and month come in 3/4/2019 where nothing in the column does. Rows without coordinates are looked up by the name of
    their place. What could not be used, or only in part, stands in ``layers.rejected`` by row number.
    """
    from geomap import store  # noqa: PLC0415

    paths = tuple(map(Path, gazetteer))
    return Result(
        store.load(Path(path), columns=columns, order=dates, gazetteer=lambda: _gazetteer(paths), swapped=swapped)
    )

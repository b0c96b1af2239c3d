"""Dumps into the user's compiled gazetteers: one file a dump, whole or not at all, the same again for the same dump."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.places.compile import to_file
from geomap.places.geonames import ADMIN1, ALTERNATES, Dump
from geomap.places.load import COMPILED, digest, imported_folder, meta_of, rejected_of
from geomap.places.lpf import read_features, read_lptsv
from geomap.places.table import IMPORTED, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geomap.model import Place, Rejected


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one dump: the compiled file, its places, the rows left out; ``fresh`` unless it was there."""

    file: Path
    places: int
    rejected: tuple[Rejected, ...]
    fresh: bool


def import_files(
    form: str,
    files: Sequence[Path],
    *,
    country: str | None = None,
    columns: Mapping[str, str] | None = None,
    folder: Path | None = None,
    progress: Callable[[Path, int], None] = lambda _file, _n: None,
) -> list[Imported]:
    """Compile each dump into the user's gazetteer folder (``folder``, else the default one).

    GeoNames' ``admin1CodesASCII.txt`` and ``alternateNames*`` among the files are joined to the dumps, not imported
    themselves. ``country`` keeps only the places of one country; ``columns`` maps our names of columns to those of a
    CSV. An import that was killed goes on where it stopped; of two at once the second waits for the first. A dump of
    the same name that was imported before is replaced when the new one is whole.

    Raises GazetteerError for a file that is missing or is no such dump; the gazetteers in use stay as they are.
    """
    aside = tuple(f for f in files if f.name == ADMIN1 or f.name.startswith(ALTERNATES))
    dumps = [f for f in files if f not in aside]
    if not dumps:
        raise GazetteerError("no dump among the files; admin codes and alternate names only go with one")
    out = []
    for file in dumps:
        if not file.is_file():
            raise GazetteerError(f"{file}: no such file")
        salt = repr((form, country, sorted((columns or {}).items())))
        into = folder or imported_folder()
        name = f"{file.name}{f'-{country}' if country else ''}"
        target = into / f"{name}.{digest([file, *aside], salt)}{COMPILED}"
        fresh = not target.is_file()
        source = _Source(form, file, aside, country, columns or {})
        segment = to_file(
            target,
            source.after,
            meta=partial(_meta, source),
            progress=partial(progress, file),
        )
        for old in into.glob(f"{name}.*{COMPILED}*"):
            if not old.name.startswith(target.name):
                old.unlink(missing_ok=True)
        out.append(Imported(target, segment.size, tuple(rejected_of(segment)), fresh))
    return out


def _meta(source: _Source) -> dict[str, str]:
    return meta_of(source.rejected)


class _Source:
    """A dump as a stream of places; ``rejected`` fills while they are taken."""

    def __init__(
        self, form: str, file: Path, aside: tuple[Path, ...], country: str | None, columns: Mapping[str, str]
    ) -> None:
        self.form, self.file, self.aside, self.country, self.columns = form, file, aside, country, columns
        self.rejected: list[Rejected] = []

    def after(self, done: int) -> Iterator[Place]:
        """Give the places after the first ``done``."""
        n = 0
        for place in self._places():
            if self.country and place.country != self.country.upper():
                continue
            n += 1
            if n > done:
                yield place
        if not n:
            reason = f"; the first line left out: {self.rejected[0].reason}" if self.rejected else ""
            raise GazetteerError(f"{self.file}: no place could be read as {self.form}{reason}")

    def _places(self) -> Iterable[Place]:
        if self.form == "geonames":
            dump = Dump(self.file, self.aside, self.rejected)
            return dump.places()
        if self.form == "csv":
            places, rejected = read_table(self.file, rank=IMPORTED, columns=self.columns)
        elif self.form == "lptsv":
            places, rejected = read_lptsv(self.file)
        else:
            places, rejected = read_features(self.file, rank=IMPORTED)
        self.rejected[:] = rejected
        return places

"""Dumps into the user's compiled gazetteers: one file a dump, whole or not at all, the same again for the same dump."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.model import Place, Rejected
from geomap.places import osmfile
from geomap.places.compile import to_file
from geomap.places.countries import load_countries
from geomap.places.geonames import ADMIN1, CUT, Dump, beside, of_all_places, published
from geomap.places.lines import Ending
from geomap.places.load import COMPILED, base, digest, imported_folder, meta_of, rejected_of
from geomap.places.lpf import read_features
from geomap.places.replacing import Newcomer, Tally, known_behind
from geomap.places.segment import Segment
from geomap.places.table import IMPORTED, LPTSV_NAMES, Table, country_code
from geomap.text import path_text
from geomap.writing import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

FORMS = ("geonames", "lpf", "lptsv", "geojson", "csv", "osm")
_LONGEST = 190  # bytes of a name: file systems allow 255, with what is written behind it
_TOLD = 5  # countries in a message


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one ``dump``: the compiled ``file``, its places, the rows left out; ``fresh`` unless it was there.

    ``replaced``: how many places the older version had whose place it took, 0 where there was none; ``fewer``: how many
    fewer there are than it had, by what: place, name, Arabic name; ``lacking``: places that the embedded gazetteer has
    behind the last one of a dump of GeoNames' that replaces none: it may be cut off. ``along``: a table beside the dump
    that nobody named and that its units have their names from.
    """

    dump: Path
    file: Path
    places: int
    rejected: tuple[Rejected, ...]
    fresh: bool
    replaced: int = 0
    fewer: Mapping[str, int] = field(default_factory=dict)
    lacking: tuple[Place, ...] = ()
    along: Path | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is taken of a dump, how it is read, and the name that it goes by in the folder."""

    form: str
    file: Path
    aside: tuple[Path, ...]
    country: str | None
    columns: Mapping[str, str]
    given: str | None
    replace: bool
    rejected: list[Rejected] = field(default_factory=list)
    ending: Ending = field(default_factory=Ending)
    tally: Tally = field(default_factory=Tally)

    @property
    def tables(self) -> list[str]:
        """Names of the tables that were named to go along with the dump: the next version needs them too."""
        return sorted({table.name for table in self.aside})

    @property
    def along(self) -> Path | None:
        """The table beside the dump that names its units, unless one was named."""
        here = self.file.with_name(ADMIN1)
        return here if self.form == "geonames" and ADMIN1 not in self.tables and here.is_file() else None

    @property
    def name(self) -> str:
        return f"{self.given or self.file.name}{f'-{self.country}' if self.country else ''}"

    @property
    def source(self) -> str:
        """The file as a compiled one keeps it: by its whole path, in what UTF-8 can write."""
        return path_text(self.file.resolve())

    def compiled(self) -> str:
        """Return the name of the compiled file, which hangs on all that is read."""
        salt = repr((self.form, self.country, sorted(self.columns.items())))
        return f"{self.name}.{digest([self.file, *self.aside, *filter(None, (self.along,))], salt)}{COMPILED}"


def import_files(  # noqa: PLR0913 - what is read, and how it is kept
    form: str,
    files: Sequence[Path],
    *,
    country: str | None = None,
    columns: Mapping[str, str] | None = None,
    name: str | None = None,
    replace: bool = False,
    folder: Path | None = None,
    progress: Callable[[Path, int], None] = lambda _file, _n: None,
) -> list[Imported]:
    """Compile each dump into the user's gazetteer folder (``folder``, else the default one).

    ``form`` is one of FORMS. GeoNames' ``admin1CodesASCII.txt``, ``admin2Codes.txt`` and ``alternateNames*`` among the
    files are joined to the dumps, not imported themselves. ``country`` (two-letter code or name) keeps only the places
    of one country; in a table of another form than GeoNames', rows that name no country are of it where they lie in it.
    ``columns`` maps our names of columns to those of a CSV or GeoJSON. An import that was killed goes on where it
    stopped; of two at once the second waits for the first.

    An import goes by ``name``, else by the name of its file, and replaces the one that went by it before, once it is
    whole. The name of a file says that it is a newer version only where it comes from the same path, or is called as
    GeoNames calls its dumps.

    Raises GazetteerError for a file that is missing, is no such dump, is cut off, or would replace another one, and
    unless ``replace`` for one that would take away much of what is there: a tenth of GeoNames' places or names, half of
    another table's, a table of GeoNames that went along, names though no places; or what stands at the end, or fewer of
    either where it may be cut off. The gazetteers in use
    stay as they are.
    """
    aside = tuple(f for f in files if form == "geonames" and beside(f))
    dumps = [f for f in files if f not in aside]
    if not dumps:
        raise GazetteerError("no dump among the files; admin codes and alternate names only go with one")
    code = country_code(country or "", load_countries())
    if country and code not in load_countries():
        raise GazetteerError(f"country {country!r} is unknown; give a two-letter code such as SY")
    _apart(dumps, name)
    into = folder or imported_folder()
    wanted = [_Wanted(form, file, aside, code, columns or {}, name, replace) for file in dumps]
    return [_import(one, into, partial(progress, one.file)) for one in wanted]


def _apart(dumps: Sequence[Path], name: str | None) -> None:
    """Refuse dumps one of which would replace another, and a name that is none of a file."""
    if name is not None and (not name.strip() or not name.isprintable() or set(name) & set("/\\") or name[0] == "."):
        raise GazetteerError(f"the name {name!r} is none of a file; give one such as villages-2019")
    seen: dict[str, Path] = {}
    for file in dumps:
        if len(os.fsencode(name or file.name)) > _LONGEST:
            raise GazetteerError(f"{file}: the name is too long for an import; give a shorter one with --name")
        other = seen.setdefault(name or file.name, file)
        if other.resolve() != file.resolve():
            raise GazetteerError(
                f"{file}: would replace {other}, since both would go by one name; import one after the other, each with"
                " a --name of its own"
            )


def _import(wanted: _Wanted, into: Path, progress: Callable[[int], None]) -> Imported:
    file = wanted.file
    if not file.is_file():
        raise GazetteerError(f"{file}: {'is a folder: name the files in it' if file.is_dir() else 'no such file'}")
    with locked(into / wanted.name):  # of two versions at once, one would take the other's draft away
        target = into / wanted.compiled()
        fresh = not target.is_file()
        there = _of_name(into, wanted.name)
        others = [old for old in there if not old.name.startswith((target.name, f".{target.name}"))]
        older = {old: segment for old in others if old.suffix == COMPILED and (segment := _readable(old))}
        if fresh:
            _check_source(wanted, older.values())
        try:
            segment = to_file(
                target,
                partial(_checked, wanted, older.values()),
                meta=lambda: meta_of(wanted.rejected, wanted.form, wanted.source, wanted.tables),
                progress=progress,
            )
        except GazetteerError:  # nothing to go on with: the file itself is wrong
            for left in _of_name(into, wanted.name):
                if left.name.startswith(f"{target.name}."):
                    left.unlink(missing_ok=True)
            raise
        for old in others:
            old.unlink(missing_ok=True)
    largest = max(older.values(), key=lambda old: old.size, default=None)
    fewer = wanted.tally.fewer(Tally.of(largest)) if fresh and largest else {}
    alone = wanted.form == "geonames" and of_all_places(file) and not (largest or wanted.replace)
    lacking = tuple(known_behind(segment, base())) if fresh and alone else ()
    before = largest.size if largest else 0
    left_out = tuple(rejected_of(segment))
    return Imported(file, target, segment.size, left_out, fresh, before, fewer, lacking, wanted.along)


def _of_name(into: Path, name: str) -> list[Path]:
    """Return what there is of imports that go by a name: compiled files, drafts, locks."""
    whole = rf"{re.escape(name)}\.[0-9a-f]{{32}}{re.escape(COMPILED)}"
    own = re.compile(rf"{whole}.*|\.{whole}.*\.lock", re.DOTALL)
    return [f for f in into.iterdir() if own.fullmatch(f.name)]


def _readable(file: Path) -> Segment | None:
    try:
        return Segment.open(file)
    except GazetteerError:  # damaged, or of an earlier version: nothing to compare with
        return None


def _check_source(wanted: _Wanted, older: Iterable[Segment]) -> None:
    """Refuse to replace what came from elsewhere: the name of a file does not tell that it is a newer version."""
    if wanted.given or (wanted.form == "geonames" and published(wanted.file)):
        return
    for source in (str(segment.meta("source") or "") for segment in older):
        if source not in {"", wanted.source}:
            raise GazetteerError(
                f"{wanted.file}: would replace what came from {source}: give --name {wanted.file.name} if it is a newer"
                " version of it, --name and another one to keep both"
            )


def _checked(wanted: _Wanted, older: Iterable[Segment], after: int) -> Iterator[Place]:
    """Give the places of a dump, all but the first ``after``; at the end it is known if it may replace others."""
    places = read(
        wanted.form, wanted.file, wanted.rejected,
        aside=wanted.aside, country=wanted.country, columns=wanted.columns, ending=wanted.ending,
    )  # fmt: skip
    for n, place in enumerate(places, 1):
        wanted.tally.add(place)
        if n > after:
            yield place
    if not wanted.replace:
        there = [*wanted.tables, *(table.name for table in (wanted.along,) if table)]
        newcomer = Newcomer(wanted.file, wanted.form, there, wanted.tally, wanted.ending.open)
        for segment in older:
            newcomer.refuse_loss(segment)


def read(
    form: str,
    file: Path,
    rejected: list[Rejected],
    *,
    aside: tuple[Path, ...] = (),
    country: str | None = None,
    columns: Mapping[str, str] | None = None,
    ending: Ending | None = None,
) -> Iterator[Place]:
    """Give the places of a dump; ``rejected`` fills with what is left out, ``ending`` tells how its table ends.

    Raises GazetteerError for a file that is no such dump, has no place of the country, or is cut off: of half a dump
    nobody sees later what it lacks.
    """
    rejected.clear()
    ending = ending or Ending()
    some, elsewhere = False, dict[str, None]()
    for place in _places(form, file, rejected, ending, aside, country, columns or {}):
        if country and place.country != country:
            elsewhere[place.country or "none"] = None
        else:
            some = True
            yield place
    if ending.cut:
        raise GazetteerError(
            f"{file}: not imported: {ending.cut.removesuffix(CUT)}, where that file is cut off; get it again"
        )
    if not some:
        where = f" of {country}" if country else ""
        reason = f"; its places are of {_few(elsewhere)}" if elsewhere else ""
        reason += f"; the first one left out, {rejected[0].name}: {rejected[0].reason}" if rejected else ""
        raise GazetteerError(f"{file}: no place{where} could be read as {form}{reason}")


def _few(codes: Iterable[str]) -> str:
    rest = iter(codes)
    return ", ".join(islice(rest, _TOLD)) + (" and others" if next(rest, None) else "")


def _places(
    form: str,
    file: Path,
    rejected: list[Rejected],
    ending: Ending,
    aside: tuple[Path, ...],
    country: str | None,
    columns: Mapping[str, str],
) -> Iterable[Place]:
    if form == "geonames":
        return Dump(file, aside, rejected, ending).places()
    if form == "osm":
        return osmfile.places(file, rejected, country)
    if form in {"csv", "lptsv"}:
        names = (LPTSV_NAMES if form == "lptsv" else {}) | dict(columns)
        return Table(file, IMPORTED, load_countries(), names, country, rejected, ending=ending).places()
    places, rejected[:] = read_features(file, rank=IMPORTED, columns=columns, country=country)
    return places

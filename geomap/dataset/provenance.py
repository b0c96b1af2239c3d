"""What a dataset was made with: version, code, language packs, gazetteer files, each as a hash of its content."""

from __future__ import annotations

from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA_VERSION = 2  # of geomap.gpkg; 1 had neither claims, proposals nor provenance
_PACKAGE = Path(__file__).resolve().parent.parent
_READING = ("extraction", "model", "places", "reports", "text")  # rooms whose code decides what is read in a text


def provenance(gazetteer: Iterable[Path]) -> dict[str, str]:
    """Return what decides a reading: two datasets with the same values read every report alike.

    ``gazetteer`` are files or folders of them; one that does not exist counts as empty.
    """
    sources = sorted(f for room in _READING for f in (_PACKAGE / room).rglob("*") if f.suffix != ".pyc")
    packs = [f for f in sources if f.parent.name == "packs"]
    return {
        "schema_version": str(SCHEMA_VERSION),
        "geomap": version("geomap-reports"),
        "code": _digest((f for f in sources if f not in packs), _PACKAGE),
        "packs": _digest(packs, _PACKAGE),
        "gazetteer": _digest((f for path in gazetteer for f in _files(path)), None),
    }


def _files(path: Path) -> list[Path]:
    return sorted(f for f in path.rglob("*") if f.is_file()) if path.is_dir() else [path]


def _digest(files: Iterable[Path], root: Path | None) -> str:
    """Return a hash of names (below a root) and contents, in the order given: the later gazetteer wins."""
    whole = blake2b(digest_size=16)
    for file in files:
        if file.is_file():
            whole.update(str(file.relative_to(root) if root else file.name).encode() + b"\0")
            with file.open("rb") as content:
                while block := content.read(1 << 20):
                    whole.update(block)
            whole.update(b"\0")
    return whole.hexdigest()

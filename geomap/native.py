"""Machine code of the modules that read texts: used where it was made of these very sources, for this Python.

The build translates them with mypyc from the annotations that they carry; what compares spellings is written in C, and
in numpy too. Without machine code, after any change to a source, or with ``GEOMAP_PURE`` set in the environment, the
same modules run as the Python that they are, in nearly twice the time.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

ROOT = Path(__file__).parent
FOLDER = ROOT / "data" / "native"
PURE = "GEOMAP_PURE"
_ROOMS = ("text", "extraction")
_SELDOM = "explaining"  # what is asked for one record at a time
_MORE = (
    "model/places.py", "model/records.py", "places/asking.py", "places/beginnings.py", "places/habits.py",
    "places/hits.py", "places/index.py", "places/readings.py", "places/twins.py", "places/weighing.py",
)  # fmt: skip


WRITTEN = ROOT / "places" / "pairs.c"


def sources() -> list[Path]:
    """Return the modules that are translated; packages' own modules stay Python."""
    every = (file for room in _ROOMS for file in sorted(ROOT.joinpath(room).rglob("[!_]*.py")))
    rooms = [file for file in every if _SELDOM not in file.parts]
    return [*rooms, *(ROOT / name for name in _MORE)]


def digest() -> str:
    """Return a digest of the sources: the name of the folder that their machine code lies in."""
    whole = hashlib.blake2b(digest_size=16)
    for file in (*sources(), WRITTEN):
        whole.update(file.read_bytes())
    return whole.hexdigest()


class _Finder(MetaPathFinder):
    def __init__(self, files: dict[str, Path]) -> None:
        self._files = files

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        file = self._files.get(fullname)
        return spec_from_file_location(fullname, file) if file else None


def files() -> dict[str, Path]:
    """Return the machine code of these sources for this Python, by module; nothing where there is none."""
    if not FOLDER.is_dir():
        return {}
    ending, folder = EXTENSION_SUFFIXES[0], FOLDER / digest()
    found = sorted(folder.rglob(f"*{ending}"))
    return {".".join(file.relative_to(folder).parts).removesuffix(ending): file for file in found}


def switch_on() -> None:
    """Let modules be imported as machine code from now on, where there is some."""
    if not os.environ.get(PURE) and (code := files()):
        sys.meta_path.insert(0, _Finder(code))

"""The page's own files: scripts joined into one, styles, words in each language, and what the build compiled."""

from __future__ import annotations

import json
import re
import zipfile
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import tomli

from geomap.errors import OutputError
from geomap.text import letters
from geomap.text.keys import table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from geomap.model import Json

_IMPORT = re.compile(r'^import\s+(?:\{[^}]*\}\s+from\s+)?"\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|function|async|class)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n|^[ \t]*//[^\n]*\n", re.MULTILINE | re.DOTALL)
_REMARK = re.compile(r"""(?<=[;{},]) // [^\n"'`/]*$""", re.MULTILINE)  # after code, and nothing that may end a string
_INDENT = re.compile(r"^\s+", re.MULTILINE)  # and empty lines
_LINE = re.compile(r"(?<=[;{},])\n")  # of a style sheet
LANGUAGES = ("en", "ar")


def own(*parts: str) -> Traversable:
    """Return a file beside this module."""
    return resources.files("geomap.rendering").joinpath(*parts)


@cache
def compiled(name: str) -> str:
    """Read a file that the package's build wrote; OutputError where the package was never built."""
    file = resources.files("geomap").joinpath("data", name)
    if not file.is_file():
        msg = f"geomap/data/{name} is missing: the package was not built; run `pip install -e .` or install a wheel"
        raise OutputError(msg)
    return file.read_text("utf-8")


@cache
def script() -> str:
    """Return the page's script without comments and indentation, which the reader's browser has no use for.

    Only whole lines go, and remarks without a quotation mark: no string or pattern can be mistaken for a comment.
    """
    return _INDENT.sub("", _REMARK.sub("", _COMMENT.sub("", joined())))


def joined() -> str:
    """Join the ES modules under ``web/`` in the order of their imports into one script that offers ``geomap.start``."""
    done: dict[str, str] = {}

    def add(name: str) -> None:
        if name not in done:
            source = own("web", name).read_text("utf-8")
            for needed in _IMPORT.findall(source):
                add(needed)
            done[name] = _EXPORT.sub("", _IMPORT.sub("", source)).strip()

    add("app.js")
    return "var geomap = (() => {\n'use strict';\n" + "\n".join(done.values()) + "\nreturn { start };\n})();"


@cache
def style() -> str:
    """Return Leaflet's style sheet and the page's own, without comments, indentation and ends of lines."""
    sheets = compiled("leaflet.css") + "\n" + own("web", "page.css").read_text("utf-8")
    return _LINE.sub("", _INDENT.sub("", _COMMENT.sub("", sheets)))


@cache
def look() -> Json:
    """Return colours, shapes and online layers (``style.toml``)."""
    return tomli.loads(own("style.toml").read_text("utf-8"))


@cache
def words() -> Json:
    """Return the interface's words by language."""
    return {lang: tomli.loads(own("strings", f"{lang}.toml").read_text("utf-8")) for lang in LANGUAGES}


@cache
def sounds() -> Json:
    """Return how letters sound, for the page's search: the table and the classes of `geomap.text.sound`."""
    articles, classes = table()["articles"], str.maketrans(table()["skeleton"]["kept"])
    told = {letter: sound.translate(classes) for letter, sound in letters().items()}
    return {"letters": told, "article": articles["arabic"]} | {
        k: articles[k] for k in ("glued", "sun", "feminine", "latin")
    }


@cache
def base_map() -> Json:
    """Return the compiled base map."""
    data: Json = json.loads(compiled("basemap.json"))
    return data


def tiles(corners: Iterable[tuple[int, int]]) -> dict[str, list[Any]] | None:
    """Return the lines of the fine base map by kind, and its ``labels``, in tiles named by their south-west corners.

    Nothing for tiles of open sea; None where the package was built before it had tiles.
    """
    file = resources.files("geomap").joinpath("data", "ground.zip")
    if not file.is_file():
        return None
    found: defaultdict[str, list[Any]] = defaultdict(list)
    with file.open("rb") as stream, zipfile.ZipFile(stream) as archive:
        names = set(archive.namelist())
        for name in (f"{west},{south}.json" for west, south in corners):
            for kind, rows in json.loads(archive.read(name)).items() if name in names else ():
                found[kind] += rows
    return found

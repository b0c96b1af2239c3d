"""The page: a Folium map whose root element writes one self-contained HTML file.

Folium and branca render every string they are given as a template once more, so they are given none from outside: the
records travel beside them, packed (``payload.pack``), and the page's script puts them in place as text.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
from typing import TYPE_CHECKING, Any, Protocol

import folium
from branca.element import Element, Figure
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from geomap.errors import DataError
from geomap.model import Layers
from geomap.rendering import assets
from geomap.rendering.ground import ground, packed
from geomap.rendering.payload import Payload, pack, pack_bytes, pack_words, payload

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENV = Environment(
    loader=PackageLoader("geomap.rendering"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_INLINE = re.compile(r"<(script|style)(?P<attributes>[^>]*)>(?P<body>.*?)</\1>", re.DOTALL)
_LINKED = re.compile(r"""<(?P<tag>script|link)[^>]*?\s(?:src|href)=["'](?P<url>https?://[^"'<>\s;]+)["']""")
_MIDDLE_EAST = (24.0, 12.0, 60.0, 42.0)  # where a map without events opens
_CALLING = (folium.Popup, folium.GeoJsonPopup, folium.Icon)
# What these call beside Leaflet; Folium's Bootstrap would restyle the page.
_CALLED = ("jquery", "awesome_markers", "glyphicons_css", "awesome_markers_font_css", "awesome_markers_css")
_LONGEST_TITLE = 200  # characters in the window's title; the page itself shows all


class Page(Figure):
    """The root of the element tree: writes the document, its policy allows what stands in it and nothing else."""

    def __init__(self, data: Payload) -> None:
        super().__init__()
        self.data = data
        self.details = [*data.chunks]
        self.header._children.clear()  # noqa: SLF001 - branca's meta tag: the page's template has it

    def render(self, **kwargs: Any) -> str:
        """Return the whole HTML document; the same for the same data."""
        return "".join(self.parts(**kwargs))

    def parts(self, **kwargs: Any) -> Iterator[str]:
        """Give the document in parts, the details of a million events last: the map is drawn before they are read."""
        for child in self._children.values():
            child.render(**kwargs)
        head = self.data.head
        base, lines = packed(ground(self.data.bounds))
        title = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", head["title"])
        html = _ENV.get_template("page.html.j2").render(
            lang=head["lang"],
            title=title[:_LONGEST_TITLE],
            words=assets.words()[head["lang"]],
            style=Markup(assets.style()),  # noqa: S704 - own files
            leaflet=Markup(assets.compiled("leaflet.js")),  # noqa: S704
            application=Markup(assets.script()),  # noqa: S704
            header=Markup(self.header.render()),  # noqa: S704 - Folium's elements, without any outside text
            body=Markup(self.html.render()),  # noqa: S704
            script=Markup(self.script.render()),  # noqa: S704
            blocks={
                "geomap-look": pack({"look": assets.look(), "words": assets.words(), "sounds": assets.sounds()}),
                "geomap-data": pack(head),
                "geomap-columns": pack_bytes(self.data.columns),
                "geomap-base": pack(base),
                "geomap-lines": pack_bytes(lines),
            },
        )
        start, end = html.replace("@POLICY@", policy(html), 1).rsplit("@DETAILS@", 1)
        yield start
        yield _block("geomap-words", pack_words(self.data.words))
        for n, chunk in enumerate(self.details):
            yield _block(f"geomap-text-{n}", chunk)
        yield end


class HasLayers(Protocol):
    """A result of reading or loading."""

    @property
    def layers(self) -> Layers:
        """What is drawn."""


class Map(folium.Map):
    """The map of some layers, or of a result: a Folium map, so that Folium's own elements and plug-ins can be added.

    ``lang`` is the language in which the page opens, ``en`` or ``ar``; readers can change it. What added elements link
    to is loaded from the network as always with Folium; the map itself loads nothing.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - Folium's way; Leaflet itself stands in the page
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = _ENV.get_template("map.j2")

    def __init__(self, layers: Layers | HasLayers | None = None, *, title: str | None = None, lang: str = "en") -> None:
        if lang not in assets.LANGUAGES:
            msg = f"no interface in language {lang!r}: choose one of {', '.join(assets.LANGUAGES)}"
            raise DataError(msg)
        layers = Layers() if layers is None else layers if isinstance(layers, Layers) else layers.layers
        data = payload(layers, title=layers.title if title is None else title, lang=lang)
        west, south, east, north = data.bounds or _MIDDLE_EAST
        super().__init__(
            location=((south + north) / 2, (west + east) / 2),
            zoom_start=_zoom(max(east - west, 1.6 * (north - south))),
            tiles=None,
        )
        self._id = "geomap"  # branca's own are random
        self.page = Page(data)
        self.page.add_child(self)

    def render(self, **kwargs: Any) -> str:
        """Render the map; with links to the scripts that popups and icons call, where some of Folium's were added."""
        if any(isinstance(element, _CALLING) for element in _below(self)):
            self.default_js, self.default_css = (
                [link for link in links if link[0] in _CALLED]
                for links in (folium.Map.default_js, folium.Map.default_css)
            )
        return str(super().render(**kwargs))  # type: ignore[no-untyped-call]


def _below(element: Element) -> Iterator[Element]:
    for child in element._children.values():  # noqa: SLF001 - branca has no other way
        yield child
        yield from _below(child)


def render(layers: Layers, *, title: str, lang: str = "en") -> str:
    """Return the map of some layers as one complete HTML document, byte for byte the same for the same layers.

    Empty layers give a readable map of the Middle East that says that nothing was found.
    """
    return "".join(parts(layers, title=title, lang=lang))


def parts(layers: Layers, *, title: str, lang: str = "en") -> Iterator[str]:
    """Give what `render` returns in parts, to be written as they come."""
    drawn = Map(layers, title=title, lang=lang)
    return drawn.page.parts()


def policy(html: str) -> str:
    """Return a document's Content-Security-Policy: inline scripts and styles by hash, linked files by address."""
    allowed: dict[str, dict[str, None]] = {"script": {}, "style": {}}
    for match in _INLINE.finditer(html):
        if not match["attributes"].strip() and match["body"]:
            digest = base64.b64encode(hashlib.sha256(match["body"].encode()).digest()).decode("ascii")
            allowed[match[1]][f"'sha256-{digest}'"] = None
    for match in _LINKED.finditer(html):
        allowed["script" if match["tag"] == "script" else "style"][match["url"]] = None
    pictures = " ".join(sorted({layer["host"] for layer in assets.look()["online"]}))
    # linked style sheets bring icons: pictures and fonts from where they lie themselves
    beside = "".join(f" https://{host}" for host in sorted({u.split("/")[2] for u in allowed["style"] if "://" in u}))
    return (
        f"default-src 'none'; script-src {' '.join(allowed['script'])}; style-src {' '.join(allowed['style'])}; "
        f"img-src data: blob: {pictures}{beside}; font-src data:{beside}; base-uri 'none'; form-action 'none'"
    )


def _block(name: str, packed: str) -> str:
    return f'<script type="text/plain" id="{name}">{packed}</script>\n'


def _zoom(degrees: float) -> int:
    """Zoom level at which so many degrees of longitude fill a window of about 900 pixels."""
    return max(2, min(11, int(math.log2(900 / 256 * 360 / max(degrees, 0.05)))))

"""What symbols and arrows say: solid or hollow, an end that nobody tells, and the panel's words for the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geomap.model import Layers
from geomap.rendering import render

if TYPE_CHECKING:
    from types import ModuleType

Opened = "Callable[..., Any]"
MIDDLE = """canvas => {
  const at = canvas.width / 2;
  return Array.from(canvas.getContext("2d").getImageData(at, at, 1, 1).data).slice(0, 3);
}"""


def point(**properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40.9, 34.4]}, "properties": properties}


@pytest.mark.parametrize(
    ("known", "drawn"),
    [
        ({"where_prec": 1, "radius_m": 5000}, "solid"),
        ({"geo_precision": 1, "radius_m": 5000}, "solid"),
        ({"where_prec": 1, "radius_m": 1500, "relation": "countryside"}, "hollow"),
        ({"where_prec": 2, "radius_m": 1500, "relation": "near"}, "solid"),
        ({"where_prec": 2, "radius_m": 15000}, "hollow"),
        ({"where_prec": 3, "radius_m": 1500}, "hollow"),
        ({"geo_precision": 3}, "hollow"),
        ({"radius_m": 1500}, "solid"),
        ({"radius_m": 60000}, "hollow"),
        ({}, "solid"),
    ],
)
def test_a_named_place_is_solid_and_an_area_hollow(opened: Opened, known: dict[str, Any], drawn: str) -> None:
    with opened(render(Layers([point(event_type="Battles", date_start="2019-03-01", **known)]), title="sign")) as page:
        page.keyboard.press("ArrowRight")
        red, _, blue = page.locator("#panel .kicker canvas").evaluate(MIDDLE)
        assert drawn == ("solid" if abs(red - blue) > 60 else "hollow")  # the colour of battles, or paper


def test_the_panel_tells_a_named_place_from_an_area(sample: ModuleType, opened: Opened) -> None:
    village = sample.incident("baghuz", "Battles", "Armed clash", "2019-03-01", [], radius_m=5000)
    area = sample.incident("dayr-gov", "Battles", "Armed clash", "2019-03-02", [], radius_m=60000, where_prec=4)
    with opened(render(Layers([village, area]), title="precision")) as page:
        page.keyboard.press("ArrowRight")
        said = page.locator("#panel .facts").inner_text()
        assert "the place itself" in said
        assert "its point may be 5 km off" in said
        assert "within" not in said
        page.keyboard.press("ArrowRight")
        assert "within 60 km" in page.locator("#panel .facts").inner_text()

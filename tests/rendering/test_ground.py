"""The base map cut to what lies round the events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.rendering import assets
from geomap.rendering.ground import ground, packed
from geomap.rendering.payload import pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

BAGHUZ = (40.0, 34.0, 41.0, 35.0)


def test_without_events_the_base_map_is_whole() -> None:
    whole, base = ground(None), assets.base_map()
    assert (whole["world"], whole["region"]) == (base["world"], base["region"])
    assert list(zip(*(whole["labels"][name] for name in ("lon", "lat", "zoom", "kind", "en", "ar")), strict=True)) == [
        tuple(row) for row in base["labels"]
    ]


@pytest.mark.parametrize("name", ["land", "lakes", "borders", "units", "rivers"])
def test_lines_end_at_the_box_and_lose_nothing_inside(sample: ModuleType, name: str) -> None:
    region, whole = ground(BAGHUZ)["region"], assets.base_map()["region"]
    west, south, east, north = region["box"]
    assert (west, south, east, north) == (35, 29, 46, 40)
    cut = sample.points(region, name)
    assert all(west <= x <= east and south <= y <= north for x, y in cut)
    assert {p for p in sample.points(whole, name) if west < p[0] < east and south < p[1] < north} <= set(cut)


def test_land_keeps_its_area(sample: ModuleType) -> None:
    def area(outline: list[tuple[float, float]]) -> float:
        return abs(sum(a * d - b * c for (a, b), (c, d) in zip(outline, [*outline[1:], outline[0]], strict=True))) / 2

    region = ground((41.0, 33.0, 42.0, 34.0))["region"]  # no sea near: land all over
    west, south, east, north = region["box"]
    inland = sum(area(sample.decoded(line, region["scale"])) for line in region["land"])
    assert 0.8 < inland / ((east - west) * (north - south)) <= 1


def test_labels_near_the_events_and_of_the_whole_world() -> None:
    names = set(ground(BAGHUZ)["labels"]["en"])
    assert {"Al-Hasakah", "Brazil"} <= names
    assert "Darnah" not in names


def test_far_from_the_fine_part_only_the_coarse_world_is_left() -> None:
    kyiv = ground((30.0, 50.0, 31.0, 51.0))
    assert kyiv["region"] is None
    assert kyiv["world"] == assets.base_map()["world"]
    assert len(pack(kyiv)) < len(pack(ground(BAGHUZ))) < 0.65 * len(pack(assets.base_map()))


def test_packed_lines_are_the_same_lines(sample: ModuleType) -> None:
    """Bytes as the page's own decoder reads them."""
    whole = ground(BAGHUZ)
    head, body = packed(whole)
    assert head["labels"] == whole["labels"]
    for part in ("world", "region"):
        assert head[part]["box"] == whole[part].get("box")
        for kind, (at, *counts) in head[part]["lines"].items():
            steps = sevens(body[at:])
            x = y = 0
            for line, count in zip(whole[part][kind], counts, strict=True):
                points = []
                for _ in range(count):
                    x, y = x + next(steps), y + next(steps)
                    points.append((x / head[part]["scale"], y / head[part]["scale"]))
                assert points == sample.decoded(line, whole[part]["scale"])


def test_a_base_map_without_a_fine_part_is_packed_too() -> None:
    assert packed(ground((30.0, 50.0, 31.0, 51.0)))[0]["region"] is None


def sevens(body: bytes) -> Iterator[int]:
    bits = shift = 0
    for byte in body:
        bits |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield ~(bits >> 1) if bits & 1 else bits >> 1
            bits = shift = 0

"""Months and years in anybody's tables are ranges of days."""

import csv
import json

import pytest

from geomap import store


def read(path):
    layers = store.load(path)
    return [f["properties"] for f in layers.incidents], layers


def table(folder, header, *rows):
    path = folder / "x.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    return path


PERIODS = [
    ("2024-02", "2024-02-01", "2024-02-29", 3),
    ("March 2024", "2024-03-01", "2024-03-31", 3),
    ("04/2024", "2024-04-01", "2024-04-30", 3),
    ("2023", "2023-01-01", "2023-12-31", 3),
    ("2024-02-03", "2024-02-03", None, None),
    ("2024-13", None, None, None),
]


@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_months_and_years_are_ranges(tmp_path, ending):
    rows = [{"id": str(n), "lat": 34, "lon": 40, "date": row[0]} for n, row in enumerate(PERIODS)]
    path = tmp_path / f"x.{ending}"
    if ending == "csv":
        path = table(tmp_path, ["id", "lat", "lon", "date"], *rows)
    else:
        point = {"type": "Point", "coordinates": [40, 34]}
        features = [{"type": "Feature", "geometry": point, "properties": row} for row in rows]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found, layers = read(path)
    told = [tuple(p.get(n) for n in ("date_start", "date_end", "time_precision")) for p in found]
    assert told == [row[1:] for row in PERIODS]
    assert len(layers.rejected) == 1


def test_a_month_keeps_the_end_that_is_told(tmp_path):
    found, _ = read(
        table(
            tmp_path,
            ["lat", "lon", "date_start", "date_end"],
            {"lat": 34, "lon": 40, "date_start": "2024-02", "date_end": "2024-04"},
            {"lat": 34, "lon": 40, "date_start": "2024-02-03", "date_end": "2024-02"},
        )
    )
    assert [p["date_end"] for p in found] == ["2024-04-30", "2024-02-29"]

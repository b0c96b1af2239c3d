"""Names that are told with the unit or country they lie in, behind a comma."""

from __future__ import annotations

import json

import pytest

from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer()
TOLD = """
Paris, Texas                          | Paris                | US | Texas
Springfield, Ill.                     | Springfield          | US | Illinois
Springfield, MO                       | Springfield          | US | Missouri
Springfield, IL                       | Springfield          | US | Illinois
Albany, N.Y.                          | Albany               | US | New York
Columbus, Miss.                       | Columbus             | US | Mississippi
Birmingham, Ala.                      | Birmingham           | US | Alabama
Birmingham, UK                        | Birmingham           | GB | England
Paris, Lamar County, Texas, USA       | Paris                | US | Texas
London, Ontario                       | London               | CA | Ontario
Atlanta, Georgia                      | Atlanta              | US | Georgia
Gori, Georgia                         | Gori                 | GE | Shida Kartli
Minna, Niger                          | Minna                | NG | Niger
Guadalajara, Mexico                   | Guadalajara          | MX | Jalisco
Hajin, Deir ez-Zor                    | Hajin                | SY | Deir ez-Zor
Baghouz, Deir ez-Zor, Syria           | Al-Baghuz            | SY | Deir ez-Zor
Sinjar, Nineveh Governorate, Iraq     | Sinjar               | IQ | Nineveh
Mosull, Nineveh                       | Mosul                | IQ | Nineveh
Mosul, IQ                             | Mosul                | IQ | Nineveh
Tripoli, Lebanon                      | Tripoli (Lebanon)    | LB | Ash Shimāl
Tripoli, Libya                        | Tripoli              | LY | Ţarābulus
حلب، سوريا                            | Aleppo               | SY | Aleppo
حلب, سوريا                            | Aleppo               | SY | Aleppo
الباغوز، دير الزور                    | Al-Baghuz            | SY | Deir ez-Zor
الموصل، نينوى، العراق                 | Mosul                | IQ | Nineveh
باريس، تكساس                          | Paris                | US | Texas
"""


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_what_stands_behind_a_comma_tells_where(line: str) -> None:
    name, *told = (cell.strip() for cell in line.split("|"))
    found = GAZETTEER.resolve(name).candidates[0].place
    assert [found.name, found.country, found.admin1] == told
    (batch,) = GAZETTEER.resolve_all([(name, None, None)])
    assert batch == GAZETTEER.resolve(name)


@pytest.mark.parametrize(
    "name",
    [
        "Washington, D.C.",  # the name of an entry
        "طرابلس، لبنان",
        "Aleppo, Idlib",  # two cities
        "Aleppo, Idlib, Hama",
        "Homs,",
        ", Syria",
        ",",
        "Nowhereville, Atlantis",
        "Kobani, on the border",
    ],
)
def test_a_name_with_a_comma_of_another_kind_stays_whole(name: str) -> None:
    from geomap.places.context import apart

    assert apart((name, None, None), GAZETTEER.by_key) == (name, None, None)


def test_an_entry_that_has_the_comma_in_its_name_is_found(geomap, tmp_path) -> None:
    (tmp_path / "g.csv").write_text(
        'name_en,lat,lon\n"Qxarm Three, Syria",35,40\n"Checkpoint 4, north",36,41\n', "utf-8"
    )
    done = geomap("find", "Qxarm Three, Syria", "Checkpoint 4, north", "--gazetteer", tmp_path / "g.csv", "--json")
    first = [json.loads(line)["candidates"][0] for line in done.out.splitlines()]
    assert [(c["lat"], c["lon"]) for c in first] == [(35, 40), (36, 41)]


def test_what_is_asked_for_beside_the_name_counts_before_what_stands_behind_it() -> None:
    from geomap.places.context import apart

    assert apart(("Paris, Texas", "US", None), GAZETTEER.by_key) == ("Paris", "US", "Texas")
    assert apart(("Paris, Texas", "FR", None), GAZETTEER.by_key) == ("Paris, Texas", "FR", None)
    assert apart(("Paris, US", None, "Kentucky"), GAZETTEER.by_key) == ("Paris", "US", "Kentucky")


def test_a_table_whose_places_are_told_so_is_drawn(geomap, tmp_path) -> None:
    (tmp_path / "d.csv").write_text('place,date\n"Paris, Texas",2019-03-03\n"الباغوز، سوريا",2019-03-03\n', "utf-8")
    done = geomap("export", tmp_path / "d.csv", tmp_path / "d.geojson")
    assert done.status == 0, done.err
    points = [f["geometry"]["coordinates"] for f in json.loads((tmp_path / "d.geojson").read_text())["features"]]
    assert [[round(x) for x in point] for point in points] == [[-96, 34], [41, 34]]

"""The page's own files: one script of many modules, words in two languages, what the build compiled."""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.model import EVENT_TYPES, KINDS, SUB_EVENT_TYPES
from geomap.pipeline import DEFAULT_TITLE
from geomap.rendering import assets

if TYPE_CHECKING:
    from types import ModuleType


def test_script_is_one_and_free_of_imports() -> None:
    script = assets.script()
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert script.count("function start(") == 1


def test_no_two_modules_share_a_name() -> None:
    names = Counter(
        re.findall(r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", assets.joined(), re.MULTILINE)
    )
    assert [name for name, n in names.items() if n > 1] == []


def test_scripts_never_write_markup() -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert not forbidden.search(assets.script())


def test_languages_have_the_same_words() -> None:
    words = assets.words()
    assert set(words) == set(assets.LANGUAGES)
    for section in ("ui", "group", "modality", "relation", "where_prec", "time_precision", "role", "kind", "counted"):
        assert set(words["en"][section]) == set(words["ar"][section]), section


def test_slots_are_the_same_in_both_languages() -> None:
    words = assets.words()
    for key, text in words["en"]["ui"].items():
        assert sorted(re.findall(r"{(\w+)", text)) == sorted(re.findall(r"{(\w+)", words["ar"]["ui"][key])), key


def test_counts_have_all_forms_of_their_language() -> None:
    """English two; Arabic five, and of what is counted one more after "about": or one that is always the same."""
    for lang, full in (("en", {2}), ("ar", {5, 6})):
        words = assets.words()[lang]
        for key, text in (words["ui"] | words["counted"]).items():
            for forms in re.findall(r"{\w+\|([^}]*)}", text):
                assert len(forms.split("|")) in (full | {1} if key in words["counted"] else full), (lang, key)


def test_every_reason_that_python_writes_is_told_in_arabic() -> None:
    """What stands in `Reason(...)`, or is handed to it, and the reasons of the work-list; the same values in both."""
    told = assets.words()["ar"]["reason"]
    written, constants = set(), set()
    for room in ("store", "reports", "dataset", "places"):
        for file in Path(str(resources.files("geomap").joinpath(room))).glob("*.py"):
            tree = ast.parse(file.read_text("utf-8"))
            constants |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
            written |= {
                call.args[0].value
                for call in ast.walk(tree)
                if isinstance(call, ast.Call)
                and getattr(call.func, "id", "") in {"Reason", "Remark"}
                and isinstance(call.args[0], ast.Constant)
            }
    assert len(written) > 20
    assert written <= set(told)
    assert set(told) <= constants
    for sentence, arabic in told.items():
        assert sorted(re.findall(r"{(\w+)", sentence)) == sorted(re.findall(r"{(\w+)", arabic)), sentence


def test_every_code_has_a_look_and_an_arabic_name() -> None:
    look, arabic = assets.look(), assets.words()["ar"]
    assert set(EVENT_TYPES) < set(look["event"])
    assert set(EVENT_TYPES) < set(arabic["event"])
    assert set(SUB_EVENT_TYPES) == set(arabic["sub_event"])
    assert set(KINDS) == set(arabic["kind"])
    assert set(look["group"]) == set(arabic["group"])
    assert (
        len({e["color"] for e in look["event"].values()})
        == len({e["shape"] for e in look["event"].values()})
        == len(look["event"])
    )


def test_words_used_by_scripts_exist() -> None:
    used = set(re.findall(r"words\.t\(\"(\w+)\"", assets.script()))
    assert used
    assert used <= set(assets.words()["en"]["ui"])


def test_the_interface_knows_every_actor_of_the_packs_in_arabic() -> None:
    packs = resources.files("geomap.extraction").joinpath("packs")
    names = {
        actor["name"]
        for file in packs.iterdir()
        if file.name.endswith(".toml")
        for actor in tomllib.loads(file.read_text("utf-8")).get("actor", {}).values()
        if "name" in actor
    }
    assert len(names) > 20
    assert names <= set(assets.words()["ar"]["actor"])


def test_the_usual_title_is_the_one_that_is_translated() -> None:
    assert assets.words()["en"]["ui"]["title"] == DEFAULT_TITLE


def test_leaflet_is_whole_and_asks_for_nothing() -> None:
    assert "1.9.3" in assets.compiled("leaflet.js")
    assert not re.search(r"url\((?!data:|#)", assets.compiled("leaflet.css"))


def test_base_map_has_the_two_rivers(sample: ModuleType) -> None:
    region = assets.base_map()["region"]
    points = sample.points(region, "rivers")
    for name, lon, lat in (
        ("Euphrates at Raqqa", 39.0, 35.94),
        ("Euphrates at Baghuz", 40.95, 34.45),
        ("Tigris at Mosul", 43.13, 36.35),
    ):
        assert min(abs(x - lon) + abs(y - lat) for x, y in points) < 0.3, name


def test_base_map_has_the_borders_of_first_level_units(sample: ModuleType) -> None:
    region = assets.base_map()["region"]
    points = sample.points(region, "units")
    for name, lon, lat in (
        ("Ar-Raqqah and Deir ez-Zor, near the Euphrates", 39.63, 35.79),
        ("Nineveh and Salah al-Din", 43.0, 35.18),
    ):
        assert min(abs(x - lon) + abs(y - lat) for x, y in points) < 0.1, name


def test_base_map_names_the_governorates_of_syria_and_iraq_in_both_languages() -> None:
    units = {en: (lon, lat, ar) for lon, lat, _, kind, en, ar in assets.base_map()["labels"] if kind == "governorate"}
    expected = {
        "Al-Hasakah": "الحسكة",
        "Deir ez-Zor": "دير الزور",
        "Homs": "حمص",
        "Al-Anbar": "الأنبار",
        "Wasit": "واسط",
    }
    assert {name: units[name][2] for name in expected} == expected
    # in the middle of its area, not at its seat in the west
    assert units["Homs"][0] > 38
    assert not [name for name in units if "Governorate" in name or "(" in name]


def test_base_map_stays_small() -> None:
    assert len(assets.compiled("basemap.json").encode()) < 450_000


def test_countries_table() -> None:
    rows = {r["code"]: r for r in csv.DictReader(assets.compiled("countries.csv").splitlines())}
    assert len(rows) > 235
    assert all(r["name_en"] and r["name_ar"] and float(r["radius_km"]) > 0 for r in rows.values())
    syria, iraq, fiji = rows["SY"], rows["IQ"], rows["FJ"]
    assert (float(syria["lat"]), float(syria["lon"])) == (35, 38)
    assert (float(iraq["lat"]), float(iraq["lon"])) == (33, 44)
    assert float(syria["west"]) < 35.8
    assert float(syria["east"]) > 42.2
    assert float(fiji["west"]) > float(fiji["east"]), "crosses the antimeridian"
    for code in ("PS", "BH", "SS", "XK", "YE", "SD", "MT"):
        assert float(rows[code]["south"]) < float(rows[code]["north"]), code


def test_no_two_modules_of_the_page_give_one_name_to_two_things() -> None:
    """They are joined into one script, where the later function would silently stand for the earlier."""
    told = re.findall(r"^(?:async )?(?:const|let|function|class) (\w+)", assets.joined(), re.MULTILINE)
    assert [name for name in dict.fromkeys(told) if told.count(name) > 1] == []

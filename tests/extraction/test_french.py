"""The small French pack: six reports from Mali, Burkina Faso and Chad; numbers, and names that are none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geomap.extraction import read
from geomap.extraction.how_many.numbers import Numbers
from geomap.extraction.words.pack import load_pack
from geomap.extraction.words.tokens import tokenise
from geomap.model import Report
from geomap.places import load_gazetteer

CASES = Path(__file__).parent.parent / "cases" / "reports_fr.jsonl"
REPORTS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
GAZETTEER = load_gazetteer()


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case["id"])
@pytest.mark.parametrize("declared", ["fr", None])
def test_a_french_report_is_read(case: dict[str, Any], declared: str | None) -> None:
    parsed = read(Report(case["id"], case["text"], date.fromisoformat(case["published"]), declared), GAZETTEER)
    assert parsed.error is None
    assert parsed.report.language == "fr"
    told = [
        [i.sub_event_type, i.place_text, str(i.time.start), i.killed, i.wounded]
        for i in parsed.incidents
        if i.modality == "occurred"
    ]
    assert told == case["incidents"]
    moved = [
        [m.group, m.origin and m.origin.text, m.destination and m.destination.text, m.count] for m in parsed.movements
    ]
    assert moved == case["movements"]
    for record in (*parsed.incidents, *parsed.movements):
        assert case["text"][record.evidence.start : record.evidence.end] == record.evidence.quote


def test_an_elided_article_is_a_word_of_its_own() -> None:
    text = "Les habitants de la ville ont fui l'Adrar pour N'Djamena lundi."
    surfaces = [m.surface for m in read(Report("r", text, date(2020, 1, 1), "fr"), GAZETTEER).mentions]
    assert "N'Djamena" in surfaces
    assert not any(s.startswith("l'") for s in surfaces)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 200 civils", 1200),
        ("1\u00a0200 civils", 1200),
        ("1\u202f200 civils", 1200),
        ("1\u2009200 civils", 1200),
        ("12 500 déplacés", 12500),
        ("1 200 000 habitants", 1200000),
        ("au moins 4 300 personnes", 4300),
        ("en 2020 300 personnes", 300),
        ("1.200 civils", 1200),
        ("une dizaine de soldats", 10),
        ("une douzaine d'otages", 12),
        ("deux douzaines de soldats", 24),
        ("une quinzaine de civils", 15),
        ("une vingtaine de combattants", 20),
        ("une trentaine de femmes", 30),
        ("une centaine de familles", 100),
        ("plus d'une centaine de civils", 100),
        ("trois centaines de familles", 300),
        ("près d'un millier de personnes", 1000),
        ("deux milliers de personnes", 2000),
        ("dix-sept soldats", 17),
        ("vingt et un soldats", 21),
        ("vingt-et-un soldats", 21),
        ("vingt-deux soldats", 22),
        ("trente et une femmes", 31),
        ("soixante-dix soldats", 70),
        ("soixante et onze familles", 71),
        ("soixante-quinze familles", 75),
        ("soixante-dix-huit familles", 78),
        ("quatre-vingts personnes", 80),
        ("quatre-vingt-un villageois", 81),
        ("quatre-vingt-dix personnes", 90),
        ("quatre-vingt-quatorze personnes", 94),
        ("quatre-vingt-dix-sept personnes", 97),
        ("cent vingt et un soldats", 121),
        ("trois cent quatre-vingts familles", 380),
        ("deux mille trois cent quarante-cinq personnes", 2345),
        ("un soldat", 1),
        ("une femme", 1),
        ("plusieurs dizaines de civils", None),
        ("des milliers de personnes", None),
    ],
)
def test_a_french_number_is_read(text: str, value: int | None) -> None:
    table = load_pack("fr").table
    tokens = tokenise(text, frozenset(table["morphology"]["elided"]))
    people = [q for q in Numbers(table["numbers"]).find_all(tokens, 0, len(tokens)) if q.noun in ("people", "families")]
    assert [q.value for q in people] == [value]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Le marché de Djibo a été incendié mardi.", {"Djibo": "BF"}),
        (
            "Bamako (agence) - Des hommes armés ont attaqué le village de Pinhel mardi.",
            {"Bamako": "ML", "Pinhel": None},
        ),
        ("Des hommes ont fui Pinhel, au Mali.", {"Pinhel": None, "Mali": "ML"}),
        ("Le pont de Gao est coupé. Le maire de Gao a réagi.", {"Gao": "ML"}),
        ("La Haye a réagi, Le Caire aussi.", {"Haye": "NL", "Le Caire": "EG"}),
    ],
)
def test_names_far_away_are_not_meant(text: str, named: dict[str, str | None]) -> None:
    mentions = read(Report("r", text, date(2022, 3, 29), "fr"), GAZETTEER).mentions
    assert {m.surface: m.place and m.place.country for m in mentions} == named


@pytest.mark.parametrize("name", ["Boko Haram", "ISWAP", "JNIM", "EIGS"])
def test_a_group_has_its_own_name(name: str) -> None:
    text = f"Des combattants de {name} ont attaqué Diffa mardi, tuant une vingtaine de civils."
    (incident,) = read(Report("r", text, date(2022, 3, 29), "fr"), GAZETTEER).incidents
    names = {"ISWAP": "Islamic State West Africa Province", "EIGS": "Islamic State"}
    assert (incident.actor1, incident.killed) == (names.get(name, name), 20)


@pytest.mark.parametrize(
    ("text", "kind", "place", "killed", "wounded"),
    [
        ("Un attentat-suicide contre une mosquée de Maroua a fait neuf morts mardi.", "Suicide bomb", "Maroua", 9, None),
        ("Une kamikaze a frappé Maiduguri : trois tués.", "Suicide bomb", "Maiduguri", 3, None),
        ("Le camp a été visé par des tirs de mortier à Tombouctou.", "Shelling/artillery/missile attack", "Tombouctou", None, None),
        ("Un hélicoptère a bombardé une base de terroristes près de Djibo.", "Air/drone strike", "Djibo", None, None),
        ("Des hommes armés ont violé deux femmes près de Kaya.", "Sexual violence", "Kaya", None, None),
        ("Des inconnus ont jeté une grenade dans un café de Bangui.", "Grenade", "Bangui", None, None),
        ("La foule a lynché deux voleurs présumés à Douala.", "Mob violence", "Douala", None, None),
        ("La gendarmerie a dispersé les manifestants à Lomé.", "Protest with intervention", "Lomé", None, None),
        ("Les militaires ont tiré à balles réelles sur la foule à Moundou.", "Excessive force against protesters", "Moundou", None, None),
        ("Des émeutes ont éclaté à Zinder vendredi.", "Violent demonstration", "Zinder", None, None),
        ("Les soldats ont saisi des munitions et des armes à Gao.", "Disrupted weapons use", "Gao", None, None),
        ("Les forces armées ont reconquis la ville de Ménaka.", "Government regains territory", "Ménaka", None, None),
        ("Douze rebelles ont déposé les armes à Bria.", "Change to group/activity", "Bria", None, None),
        ("Une voiture piégée a explosé à Gao, blessant six soldats.", "Remote explosive/landmine/IED", "Gao", None, 6),
        ("Trois gendarmes ont été tués entre Tera et Dori.", "Armed clash", "Tera", 3, None),
    ],
)  # fmt: skip
def test_kinds_of_events(text: str, kind: str, place: str, killed: int | None, wounded: int | None) -> None:
    parsed = read(Report("r", text, date(2024, 5, 15), "fr"), GAZETTEER)
    told = [(i.sub_event_type, i.place_text, i.killed, i.wounded) for i in parsed.incidents]
    assert told == [(kind, place, killed, wounded)]


@pytest.mark.parametrize(
    "text",
    [
        "Le marché de Mopti a rouvert lundi.",
        "Aucune attaque n'a été signalée à Gao.",
        "Le ministre a présenté un plan contre les mines à Bamako.",
    ],
)
def test_no_event(text: str) -> None:
    assert not read(Report("r", text, date(2024, 5, 15), "fr"), GAZETTEER).incidents

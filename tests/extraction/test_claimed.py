"""What only one side says is an incident that is claimed; a neutral witness, an agency and the police report."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.extraction import read
from geomap.model import Incident, Report
from geomap.places import load_gazetteer

GAZETTEER = load_gazetteer(())


def incidents(text: str) -> list[Incident]:
    language = "en" if text.isascii() else "ar"
    return list(read(Report("r", text, date(2024, 5, 15), language), GAZETTEER).incidents)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("Armed clash", "زعم الجيش السوداني أنه قتل سبعة من عناصر الدعم السريع قرب الأبيض."),
        ("Disrupted weapons use", "زعمت جماعة الحوثي إسقاط طائرة مسيّرة فوق الحديدة."),
        ("Non-state actor overtakes territory", "ادّعى متمردون السيطرة على مدينة غوما."),
        ("Attack", "تحدثت شائعات عن اغتيال ضابط في عدن."),
        ("Attack", "يُعتقد أن مسلحي حركة الشباب قتلوا شيخاً في بيدوا."),
        ("Non-state actor overtakes territory", "قال الدعم السريع إنه سيطر على مدينة النهود، ولم يؤكد الجيش ذلك."),
        ("Remote explosive/landmine/IED", "أفادت مصادر محلية بانفجار عبوة في الباب، ولم يتسن التحقق من الخبر."),
        ("Armed clash", "قال تنظيم الدولة إن مقاتليه هاجموا ثكنة في غاو وقتلوا ستة جنود."),
        ("Armed clash", "The Sudanese army claimed to have killed seven RSF fighters near El Obeid."),
        ("Disrupted weapons use", "The Houthis claimed they had shot down a drone over Hodeidah."),
        ("Air/drone strike", "Israel claims its jets struck an arms depot in Baalbek."),
        ("Sexual violence", "Soldiers allegedly raped two women in Kassala."),
        ("Attack", "Unconfirmed reports said a general had been assassinated in Aden."),
        ("Armed clash", "Rumours of an attack on the airport spread in Bamako."),
        ("Abduction/forced disappearance", "Militants are thought to have kidnapped a trader near Kirkuk."),
        ("Non-state actor overtakes territory", "The RSF said it had seized En Nahud, a claim the army denied."),
        ("Armed clash", "According to the rebels, their fighters killed nine soldiers in Goma."),
        ("Air/drone strike", "Witnesses said jets struck a market in Nyala, which the army denied."),
    ],
)
def test_what_one_side_says_is_claimed(kind: str, text: str) -> None:
    found = incidents(text)
    assert [(i.sub_event_type, i.modality) for i in found] == [(kind, "claimed")]
    assert found[0].place_text is not None


@pytest.mark.parametrize(
    ("doer", "text"),
    [
        ("Houthi", "اتهمت قبائل في مأرب جماعة الحوثي بقصف منازلها."),
        ("Police", "اتهم ناشطون قوات الأمن باختطاف صحفي في بنغازي."),
        ("Rapid Support Forces", "اتهم الجيش قوات الدعم السريع بقتل عشرة مدنيين في مدينة بارا."),
        ("Houthi", "Tribesmen in Marib accused the Houthis of shelling their homes."),
        ("Police", "Activists accused security forces of abducting a journalist in Benghazi."),
        ("Rapid Support Forces", "The army accused the RSF of killing ten civilians in the town of Bara."),
        ("olice", "Residents of Nablus accused police of arresting three of their sons."),
    ],
)
def test_who_is_accused_did_it_if_it_was_done(doer: str, text: str) -> None:
    (found,) = incidents(text)
    assert found.modality == "claimed"
    assert doer in str(found.actor1)
    assert doer not in str(found.actor2)


@pytest.mark.parametrize(
    "text",
    [
        "A court in Baghdad tried a man accused of bombing a market.",
        "The envoy accused Rwanda of arming the rebels and attacking civilians.",
        "The militia was accused of shelling a market in Nyala.",
    ],
)
def test_a_charge_without_more_is_none(text: str) -> None:
    assert not [i for i in incidents(text) if i.modality in ("occurred", "claimed")]


@pytest.mark.parametrize(
    "text",
    [
        "قال المرصد السوري لحقوق الإنسان إن طائرات قصفت بلدة سراقب.",
        "قالت الشرطة إن مسلحين قتلوا تاجراً في كركوك.",
        "قال سكان إن قذيفة سقطت على سوق في أم درمان.",
        "أعلن الجيش مقتل اثنين من جنوده في كمين قرب رفح.",
        "أكدت وزارة الداخلية اعتقال خمسة مطلوبين في البصرة.",
        "The Syrian Observatory for Human Rights said jets bombed Saraqib.",
        "Police said gunmen killed a trader in Kirkuk.",
        "Residents said a shell fell on a market in Omdurman.",
        "According to medics, three civilians were killed in a strike on Nuseirat.",
        "The army said two of its soldiers were killed in an ambush near Rafah.",
        "No group claimed responsibility for the bomb that killed six in Quetta.",
        "The blast claimed four lives in Kandahar.",
    ],
)
def test_a_witness_reports(text: str) -> None:
    assert {i.modality for i in incidents(text)} == {"occurred"}

"""A small data set as the rest of geomap would hand it over: Baghuz, early 2019, in our own words."""

from __future__ import annotations

from typing import Any

from geomap.model import Layers

PLACES: dict[str, tuple[str, str, str, float, float]] = {
    "baghuz": ("Baghuz", "الباغوز", "village", 34.4586, 40.9506),
    "busayra": ("Busayra", "البصيرة", "town", 35.155, 40.427),
    "subha": ("al-Subha", "الصبحة", "village", 35.187, 40.359),
    "hawayej": ("al-Hawayej", "الحوايج", "village", 35.083, 40.45),
    "tanak": ("al-Tanak oil field", "حقل التنك", "oil_field", 34.9064, 40.8339),
    "omar": ("al-Omar oil field", "حقل العمر", "oil_field", 35.093, 40.561),
    "hol": ("al-Hol", "الهول", "camp", 36.371, 41.128),
    "hasakah": ("Hasakah", "الحسكة", "city", 36.502, 40.748),
    "deir": ("Deir ez-Zor", "دير الزور", "city", 35.336, 40.141),
    "dayr-gov": ("Deir ez-Zor Governorate", "محافظة دير الزور", "governorate", 35.2, 40.2),
    "bukamal": ("Abu Kamal", "البوكمال", "town", 34.452, 40.918),
    "qaim": ("al-Qaim", "القائم", "town", 34.369, 41.094),
    "idlib": ("Idlib", "إدلب", "city", 35.93, 36.634),
}
AR_SENTENCE = "وقُتل 13 عنصراً من قوات سوريا الديمقراطية صباح الأحد بانفجار دراجة مفخخة في بلدة البصيرة شرق دير الزور."
EN_SENTENCE = "On Sunday morning a motorcycle bomb in Busayra killed 14 SDF fighters, residents said."


def report(ident: str, title: str, outlet: str, published: str, language: str) -> dict[str, Any]:
    return {
        "id": ident, "title": title, "outlet": outlet, "published": published, "language": language,
        "url": f"https://news.example/{ident}",
    }  # fmt: skip


REPORTS = [
    report("behind-the-line", "Bomb and gun attacks behind the Baghuz front", "River Wire", "2019-03-03", "en"),
    report("cells", "خلايا خلف الجبهة", "وكالة الضفة", "2019-03-03", "ar"),
    report("advance", "Cautious advance", "Desk of the East", "2019-03-04", "en"),
    report("night", "قصف ليلي على آخر جيب", "وكالة الضفة", "2019-03-11", "ar"),
]


def mark(sentence: str, words: str, role: str, base: int = 100) -> list[Any]:
    at = sentence.index(words)
    return [base + at, base + at + len(words), role]


def claim(report_id: str, sentence: str, quote: str, marks: list[tuple[str, str]], **more: Any) -> dict[str, Any]:
    source = next(r for r in REPORTS if r["id"] == report_id)
    start = 100 + sentence.index(quote)
    return {
        "report": report_id, **{k: source[k] for k in ("outlet", "published", "url", "title", "language")},
        "quote": quote, "start": start, "end": start + len(quote), "sentence": sentence, "sentence_start": 100,
        "marks": [mark(sentence, words, role) for words, role in marks], "rule": "en.killed.by", "confidence": 0.86, **more,
    }  # fmt: skip


def incident(
    spot: str | None, event: str, sub: str, date: str | None, claims: list[dict[str, Any]], **more: Any
) -> dict[str, Any]:
    name, name_ar, kind, lat, lon = PLACES[spot] if spot else (None, None, None, None, None)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if spot else None,
        "properties": {
            "id": f"i-{spot}-{sub}-{date}", "event_type": event, "sub_event_type": sub, "place": name, "place_ar": name_ar,
            "place_id": spot, "place_kind": kind, "lat": lat, "lon": lon, "radius_m": 1500, "where_prec": 1, "geo_precision": 1,
            "country": "SY", "admin1": "Deir ez-Zor", "relation": "in", "date_start": date, "date_end": date,
            "time_precision": 1 if date else None, "modality": "occurred", "reports": [c["report"] for c in claims],
            "claims": claims, "confidence": 0.8, "rule": "en.killed.by", **(claims[0] if claims else {}), **more,
        },
    }  # fmt: skip


def end(place: str) -> dict[str, Any]:
    name, name_ar, _, lat, lon = PLACES[place]
    return {"name": name, "name_ar": name_ar, "place_id": place, "lat": lat, "lon": lon, "where_prec": 1, "text": name}


def movement(
    group: str, origin: str | None, via: list[str], destination: str | None, date: str | None, **more: Any
) -> dict[str, Any]:
    stops = [s for s in (origin, *via, destination) if s]
    points = [[PLACES[s][4], PLACES[s][3]] for s in stops]
    sentence = "People who leave are taken to the al-Tanak oil field and then to al-Hol camp."
    shape = (
        {"type": "LineString", "coordinates": points}
        if len(points) > 1
        else {"type": "Point", "coordinates": points[0]}
        if points
        else None
    )
    return {
        "type": "Feature",
        "geometry": shape,
        "properties": {
            "id": f"m-{group}-{origin}-{destination}", "group": group, "origin": origin and end(origin), "via": [end(v) for v in via],
            "destination": destination and end(destination), "date_start": date, "date_end": date, "modality": "occurred", "unit": "people",
            "claims": [claim("behind-the-line", sentence, "taken to the al-Tanak oil field", [("al-Tanak oil field", "place"), ("taken", "trigger")])],
            "reports": ["behind-the-line"], **more,
        },
    }  # fmt: skip


def short(text: str, report_id: str = "advance") -> list[dict[str, Any]]:
    return [claim(report_id, text, text.rstrip("."), [])]


def layers() -> Layers:
    battles, blasts, civilians, other = (
        "Battles",
        "Explosions/Remote violence",
        "Violence against civilians",
        "Strategic developments",
    )
    bomb = [
        claim("behind-the-line", EN_SENTENCE, "killed 14 SDF fighters", [("killed", "trigger"), ("Busayra", "place"), ("Sunday morning", "date"), ("SDF", "actor"), ("14", "toll")], killed=14),
        claim("cells", AR_SENTENCE, "قُتل 13 عنصراً", [("قُتل", "trigger"), ("البصيرة", "place"), ("صباح الأحد", "date"), ("قوات سوريا الديمقراطية", "actor"), ("13", "toll")], killed=13, rule="ar.killed"),
    ]  # fmt: skip
    incidents = [
        incident("busayra", blasts, "Remote explosive/landmine/IED", "2019-03-03", bomb, actor1="Islamic State", actor2="SDF",
                 killed_low=13, killed_best=14, killed_high=14, captured_best=None),
        incident("busayra", battles, "Armed clash", "2019-03-03", short("Gunmen attacked the post beside the water station and killed four SDF members."),
                 actor1="Unidentified gunmen", actor2="SDF", killed_low=4, killed_best=4, killed_high=4),
        incident("busayra", civilians, "Attack", "2019-03-02", short("Four men were found dead at a pumping station near Busayra."), relation="near", killed_best=4,
                 killed_low=4, killed_high=4, where_prec=2, radius_m=5000),
        incident("subha", battles, "Armed clash", "2019-03-02", short("Gunmen fired on a vehicle in al-Subha.")),
        incident("hawayej", civilians, "Attack", "2019-03-02", short("Men on a motorbike shot a commander near al-Hawayej."), killed_low=1, killed_best=1, killed_high=1),
        incident("baghuz", blasts, "Suicide bomb", "2019-03-02", short("A car bomb went off on the outskirts of Baghuz."), relation="edge"),
        incident("baghuz", battles, "Armed clash", "2019-03-01", short("Troops moved towards the enclave at six in the evening.")),
        incident("baghuz", blasts, "Air/drone strike", "2019-03-10", short("ضربت طائرات التحالف مخزناً في الباغوز ليل الأحد.", "night"), killed_low=20, killed_best=38, killed_high=50),
        incident("baghuz", blasts, "Shelling/artillery/missile attack", "2019-03-11", short("قصفت المدفعية أطراف الباغوز.", "night")),
        incident("baghuz", civilians, "Attack", None, short("The militants put thirty comrades to death, those who left said."), killed_low=30, killed_best=30, killed_high=30, date_text="in recent days"),
        incident("baghuz", other, "Arrests", "2019-03-02", short("About 500 people gave themselves up near the village."), captured_best=500, captured_low=500, captured_high=500),
        incident("dayr-gov", civilians, "Attack", "2019-02-26", short("In the eastern countryside of Deir ez-Zor two farmers were killed."), relation="countryside", where_prec=4,
                 radius_m=60000, killed_best=2, killed_low=2, killed_high=2, time_precision=2, date_end="2019-03-03"),
        incident("hasakah", "Protests", "Peaceful protest", "2019-03-05", short("Families gathered in Hasakah to ask for news.")),
        incident(None, battles, "Armed clash", "2019-03-01", short("Clashes were heard on two fronts."), place_text="the two fronts"),
    ]  # fmt: skip
    movements = [
        movement("civilians", "baghuz", ["tanak"], "hol", "2019-03-02", count=40000, count_best=40000, count_low=39000, count_high=40000, quantifier="more_than"),
        movement("detainees", "tanak", [], "hasakah", None, modality="habitual"),
        movement("fighters", "baghuz", ["bukamal"], "qaim", "2019-03-01", count=7, count_best=7),
        movement("civilians", "baghuz", [], "hol", "2019-03-05", count=3500, count_best=3500, quantifier="approximately"),
        movement("aid", None, [], "hol", "2019-03-07", count=12, unit="vehicles", modality="planned"),
        movement("civilians", None, [], None, None, count=None),
    ]  # fmt: skip
    places = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]},
         "properties": {"id": key, "name": name, "name_ar": name_ar, "kind": kind, "lat": lat, "lon": lon}}
        for key, (name, name_ar, kind, lat, lon) in PLACES.items()
    ]  # fmt: skip
    unresolved = [
        {"surface": "Daman", "count": 1, "report": "behind-the-line", "sentence": "He was a native of Daman, a village in the same area.", "reason": "no entry of this name"},
        {"surface": "تل الشاعر", "count": 2, "report": "cells", "sentence": "وانسحبت المجموعة باتجاه تل الشاعر.", "reason": "two entries, neither near"},
    ]  # fmt: skip
    rejected = [{"name": "notes.txt", "reason": "empty file"}]
    doubtful = [
        {"id": "d-1", "layer": "movements", "group": "civilians", "origin": "Baghuz", "origin_ar": "الباغوز", "destination": None,
         "destination_ar": None, "date_start": None, "date_end": None, "date_text": "two years ago", "confidence": 0.214,
         "quote": "Two years ago families had left Baghuz on foot.", "report": "advance"},
        {"id": "d-2", "layer": "incidents", "sub_event_type": "Armed clash", "place": "Hasakah", "place_ar": "الحسكة", "place_text": "الحسكة",
         "date_start": "2019-03-01", "date_end": "2019-03-01", "date_text": None, "confidence": 0.337,
         "quote": "ويذكر أهالي الحسكة اشتباكات قديمة في المدينة.", "report": "night"},
    ]  # fmt: skip
    return Layers(
        incidents,
        movements,
        [],
        places,
        REPORTS,
        unresolved,
        rejected,
        doubtful=doubtful,
        title="Baghuz, February and March 2019 · معركة الباغوز",
    )


def decoded(text: str, scale: int) -> list[tuple[float, float]]:
    """Points of a line of the base map: differences of degrees, ``scale`` steps to a degree."""
    values, out, bits, shift = [0, 0], [], 0, 0
    axis = 0
    for char in text:
        code = ord(char) - 63
        bits |= (code & 31) << shift
        shift += 5
        if code < 32:
            values[axis] += ~(bits >> 1) if bits & 1 else bits >> 1
            if axis:
                out.append((values[0] / scale, values[1] / scale))
            axis, bits, shift = 1 - axis, 0, 0
    return out


def points(region: dict[str, Any], name: str) -> list[tuple[float, float]]:
    """All points of one kind of line of a part of the base map."""
    return [p for line in region[name] for p in decoded(line, region["scale"])]

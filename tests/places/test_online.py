"""Geocoders of the web, played by a small server on this machine: asked only on request, once, slowly, never trusted."""

from __future__ import annotations

import json
import shlex
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from geomap.places import load_gazetteer, online
from geomap.places.online import Service, suggest

NOMINATIM = [
    {
        "osm_type": "node", "osm_id": 17, "lat": "35.6100", "lon": "39.9500", "class": "place", "type": "village",
        "addresstype": "village", "display_name": "الكبر, محافظة دير الزور, سوريا",
        "namedetails": {"name": "الكبر", "name:en": "Al-Kubar", "alt_name": "Kubar;Al Kibar"},
        "address": {"state": "Deir ez-Zor Governorate", "country_code": "sy"},
    },
    {
        "osm_type": "relation", "osm_id": 18, "lat": "35.3", "lon": "40.1", "class": "boundary", "type": "administrative",
        "addresstype": "state", "display_name": "Deir ez-Zor Governorate, Syria", "address": {"country_code": "sy"},
    },
]  # fmt: skip
PHOTON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature", "geometry": {"type": "Point", "coordinates": [39.95, 35.61]},
            "properties": {
                "osm_type": "N", "osm_id": 17, "osm_key": "place", "osm_value": "hamlet", "name": "الكبر",
                "countrycode": "SY", "state": "دير الزور",
            },
        }
    ],
}  # fmt: skip
GEONAMES = {
    "totalResultsCount": 1,
    "geonames": [
        {
            "geonameId": 173811, "toponymName": "Al Kubar", "name": "Kubar", "lat": "35.61", "lng": "39.95", "fcl": "P",
            "fcode": "PPL", "countryCode": "SY", "adminName1": "Deir ez-Zor", "population": 0,
        }
    ],
}  # fmt: skip
PELIAS = {
    "features": [
        {
            "geometry": {"type": "Point", "coordinates": [39.95, 35.61]},
            "properties": {
                "gid": "whosonfirst:locality:9", "layer": "locality", "name": "Al Kubar", "country_code": "SY",
                "region": "Deir ez-Zor",
            },
        }
    ]
}  # fmt: skip


MOVED = "/moved"  # where a redirection leads


class Server(ThreadingHTTPServer):
    """Answers every question alike and remembers what it was asked."""

    answer: object = NOMINATIM
    status = 200
    headers: dict[str, str] = {}  # noqa: RUF012 - replaced, never changed
    asked: list[tuple[str, dict[str, list[str]], str]]
    release: threading.Event

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        self.server.asked.append((parts.path, parse_qs(parts.query), self.headers["User-Agent"]))
        if self.server.answer is None:  # silence
            self.server.release.wait(20)
            return
        body = self.server.answer
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        there = parts.path == MOVED
        self.send_response(200 if there else self.server.status)
        for name, value in () if there else self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # who asks hangs up in the middle of what is too long
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def running_server():
    with Server(("127.0.0.1", 0), Handler) as running:
        running.asked, running.release = [], threading.Event()
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.release.set()
        running.shutdown()
        thread.join()


@pytest.fixture
def server():
    yield from running_server()


@pytest.fixture
def another():
    yield from running_server()


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    """A cache of its own, no proxies, no waiting between questions save where a test wants it."""
    monkeypatch.setattr(online, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(online, "EVERY_SECONDS", 0.0)


def ask(geomap, server, *args, name="Al-Kubar"):
    return geomap("gazetteer", "suggest", name, "--endpoint", server.url, *args)


def test_what_nominatim_knows_is_offered_ready_to_paste_and_not_added(geomap, server, own_gazetteer):
    done = ask(geomap, server, "--country", "sy")
    assert done.status == 0, done.err
    told, line, *_ = done.out.splitlines()
    assert told == "# 1  Al-Kubar (الكبر): village, Deir ez-Zor Governorate, SY, OpenStreetMap node 17 (ODbL)"
    assert not own_gazetteer.exists()
    added = geomap(*shlex.split(line)[1:])
    assert added.status == 0, added.err
    first = load_gazetteer().resolve("Al Kibar", country="SY").place
    assert (first.lat, first.lon, first.kind, first.name_ar, first.admin1, first.rank) == (
        35.61, 39.95, "village", "الكبر", "Deir ez-Zor", 2,
    )  # fmt: skip


def test_only_the_name_the_country_and_the_language_are_sent(geomap, server):
    ask(geomap, server, "--country", "SY")
    ((path, query, agent),) = server.asked
    assert path == "/search"
    assert (query["q"], query["countrycodes"], query["accept-language"]) == (["Al-Kubar"], ["sy"], ["en"])
    assert set(query) <= {
        "q", "format", "limit", "countrycodes", "addressdetails", "namedetails", "accept-language", "extratags",
    }  # fmt: skip
    assert agent.startswith("geomap/")


def test_the_same_question_is_asked_once(geomap, server):
    first, again = (ask(geomap, server) for _ in range(2))
    assert first.out == again.out
    assert "answered this before" in again.err
    assert len(server.asked) == 1
    ask(geomap, server, "--fresh")
    ask(geomap, server, "--country", "SY")
    assert len(server.asked) == 3


def test_a_kept_answer_that_is_damaged_is_asked_for_again(geomap, server, tmp_path):
    ask(geomap, server)
    (kept,) = (tmp_path / "cache" / "online").glob("*.json")
    kept.write_text('{"answers": [', "utf-8")
    assert ask(geomap, server).status == 0
    assert len(server.asked) == 2


def test_questions_wait_for_their_turn(server, monkeypatch, tmp_path):
    slept = []
    monkeypatch.setattr(online, "EVERY_SECONDS", 30.0)
    monkeypatch.setattr(online.time, "sleep", slept.append)
    for name in ("Kubar", "Zaytun"):
        suggest(name, Service(endpoint=server.url), folder=tmp_path / "online")
    assert slept[0] == 0.0
    assert 20 < slept[1] <= 30.0


@pytest.mark.parametrize(
    ("geocoder", "answer", "path", "expected"),
    [
        ("photon", PHOTON, "/api", ("village", "OpenStreetMap node 17 (ODbL)")),
        ("geonames", GEONAMES, "/searchJSON", ("village", "GeoNames 173811 (CC BY 4.0)")),
        ("pelias", PELIAS, "/v1/search", ("town", "Pelias whosonfirst:locality:9")),
    ],
)
def test_other_geocoders(geomap, server, monkeypatch, geocoder, answer, path, expected):
    monkeypatch.setenv("GEOMAP_GEOCODER_USERNAME", "somebody")
    monkeypatch.setenv("GEOMAP_GEOCODER_KEY", "secret-key")
    server.answer = answer
    done = ask(geomap, server, "--geocoder", geocoder, "--json")
    assert done.status == 0, done.err
    (found,) = json.loads(done.out)["candidates"]
    assert (found["lat"], found["lon"], found["country"]) == (35.61, 39.95, "SY")
    assert (found["kind"], found["source"]) == expected
    assert server.asked[0][0] == path
    assert "secret-key" not in done.out + done.err


def test_a_chosen_candidate_is_added(geomap, server, own_gazetteer):
    assert ask(geomap, server, "--add", 3).status == 1
    assert not own_gazetteer.exists()
    assert ask(geomap, server, "--add", 1).status == 0
    assert len(own_gazetteer.read_text("utf-8").splitlines()) == 2
    assert ask(geomap, server, "--add", 1).status == 1  # there already


@pytest.mark.parametrize(
    ("answer", "status", "headers", "told"),
    [
        (b"<html>maintenance", 200, {}, "is not what nominatim sends"),
        (b"[" * 100_000, 200, {}, "is not what nominatim sends"),
        (b'"words"', 200, {}, "is not what nominatim sends"),
        (b"[1, 2]", 200, {}, "is not what nominatim sends"),
        (b"\xff\xfe", 200, {}, "is not what nominatim sends"),
        (b" " * (5 << 20) + b"[]", 200, {}, "is not what nominatim sends"),
        (b"slow down", 429, {"Retry-After": "7"}, "try again in 7 s"),
        (b"", 403, {}, "403"),
        (b"", 500, {}, "500"),
        ([{"lat": "97", "lon": "39.95", "display_name": "Off"}], 200, {}, "nominatim at"),
        ([], 200, {}, "not known there"),
    ],
)  # fmt: skip
def test_a_service_in_trouble_is_one_clear_line(geomap, server, answer, status, headers, told):
    server.answer, server.status, server.headers = answer, status, headers
    done = ask(geomap, server)
    assert done.status == (told != "not known there")
    assert told in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_name_is_sent_to_no_server_but_the_one_that_was_named(geomap, server, another, status):
    server.status = status
    for elsewhere in (another.url, server.url.replace("127.0.0.1", "localhost"), "file:///etc"):
        server.headers = {"Location": elsewhere + MOVED}
        done = ask(geomap, server)
        assert (done.status, done.out, another.asked) == (1, "", []), elsewhere
        assert "Traceback" not in done.err
        assert [path for path, *_ in server.asked] == ["/search"], elsewhere
        server.asked.clear()
    server.headers = {"Location": MOVED}
    assert ask(geomap, server).out.startswith("# 1  Al-Kubar")
    assert [path for path, *_ in server.asked] == ["/search", MOVED]


def test_silence_and_absence(geomap, server):
    server.answer = None
    done = ask(geomap, server, "--timeout", 0.2)
    assert (done.status, done.out) == (1, "")
    assert "no answer in 0.2 s" in done.err
    server.release.set()
    done = geomap("gazetteer", "suggest", "Kubar", "--endpoint", "http://127.0.0.1:1")
    assert done.status == 1
    assert "127.0.0.1:1" in done.err


@pytest.mark.parametrize(
    "name", ["$(touch x)", "`id`; rm -rf .", "a' --file /tmp/x", "--file=/tmp/x", "=SUM(A1)", "x\ny --lat 0", "\x1b[31mred\x1b[0m\u202eder"]
)  # fmt: skip
def test_a_hostile_name_stays_a_name(geomap, server, own_gazetteer, name):
    server.answer = [{**NOMINATIM[0], "namedetails": {"name:en": name, "alt_name": name + "2"}}]
    done = ask(geomap, server)
    told, line = done.out.splitlines()
    assert told.startswith("# 1")
    assert all(c.isprintable() for c in done.out.replace("\n", ""))
    words = shlex.split(line)
    assert words[:3] == ["geomap", "gazetteer", "add"]
    assert not words[3].startswith(("-", "="))
    assert words[4:8] == ["--lat", "35.61", "--lon", "39.95"]
    added = geomap(*words[1:])
    assert added.status == 0, added.err
    assert own_gazetteer.exists()


def test_results_without_name_or_place_are_counted(geomap, server):
    server.answer = [NOMINATIM[0], {**NOMINATIM[0], "namedetails": {}, "display_name": "…"}]
    done = ask(geomap, server)
    assert "1 result left out" in done.err
    assert len(done.out.splitlines()) == 2


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("",), "no name"),
        (("Kubar", "--geocoder", "pelias"), "--endpoint"),
        (("Kubar", "--geocoder", "geonames"), "GEOMAP_GEOCODER_USERNAME"),
        (("Kubar", "--endpoint", "file:///etc/passwd"), "no address"),
        (("Kubar", "--country", "XX"), "unknown"),
    ],
)
def test_a_question_told_too_little_sends_nothing(geomap, args, told):
    done = geomap("gazetteer", "suggest", *args)
    assert done.status == 1
    assert told in done.err

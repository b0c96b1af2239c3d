"""Asking geocoders of the web for a name that no gazetteer knows: only when told to, slowly, and not twice."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, build_opener

from geomap.errors import DataError, GazetteerError, OutputError
from geomap.model import Place
from geomap.places.answers import clean, place_of
from geomap.places.countries import load_countries
from geomap.places.load import cache_folder
from geomap.places.table import country_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from urllib.request import Request

    from geopy.adapters import URLLibAdapter
    from geopy.geocoders.base import Geocoder

    from geomap.model import Json

PUBLIC = {
    "nominatim": "https://nominatim.openstreetmap.org",
    "photon": "https://photon.komoot.io",
    "geonames": "https://secure.geonames.org",
    "pelias": None,
}
EVERY_SECONDS = 1.1  # what the public services ask of their users at least
_MOST_BYTES = 4 << 20  # of an answer


@dataclass(frozen=True, slots=True)
class Service:
    """Whom to ask: ``name`` is a key of PUBLIC; ``endpoint`` (``https://host``) another server than the public one."""

    name: str = "nominatim"
    endpoint: str | None = None
    username: str | None = None  # GeoNames wants one
    api_key: str | None = None  # most Pelias servers want one
    timeout: float = 10.0  # seconds

    @property
    def url(self) -> str:
        """The server that is asked. Raises GazetteerError where none is known or the endpoint is no address."""
        url = self.endpoint or PUBLIC[self.name]
        if not url:
            raise GazetteerError(f"{self.name} has no public server; name one with --endpoint https://HOST")
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise GazetteerError(f"--endpoint {url!r} is no address; write it as https://HOST")
        return url.rstrip("/")


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a geocoder offers, in its order; ``left_out`` of its results are no places on earth or have no name."""

    places: tuple[Place, ...]
    left_out: int
    asked: bool  # False where an answer of before was given again


def suggest(
    name: str, service: Service, *, country: str | None = None, fresh: bool = False, folder: Path | None = None
) -> Suggested:
    """Ask a geocoder where a name is; no places where it knows none.

    The name, the country and the language wanted are sent, nothing else. Answers are kept in ``folder`` (else the
    user's cache folder) and given again without asking, unless ``fresh``. Between two questions a second passes, those
    of other processes counted.

    Raises GazetteerError for a name without a letter, an unknown country or a service that is told too little,
    DataError when the service cannot be reached, refuses, or does not answer in its format.
    """
    if not any(map(str.isalpha, name)):
        raise GazetteerError(f"{name!r} is no name; give one with letters")
    code = country_code(country or "", load_countries())
    if country and code not in load_countries():
        raise GazetteerError(f"country {country!r} is unknown; give a two-letter code such as SY")
    question: Json = {"geocoder": service.name, "url": service.url, "name": " ".join(name.split()), "country": code}
    kept = (folder or cache_folder() / "online") / f"{_digest(question)}.json"
    answers = None if fresh else _kept(kept)
    asked = answers is None
    if answers is None:
        ask = _question(service, code)
        with _turn(kept.parent):
            answers = _ask(ask, service, question["name"])
            draft = kept.with_suffix(".part")
            draft.write_text(json.dumps({"question": question, "answers": answers}, ensure_ascii=False), "utf-8")
            draft.replace(kept)
    found = [place_of(service.name, a) for a in answers]
    places = tuple(p for p in found if p and (not code or p.country in {None, code}))
    return Suggested(places, found.count(None), asked)


# ------------------------------------------------------------------ asking


def _ask(ask: Callable[[str], Any], service: Service, name: str) -> list[Json]:
    """Return the service's results as it sent them."""
    from geopy.exc import GeocoderParseError, GeocoderRateLimited, GeocoderTimedOut, GeopyError  # noqa: PLC0415

    where = f"{service.name} at {service.url}"
    try:
        with warnings.catch_warnings(action="ignore"):  # geopy warns of coordinates, then refuses them
            found = ask(name) or ()
    except GeocoderTimedOut as error:
        raise DataError(f"{where}: no answer in {service.timeout:g} s; try again later or with --timeout") from error
    except GeocoderRateLimited as error:
        wait = f"in {error.retry_after:g} s" if error.retry_after else "later"
        raise DataError(f"{where}: asks us to wait (too many requests); try again {wait}") from error
    except (GeocoderParseError, LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise DataError(
            f"{where}: the answer is not what {service.name} sends; check --geocoder, --endpoint"
        ) from error
    except (GeopyError, OSError) as error:
        raise DataError(f"{where}: {clean(error)}; check --endpoint and the network") from error
    return [dict(location.raw) for location in found]


def _question(service: Service, country: str | None) -> Callable[[str], Any]:
    """Return the service's own way to be asked for a name."""
    geocoder = _geocoder(service)
    if service.name == "nominatim":
        return partial(
            geocoder.geocode, exactly_one=False, limit=20, addressdetails=True, namedetails=True, extratags=True,
            language="en", country_codes=[country.lower()] if country else None,
        )  # fmt: skip
    if service.name == "photon":
        return partial(geocoder.geocode, exactly_one=False, limit=20)
    if service.name == "geonames":
        return partial(geocoder.geocode, exactly_one=False, country=country)
    return partial(geocoder.geocode, exactly_one=False, countries=[country] if country else None, language="en")


def _geocoder(service: Service) -> Geocoder:
    from geopy import geocoders  # noqa: PLC0415 - only who asks loads it

    scheme, _, domain = service.url.partition("://")
    shared: dict[str, Any] = {
        "scheme": scheme, "domain": domain, "timeout": service.timeout, "adapter_factory": _adapter,
        "user_agent": f"geomap/{metadata.version('geomap-reports')}",
    }  # fmt: skip
    if service.name == "geonames":
        if not service.username:
            raise GazetteerError(
                "geonames wants a user name: set GEOMAP_GEOCODER_USERNAME (free at geonames.org/login)"
            )
        return geocoders.GeoNames(service.username, **shared)
    if service.name == "pelias":
        return geocoders.Pelias(api_key=service.api_key, **shared)
    return {"nominatim": geocoders.Nominatim, "photon": geocoders.Photon}[service.name](**shared)


class _SameServer(HTTPRedirectHandler):
    """Follows to other pages of the server that was named, and there from http to https; nowhere else."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        """Return what is asked instead. Raises DataError where that would send the name to another server."""
        asked, to = urlsplit(req.full_url), urlsplit(newurl)
        safer = (asked.scheme, to.scheme, asked.port or 80, to.port or 443) == ("http", "https", 80, 443)
        same = (asked.scheme, asked.port) == (to.scheme, to.port)
        if asked.hostname != to.hostname or not (same or safer):
            fp.close()
            raise DataError(f"sends questions on to {to.scheme}://{to.netloc}, which was not named")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _adapter(**settings: Any) -> URLLibAdapter:
    """Return geopy's plain adapter, which asks one server and takes no more than so many bytes of an answer."""
    from geopy.adapters import URLLibAdapter  # noqa: PLC0415

    adapter = URLLibAdapter(**settings)
    secure, proxies = HTTPSHandler(context=settings["ssl_context"]), ProxyHandler(settings["proxies"])
    opener = build_opener(secure, proxies, _SameServer)

    def capped(request: Any, timeout: float) -> Any:
        with opener.open(request, timeout=timeout) as page:
            body = page.read(_MOST_BYTES)
        page.read = lambda: body
        return page

    adapter.urlopen = capped
    return adapter


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Wait for a turn: one question at a time, some time after anybody's last one."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # what somebody looks for is nobody else's business
        with (folder / ".asked").open("ab") as last:
            fcntl.flock(last, fcntl.LOCK_EX)
            seen = os.fstat(last.fileno())
            rest = seen.st_mtime + EVERY_SECONDS - time.time() if seen.st_size else 0.0
            time.sleep(min(max(rest, 0.0), EVERY_SECONDS))
            last.truncate(0)
            last.write(b".")
            last.flush()
            yield
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror})") from error


# ------------------------------------------------------------------ keeping


def _digest(question: Json) -> str:
    return hashlib.blake2b(json.dumps(question, sort_keys=True).encode(), digest_size=16).hexdigest()


def _kept(file: Path) -> list[Json] | None:
    """Return what was answered before, None where nothing usable is kept."""
    try:
        answers = json.loads(file.read_text("utf-8"))["answers"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return [a for a in answers if isinstance(a, dict)] if isinstance(answers, list) else None

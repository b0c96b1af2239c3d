"""``geomap gazetteer suggest``: ask a geocoder of the web, offer what it knows."""

from __future__ import annotations

import json
import logging
import shlex
from typing import TYPE_CHECKING, Any

import click

from geomap.cli import options

if TYPE_CHECKING:
    from geomap.model import Place
    from geomap.places import Index


@click.command("suggest")
@click.argument("name")
@click.option(
    "--geocoder",
    type=click.Choice(["nominatim", "photon", "geonames", "pelias"]),
    default="nominatim",
    show_default=True,
    help="Whom to ask.",
)
@click.option("--endpoint", metavar="URL", help="Another server than the public one: https://HOST.")
@click.option("--username", envvar="GEOMAP_GEOCODER_USERNAME", show_envvar=True, help="For geonames.")
@click.option("--api-key", envvar="GEOMAP_GEOCODER_KEY", show_envvar=True, help="For pelias.")
@click.option("--country", metavar="CC", help="Only places in this country (two-letter code).")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 20), help="Candidates.")
@click.option("--timeout", default=10.0, show_default=True, type=options.Within(0.1, 120), help="Seconds to wait.")
@click.option("--fresh", is_flag=True, help="Ask again, even if the answer of before is kept.")
@click.option(
    "--add", "chosen", metavar="N", type=click.IntRange(1), help="Add the Nth candidate to your own gazetteer."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(  # noqa: PLR0917
    name: str,
    geocoder: str,
    endpoint: str | None,
    username: str | None,
    api_key: str | None,
    country: str | None,
    limit: int,
    timeout: float,
    fresh: bool,
    chosen: int | None,
    as_json: bool,
) -> None:
    """Ask a geocoder of the web where NAME is; what it offers comes as lines ready to paste, nothing is added.

    This sends NAME and the country to the server that is named; no other command of geomap sends anything anywhere.

    Example: geomap gazetteer suggest "Al-Kubar" --country SY
    """
    from geomap.errors import GazetteerError
    from geomap.places import add
    from geomap.places.online import Service, suggest

    logging.getLogger("geopy").setLevel(logging.WARNING)  # its debug lines show accounts and keys
    service = Service(geocoder, endpoint, username, api_key, timeout)
    found = suggest(name, service, country=country, fresh=fresh)
    options.talk(f"{geocoder} at {service.url} {'was asked' if found.asked else 'answered this before (see --fresh)'}")
    if found.left_out:
        options.talk(f"{options.plural(found.left_out, 'result')} left out: no place on earth, or without a name")
    if not found.places:
        options.talk(f"{name}: not known there")
    gazetteer = options.opened(())
    offered = [(p, _fields(p, gazetteer)) for p in found.places[:limit]]
    if as_json:
        candidates = [_record(p) | {"command": _line(p, fields)} for p, fields in offered]
        click.echo(json.dumps({"query": name, "candidates": candidates}, ensure_ascii=False))
    else:
        for n, (p, fields) in enumerate(offered, 1):
            where = ", ".join(filter(None, (p.kind.replace("_", " "), p.admin1, p.country, p.source)))
            click.echo(f"# {n}  {p.name}{f' ({p.name_ar})' if p.name_ar else ''}: {where}\n{_line(p, fields)}")
    if chosen and chosen > len(offered):
        raise GazetteerError(f"--add {chosen}: there are {options.plural(len(offered), 'candidate')}")
    if chosen:
        place, fields = offered[chosen - 1]
        options.talk(f"added as {add(place.name, **fields).id}")


def _fields(p: Place, gazetteer: Index) -> dict[str, Any]:
    """Return what ``add`` is told of a suggested place; its unit only where the gazetteer has it."""
    from geomap.text import name_key

    units = gazetteer.by_key(name_key(p.admin1 or ""))
    within = next((u.name for u in units if u.kind == "governorate" and u.country == p.country), None)
    return {
        "lat": p.lat, "lon": p.lon, "name_ar": p.name_ar if p.name_ar != p.name else None, "aliases": p.variants,
        "kind": p.kind, "within": within, "country": p.country, "source": p.source, "precision_m": p.precision_m,
    }  # fmt: skip


def _line(p: Place, fields: dict[str, Any]) -> str:
    """Return the command that adds a suggested place, quoted for a shell."""
    flags = {"aliases": "--alias", "within": "--in"}
    words = ["geomap", "gazetteer", "add", p.name]
    for field, value in fields.items():
        flag = flags.get(field) or f"--{field.replace('_', '-')}"
        words += [w for v in (value if isinstance(value, tuple) else (value,)) if v is not None for w in (flag, str(v))]
    return shlex.join(words)


def _record(p: Place) -> dict[str, Any]:
    return {
        "name": p.name, "name_ar": p.name_ar, "variants": list(p.variants), "lat": p.lat, "lon": p.lon, "kind": p.kind,
        "country": p.country, "admin1": p.admin1, "precision_m": p.precision_m, "source": p.source,
    }  # fmt: skip

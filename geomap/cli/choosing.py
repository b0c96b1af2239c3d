"""The flags that take a part of some data: days, countries, units, types."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


class _Day(click.ParamType[str]):
    """A day, or the first or last one of a month or a year, as an ISO day."""

    name = "day"

    def __init__(self, end: int) -> None:
        self._end = end  # of a month: 0 its first day, 1 its last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day."""
        from geomap.store.cells import as_day, as_period

        period = as_period(value)
        day = period[self._end] if period else as_day(value)
        return day or self.fail(f"{value!r} is not a day like 2019-03-03, a month like 2019-03 or a year.", param, ctx)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The part of some data that is asked for: ISO days, and the rest as it was typed."""

    since: str | None = None
    until: str | None = None
    countries: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(str(self))

    def __str__(self) -> str:
        given = {
            "--since": (self.since,), "--until": (self.until,), "--country": self.countries, "--in": self.units,
            "--type": self.types,
        }  # fmt: skip
        return shlex.join(word for flag, values in given.items() for value in values if value for word in (flag, value))


_OPTIONS = (
    click.option("--since", metavar="DAY", type=_Day(0), help="Only what this day, month or year saw, or later ones."),
    click.option("--until", metavar="DAY", type=_Day(1), help="Only what began by this day, month or year."),
    click.option(
        "--country", "countries", metavar="CC", multiple=True,
        help="Only in this country (two-letter code or name), movements also from or to it; repeatable.",
    ),
    click.option("--in", "units", metavar="ADMIN1", multiple=True, help="Only in this first-level unit; repeatable."),
    click.option(
        "--type", "types", metavar="TYPE", multiple=True,
        help="Only this event type, sub-event type or group of a movement; repeatable.",
    ),
)  # fmt: skip


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the flags that take a part of its data, as one value ``wanted``."""

    @wraps(command)
    def asked(
        *args: Any,
        since: str | None,
        until: str | None,
        countries: tuple[str, ...],
        units: tuple[str, ...],
        types: tuple[str, ...],
        **others: Any,
    ) -> Any:
        for flag, values in (("--country", countries), ("--in", units), ("--type", types)):
            if not all(value.strip() for value in values):
                raise click.UsageError(f"{flag} needs a name: leave it out to take all")
        if since and until and since > until:
            raise click.UsageError(f"--since {since} is after --until {until}")
        return command(*args, wanted=Wanted(since, until, countries, units, types), **others)

    for option in reversed(_OPTIONS):
        asked = option(asked)
    return asked

"""Places and what names of them mean: entries of gazetteers, mentions, and the little that reading asks for."""

from __future__ import annotations

from dataclasses import dataclass
from math import pow as power
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = str  # one of KINDS
Usage = Literal["literal", "metonym", "origin", "demonym"]
Status = Literal["resolved", "ambiguous", "unresolved"]
Json = dict[str, Any]

KINDS = (
    "country", "governorate", "district", "subdistrict", "city", "town", "village", "neighbourhood", "camp",
    "oil_field", "base", "airport", "crossing", "bridge", "road", "river", "lake", "mountain", "desert", "region",
    "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer entry. ``variants`` are further spellings in any script; ``rank`` 2 user, 1 curated, 0 imported."""

    id: str
    name: str
    lat: float
    lon: float
    kind: Kind = "other"
    name_ar: str | None = None
    variants: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None  # English name of the first-level unit
    within: str | None = None
    precision_m: int = 5000
    pcode: str | None = None
    source: str | None = None
    note: str | None = None
    population: int = 0
    rank: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling, the English and the Arabic name first."""
        return tuple(dict.fromkeys(n for n in (self.name, self.name_ar, *self.variants) if n))

    def __eq__(self, other: object) -> bool:
        """Whether all fields are the same; most that are compared are one object, or have other ids."""
        if self is other or not isinstance(other, Place) or self.id != other.id:
            return self is other
        return all(getattr(self, field) == getattr(other, field) for field in self.__dataclass_fields__)

    def __hash__(self) -> int:
        """Return the hash of the id: that of all fields takes twenty times as long."""
        return hash(self.id)


# Odds of what a text chose against the spelling, and the power by which its score, set against the best, lowers them
_CHOSEN, _AGAINST = 25.0, 0.6
_SCORE = attrgetter("score")
_SETTLED = 2 / 3  # chance from which no other place is half as likely: what the text chose is not ambiguous any more


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with a score 0..1 and the reason in words."""

    place: Place
    score: float
    reason: str

    def record(self) -> Json:
        """Return the contract's candidate object."""
        p = self.place
        return {
            "id": p.id, "name": p.name, "name_ar": p.name_ar, "lat": p.lat, "lon": p.lon, "kind": p.kind,
            "country": p.country, "admin1": p.admin1, "score": round(self.score, 3), "reason": self.reason,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was taken to mean: ranked candidates, best first; empty and ``unresolved`` where nothing fits.

    ``spelled``: the best score that any place has by its spelling, one that the text speaks against too.
    """

    status: Status = "unresolved"
    candidates: tuple[Candidate, ...] = ()
    spelled: float = 0.0

    def ranked(self, candidates: tuple[Candidate, ...]) -> Resolution:
        """Return these candidates, best first by what the text tells around the name; with none it is unresolved."""
        if not candidates:
            return Resolution()
        found = Resolution(self.status, candidates, self.spelled or max(map(_SCORE, self.candidates), default=0.0))
        return Resolution("resolved", candidates, found.spelled) if found.score >= _SETTLED else found

    @property
    def place(self) -> Place | None:
        """The chosen place; for ambiguous names the best guess."""
        return self.candidates[0].place if self.candidates else None

    @property
    def score(self) -> float:
        """Chance of the chosen place, 0.0 where there is none: its score, unless the text speaks for it."""
        own = self.candidates[0].score if self.candidates else 0.0
        if own >= self.spelled:
            return own
        odds = _CHOSEN * power(own / self.spelled, _AGAINST)
        return odds / (1 + odds)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in a text: ``text[start:end] == surface``, attached clitics outside."""

    start: int
    end: int
    surface: str
    resolution: Resolution
    usage: Usage = "literal"

    @property
    def place(self) -> Place | None:
        """The place meant, if any."""
        return self.resolution.place

    def record(self, *, candidates: bool = False) -> Json:
        """Return the contract's mention object, with the top three candidates on request."""
        p, r = self.place, self.resolution
        out: Json = {
            "start": self.start, "end": self.end, "surface": self.surface,
            "name": p and p.name, "name_ar": p and p.name_ar, "place_id": p and p.id,
            "lat": p and p.lat, "lon": p and p.lon, "kind": p and p.kind,
            "country": p and p.country, "admin1": p and p.admin1,
            "status": r.status, "score": round(r.score, 3), "usage": self.usage,
        }  # fmt: skip
        if candidates:
            out["candidates"] = [c.record() for c in r.candidates[:3]]
        return out


class Gazetteer(Protocol):
    """The little that reading a text asks of the room of places; ``stamp`` tells one gazetteer from another."""

    stamp: object

    def by_key(self, key: str) -> Sequence[Place]:
        """Places one of whose names has this key (``geomap.text.name_key``)."""
        ...

    def by_word(self, word: str) -> Sequence[Place]:
        """Places one of whose names is this word, article and all; spaces aside, as hashtags are written."""
        ...

    def may_start(self, words: str) -> bool:
        """Whether some name's key begins with these words of a key: lets a scan skip most words."""
        ...

    def goes_on(self, key: str) -> bool:
        """Whether some name's key begins with this one and has more words."""
        ...

    def quarters(self, consonants: str, town: Place) -> Sequence[Place]:
        """Hand-kept quarters that bear their town in brackets, by the ``geomap.text.skeleton`` of their names."""
        ...

    def prepare(self, names: Iterable[str]) -> None:
        """Look many names up together, much faster than one by one, before ``resolve`` is asked for them."""
        ...

    def resolve(
        self, name: str, *, country: str | None = None, admin1: str | None = None, limit: int = 5,
        near: Iterable[Place] = (), kinds: Iterable[Kind] = (),
    ) -> Resolution:  # fmt: skip
        """Rank the places that a name may mean, tolerant of spelling; ``near`` and ``kinds`` are context."""
        ...

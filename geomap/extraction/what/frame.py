"""A frame: the words that tell one event in one sentence, and the word that says what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from geomap.extraction.retold.retellings import VIOLENT
from geomap.extraction.what.fights import without_arms
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.words.document import SEMICOLONS
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.what.modality import Modality
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import EventKind, Tag

CROWDS = ("Protests", "Riots")
HURTING = (*VIOLENT, *CROWDS)
GENERIC = 50  # families of less weight only say that something violent happened
BESIDES = ("loot", "arrest", "led", "search")  # what was done besides hurting people
FIGHTS = ("standoff", "clash")


@final
class Frame:
    """Triggers of one event in one sentence, and the tokens that tell it.

    ``head``: the most specific trigger. ``violent``: people are hurt in it: no taking of ground, no politics.
    """

    __slots__ = ("first", "head", "last", "modality", "sentence", "triggers", "violent")

    def __init__(
        self, sentence: Sentence, first: int, last: int, trigger: tuple[EventKind, Tag], modality: Modality
    ) -> None:
        self.sentence = sentence
        self.first = first
        self.last = last
        self.triggers: list[tuple[EventKind, Tag]] = []
        self.modality = modality
        self.add(trigger[0], trigger[1])

    def add(self, kind: EventKind, tag: Tag) -> None:
        """Take in a trigger that tells more of the event."""
        self.triggers.append((kind, tag))
        self.head = _head(self.triggers)
        kind = self.head[0]
        self.violent = SUB_EVENT_TYPES[kind.sub_event_type] in VIOLENT and kind.id != "territory"


def _head(triggers: list[tuple[EventKind, Tag]]) -> tuple[EventKind, Tag]:
    """The most specific trigger; people hurt weigh more than what was robbed of them and who was arrested."""
    if len(triggers) == 1:
        return triggers[0]
    hurt = triggers[0][0].id == "shooting" or any(
        (kind.weight <= TOLL_ONLY and kind.id != "crowd") or kind.id in FIGHTS for kind, _ in triggers
    )
    lesser = (*BESIDES, "abduction") if triggers[0][0].id == "killing" else BESIDES  # killed three and abducted two
    return max(without_arms(triggers), key=lambda kt: kt[0].weight * (kt[0].id not in lesser or not hurt))


def hand_on(doc: Document, a: Frame, b: Frame) -> None:
    """Give the second of two events the harm that a clause tells before it: they shelled X; a man died when."""
    n = a.sentence.clause_of(b.first)
    start = a.sentence.clauses[n - 1] if n else 0
    if start <= a.head[1].last or doc.tokens[start - 1].text not in SEMICOLONS:
        return
    b.first = a.last = start
    a.triggers[:] = [kt for kt in a.triggers if kt[1].first < start]

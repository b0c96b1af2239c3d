"""Executions that a court has ordered, which are no violence of a conflict; what armed groups call so is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind

_NO_COURT: Final = ("non_state", "armed", "unknown")  # kinds of those whose sentences are none
_KILLED: Final = ("execution", "killing")


def by_sentence(doc: Document, frame: Frame, kind: EventKind, agent: Party | None) -> bool:
    """Whether those who were put to death had been sentenced to it: six convicted militants were executed."""
    if "sentenced" not in doc.tags or kind.id not in _KILLED or (agent is not None and agent.kind in _NO_COURT):
        return False
    return doc.has("sentenced", frame.first, frame.last + 1) and doc.has("put_to_death", frame.first, frame.last)

"""Words of no particular harm that go on with raids or shelling told before: a car was targeted in Y."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.pack import EventKind, Tag
    from geomap.model import Incident

RECENT: Final = 4  # incidents back to which a bare killing may belong
_FROM_AFAR: Final = ("Air/drone strike", "Shelling/artillery/missile attack")
_SUBJECT: Final = 3  # words in which a clause begins with "one of them"
_TWO: Final = 2


def gone_on_with(
    doc: Document, kind: EventKind, tag: Tag, places: list[Placed], found: list[Incident]
) -> Iterator[Incident]:
    """Raids or shelling told before with which a word of no particular harm goes on.

    "Raids hit X. A car was targeted in Y"; "another raid"; "explosions shook Z"; "12 soldiers were killed in X".
    """
    # not "on the other hand gunmen attacked"
    another = kind.id == "raid" or (kind.id == "attack" and tag.form == "noun")
    another = another and doc.has("renewed", tag.first - 2, tag.first)
    blasts = kind.id == "ied" and tag.form == "noun" and doc.at("blasts", tag.first) is not None
    first, _ = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    fell = doc.has("those", first, min(first + _SUBJECT, tag.first)) and doc.has("lands", first, tag.first + 1)
    one = doc.within("those", first, min(first + _SUBJECT, tag.first))
    fell |= bool(one) and one[-1].last - one[-1].first > 1 and tag.first - one[-1].last <= 1  # the first one killed
    opens = doc.first_of("those", s.first, s.first + 1)
    fell |= opens is not None and opens.last - opens.first > _TWO  # in the second, nine were hurt
    fell = fell and kind.id in ("attack", "killing")  # one of them hit X; a third landed in Y and killed two
    raids = kind.id == "raid" and tag.form == "noun"  # where aircraft have raided before
    there = {p.mention.place for p in places if kind.id == "killing"} - {None}
    for told in found[: -RECENT - 1 : -1]:
        last = told is found[-1] and (another or blasts or fell or kind.id == "aimed")
        flown = raids and told.sub_event_type == "Air/drone strike"
        if told.sub_event_type in _FROM_AFAR and (last or flown or told.place in there):
            yield told

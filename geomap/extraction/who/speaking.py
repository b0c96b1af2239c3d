"""Who only tells of an event: the army said that, police and hospital sources said; and what parts two words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.words.tokens import QUOTES

if TYPE_CHECKING:
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_OWN_DEEDS = ("air", "aimed", "attack", "shelling", "raid", "search", "territory", "incursion")
SAID = 3  # tokens from "said" to who did
_TOGETHER = 5  # and from the first of two who did: police and hospital sources


def only_tells(doc: Document, p: Party, t: Tag) -> bool:
    """A party that only tells of the event: the force said that.., unless it tells what it did itself."""
    said = doc.within("hearsay", p.first - SAID, p.last + 1)
    # the army reportedly took
    told = [h for h in said if h.name != "adverb" and not p.first <= h.first < p.last]
    told = [h for h in told if not doc.has("that", h.last, p.first)]  # a source said that the army took
    told = [h for h in told if h.last >= len(doc.tokens) or doc.tokens[h.last].word != "to"]  # believed to be
    # English tells the speaker before the verb, or after "according to"; Arabic mostly after the verb
    ahead = [h for h in told if h.last <= p.first]
    after_verb = [h for h in ahead if h.last - h.first > 1 or h.name == "addressed" or doc.pack.language != "en"]
    if t.form in ("noun", "past") and doc.pack.morphology.article:  # which may be written alike
        own = t.name in _OWN_DEEDS and t.first == p.last and p.kind in ("state", "external", "non_state")
        if own or (t.name == "arrest" and t.form == "noun"):
            return False  # the police announced the arrest of, the army the bombing of
    if not (one_of_the_speakers(doc, p) or any(h.first == p.last for h in told)) and not any(
        len(gap_between(doc, h.last, p.first)) <= 1 for h in after_verb
    ):
        return False
    return not doc.has("own_deed", p.last, t.last)


def one_of_the_speakers(doc: Document, p: Party) -> bool:
    """English: whether a party only tells with others: police and hospital sources said, as army and police sources."""
    if doc.pack.language != "en" or p.first == 0 or p.last >= len(doc.tokens):
        return False
    opens = doc.tokens[p.first - 1].is_sign and doc.pack.has("and", doc.tokens[p.last].word)
    second = doc.pack.has("and", doc.tokens[p.first - 1].word) and doc.at("speaker", p.last) is not None
    opens = opens or second
    said = next((h for h in doc.within("hearsay", p.last + 1, p.last + _TOGETHER) if h.name != "adverb"), None)
    if said is None or not opens or any(doc.tokens[i].is_sign or doc.at("event", i) for i in range(p.last, said.first)):
        return False
    return said.last >= len(doc.tokens) or doc.tokens[said.last].is_sign or said.name == "addressed"


def parted(doc: Document, first: int, last: int) -> bool:
    """Whether a sign stands in a token range."""
    return any(doc.tokens[i].is_sign for i in gap_between(doc, first, last))


def gap_between(doc: Document, first: int, last: int) -> list[int]:
    """Tokens between two words, quotes left out."""
    return [i for i in range(first, last) if doc.tokens[i].text not in QUOTES]

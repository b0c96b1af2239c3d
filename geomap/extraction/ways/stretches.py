"""The stretches of a sentence that each tell one movement, and the ways that share one verb."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geomap.extraction.ways.ends import list_end, role_of
from geomap.extraction.what.ground import drives_out
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_AFTER = 4  # tokens from "after" to a noun of motion that has a clause of its own
_GAPPED = 8  # tokens in which a second group is told with its own end and no verb: and 2,000 families to Y
_OWNED = 2  # tokens from a thing to the verb that tells whose it is
_NAME = 4  # tokens in which the name of what is reached stands
_TAKEN = ("transport", "evacuate", "arrive")
_OWN_WAY = ("arrive", "leave")
_LED = ("wounded", "civilians", "detainees")  # whom one takes somewhere
_PAIR = 2  # ends of a list of ways
_COUNTED = 3  # tokens from "while" to the number of others


def stretches(doc: Document, sentence: Sentence) -> list[tuple[int, int, list[Tag]]]:
    """Token ranges of a sentence that each tell one movement; a verb of motion with ends of its own starts one."""
    if not doc.has("motion", sentence.first, sentence.last):
        return []
    told = [t for t in doc.within("hearsay", sentence.first, sentence.last) if not _reaches(doc, t)]
    told += (t for t in doc.within("not_motion", sentence.first, sentence.last) if not _hurt_among(doc, sentence, t))
    told += doc.within("in_return", sentence.first, sentence.last)  # in exchange for six
    if doc.pack.language == "en":  # "carried out of X"; "drove rebels from X"
        told = [t for t in told if not (t.last < sentence.last and _goes_on(doc, t.last))]
        told = [t for t in told if not _leaves_for(doc, sentence, t)]
        taken = (t for t in doc.within("event", sentence.first, sentence.last, "territory") if t.loose)
        taken = (t for t in taken if drives_out(doc, t, sentence.clause(sentence.clause_of(t.first))))
        told += [t for t in taken if not (_takes_people(doc, t) and doc.has("into", t.last, sentence.last))]
    tags = [
        t
        for t in doc.within("motion", sentence.first, sentence.last)
        if not any(h.first <= t.first < h.last for h in told)
        and not _names_owner(doc, t)
        and not _summed(doc, t)
        and _hosts(doc, t)
    ] or _crossing(doc, sentence)
    out: list[tuple[int, int, list[Tag]]] = []
    for tag in tags:
        clause = _clause_of(doc, sentence, tag)
        if out and _noun_beside(doc, tag, out[-1][2][-1]) and _ends_of_its_own(doc, out[-1][0], tag.first, out[-1][2]):
            clause = tag.first, clause[1]
        after = tag.name == "arrive" and doc.has("cause", clause[0], tag.first)  # "after they had passed X"
        # "while women were sent to the camp" is a movement of its own, whatever was told before
        apart = not after and (bool(doc.at("clause", clause[0])) or bool(out and _ends_of_its_own(doc, *out[-1])))
        adjoined = tag.form == "noun" and tag.first == clause[0] and not tag.prefix  # "they made for Y, coming from X"
        whose = bool(out) and _of_the_same(doc, sentence, tag, clause, out[-1])  # a convoy which left X reached Y
        begun = whose or (
            bool(out)
            and (adjoined or clause[0] <= out[-1][0] or (clause[0] < out[-1][1] and clause[0] in sentence.clauses))
        )
        anew = bool(out) and clause[0] >= out[-1][1] and _others_came(doc, out[-1][2], tag, clause)
        if out and not anew and (begun or not _ends_of_its_own(doc, *clause, [tag]) or not apart):
            first, last, mine = out[-1]
            out[-1] = (first, max(last, clause[1]), [*mine, tag])
        else:
            out.append((*clause, [tag]))
    starts = [first for first, _, _ in out[1:]] + [sentence.last]
    out = [(first, start, mine) for (first, _, mine), start in zip(out, starts, strict=False)]
    return [(sentence.first, *out[0][1:]), *out[1:]] if out else []


def _others_came(doc: Document, told: list[Tag], tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether those who come now are others: X hosts 90 families, and six came; while 75 families from Y came to Z."""
    if tag.name != "arrive" or tag.form != "past":
        return False
    hosts = all(t.name == "receive" and t.form == "present" for t in told)
    first = clause[0]
    counted = any(doc.tokens[i].is_number for i in range(first, min(first + _COUNTED, tag.first)))
    others = doc.pack.language == "en" and doc.at("contrast", first) is not None and counted
    return hosts or (others and any(p.located for p in literal(doc, tag.last, clause[1])))


def _of_the_same(
    doc: Document, sentence: Sentence, tag: Tag, clause: tuple[int, int], told: tuple[int, int, list[Tag]]
) -> bool:
    """English: whether a relative clause tells the way of those named right before it, or what follows it goes on.

    A convoy of 14 lorries which had left X on Sunday, reached Y on Monday.
    """
    if doc.pack.language != "en" or tag.name not in _OWN_WAY or not is_verb(tag):
        return False
    if doc.at("relative", clause[0]) and clause[0] > told[0]:
        return told[1] == clause[0] and not _ends_of_its_own(doc, *told)
    n = sentence.clause_of(tag.first)
    before = sentence.clause(n - 1)[0] if n and tag.first == clause[0] else -1
    return before >= 0 and told[0] <= before < told[1] and doc.at("relative", before) is not None and _went(told[2])


def _went(tags: list[Tag]) -> bool:
    """Whether those told of went of their own accord, and are not those who once fled."""
    return all(t.name == "transport" or t.name in _OWN_WAY for t in tags)


def _leaves_for(doc: Document, sentence: Sentence, tag: Tag) -> bool:
    """English: whether what looks like leaving a building leads on to a place: families left a school for X."""
    if doc.pack.language != "en" or not doc.within("motion", tag.first, tag.last, "leave"):
        return False
    end = sentence.clause(sentence.clause_of(tag.first))[1]
    people = doc.has("group", sentence.first, tag.first)
    return people and any(doc.at("into", p.lead) for p in literal(doc, tag.last, end))


def _goes_on(doc: Document, i: int) -> bool:
    """English: whether "of" or "from" follows a verb that tells no way alone: carried out of X; not "entered the"."""
    return doc.pack.has("of", doc.tokens[i].word) and not doc.pack.has("definite", doc.tokens[i].word)


def _hurt_among(doc: Document, sentence: Sentence, tag: Tag) -> bool:
    """Whether the hurt are taken away with the dead: the bodies of four men and six wounded were taken to X."""
    first, last = sentence.clause(sentence.clause_of(tag.first))
    taken = any(t.name in _TAKEN and t.first < tag.last for t in doc.within("motion", tag.first, last))
    after = doc.first_of("group", first, min(tag.last + _GAPPED, last), "wounded")
    return taken and after is not None and doc.has("remains", tag.first, after.first)


def _takes_people(doc: Document, tag: Tag) -> bool:
    """English: whether people are the object of "took": took the injured through the crossing to X."""
    return any(t.name in _LED for t in doc.within("group", tag.first, tag.last))


def _reaches(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a verb that is also one of telling reaches a place: before it reached, at night, X."""
    verb = doc.first_of("motion", tag.first, tag.last, "arrive")
    if verb is None or doc.pack.language != "ar":
        return False
    day = doc.date_at(tag.last)
    at = day.last if day else tag.last
    return any(p.lead == at and not p.located and not doc.at("dwellers", at) for p in literal(doc, at, at + _NAME))


def _hosts(doc: Document, tag: Tag) -> bool:
    """Whether a word of receiving, if it is one, tells of people or goods: received a delegation is none."""
    if tag.name != "receive" or tag.loose or tag.last - tag.first > 1:
        return True
    sentence = doc.sentence_of(tag.first)
    clause = sentence.clause(sentence.clause_of(tag.first))
    return any(t.name != "officials" for t in doc.within("group", *clause))


def _summed(doc: Document, tag: Tag) -> bool:
    """Whether those who moved are only counted: the number of those who left has risen."""
    counted = doc.at("relative", tag.first - 1) is not None and doc.at("sums", tag.first - 2) is not None
    sentence = doc.sentence_of(tag.first)
    return counted and any(doc.has(x, sentence.first, sentence.last) for x in ("cumulative", "risen"))


def _crossing(doc: Document, sentence: Sentence) -> list[Tag]:
    """Arabic: "across", the only word of motion where people are told of after it, is the verb "crossed"."""
    if doc.pack.language != "ar":
        return []
    tags = (t for t in doc.within("motion", sentence.first, sentence.last, "arrive") if t.loose and t.form == "past")
    opens = [
        t
        for t in tags
        if t.first in sentence.clauses and doc.has("group", t.last, sentence.clause(sentence.clause_of(t.first))[1])
    ]
    return opens[:1]


def _names_owner(doc: Document, tag: Tag) -> bool:
    """Whether a word of motion is none: "belongs to the group", a delegation that Arabic writes as "came"."""
    m = doc.pack.morphology
    owner = doc.at("actor", tag.last) if tag.name == "return" and tag.form == "present" else None
    owned = owner is not None and (owner.prefix in m.prepositions[1:2] or owner.prefix in m.article_with.values())
    return (
        owned
        or _belongs(doc, tag)
        or (tag.form == "past" and bool(doc.within("group", tag.first, tag.last, "officials")))
    )


def _belongs(doc: Document, tag: Tag) -> bool:
    """Arabic: whether "return" after a thing tells whose it is: houses that go back to members of, no families."""
    if tag.name != "return" or tag.form != "present" or tag.last >= len(doc.tokens) or doc.place_at(tag.last):
        return False
    thing = any(doc.has(label, tag.first - _OWNED, tag.first) for label in ("thing", "goods"))
    who = doc.at("group", tag.last) or doc.at("civilian", tag.last) or doc.at("person", tag.last)
    return thing and who is not None and who.prefix in doc.pack.morphology.prepositions[1:2]


def _clause_of(doc: Document, sentence: Sentence, tag: Tag) -> tuple[int, int]:
    """The clause of a word of motion; a noun after "after" has its own: "entered X after the retreat of the army"."""
    first, last = sentence.clause(sentence.clause_of(tag.first))
    theirs = doc.tokens[tag.first].word.endswith(tuple(p for p in doc.pack.morphology.pronouns if len(p) > 1) or "\0")
    apart = tag.form == "noun" and not theirs  # "reached X after their flight" is one way
    after = doc.within("cause", max(first, tag.first - _AFTER), tag.first) if apart else []
    return (after[-1].first if after else first), last


def shared(doc: Document, first: int, last: int, tags: list[Tag]) -> list[tuple[int, int]]:
    """Token ranges of the movements that one verb tells of: some fled to X, others to Y."""
    named = [p for p in literal(doc, first, last) if not p.container]
    if len(named) < _PAIR:
        return [(first, last)]
    ends = [p for p in named if role_of(doc, p, tags) == "destination"]
    left = [p for p in named if p.lead < p.first and doc.at("out_of", p.lead)] if len(ends) < _PAIR else []
    starts = [first]
    for a, b in itertools.pairwise(left if len(left) >= _PAIR else ends):  # 40 from X and 60 from Y reached Z
        gap = (a.last, b.lead)
        near = (max(a.last, b.lead - _GAPPED), b.lead)
        both = _tells_who(doc, first, a.last) and _tells_who(doc, *near)
        if both and (doc.has("those", *gap) or not doc.has("motion", *gap)):  # "some of them reached Y"
            starts.append(list_end(doc, a, b.lead))
    return list(itertools.pairwise([*starts, last]))


def _tells_who(doc: Document, first: int, last: int) -> bool:
    named = doc.has("group", first, last) or doc.has("those", first, last)
    return named or any(t.is_number for t in doc.tokens[first:last])


def _noun_beside(doc: Document, tag: Tag, before: Tag) -> bool:
    """Arabic: whether a noun tells a motion of its own beside another: the entry of A into X and exit of B to Y."""
    joins = doc.pack.morphology.conjunctions[:1]
    nouns = tag.form == before.form == "noun" and tag.prefix in joins and bool(doc.pack.morphology.article)
    return nouns and doc.at("group", tag.first) is None and doc.has("group", tag.last, tag.last + _OWNED)


def _ends_of_its_own(doc: Document, first: int, last: int, tags: list[Tag]) -> bool:
    named = any(role_of(doc, p, tags) in ("origin", "destination") for p in literal(doc, first, last))
    leads = (t for label in ("out_of", "into") for t in doc.within(label, first, last))
    return named or any(doc.has("cue", t.last, t.last + 2) for t in leads)

"""Places told together: names joined by "and", the next thing that is hit, one more of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.document import COMMAS, SEMICOLONS
from geomap.extraction.words.phrases import begins_object, owned
from geomap.extraction.words.tokens import cased

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.phrases import Hit
    from geomap.model import Place

_BRACKETS, _CLOSED = frozenset("(["), frozenset(")]")
_GAP = 12  # tokens between two names of a list: quotation marks, a comma, "as well as"
_JOINING = 2  # those of them that join the names: a comma, "and"
_BRACKETED = 6  # tokens of a bracket with a number
_LOCAL = 3  # rank from which places stand together in a list: a district, a mountain, a town
_COMMAS = (",", "\u060c")
_DASHES = ("-", "–", "—")
_HOLDING = ("governorate", "district")
_QUARTERS = ("camp", "neighbourhood")
_FIRST_OF = ("one", "lone", "one_of_them", "one_more", "those")  # words for the first of two
_SECOND = 8  # tokens from "the other" to its place
_OBJECT = 3  # words that an object has before its place
_PEOPLE = 6  # words in which the next of several tolls is told before its place


def listed(doc: Document, best: Placed, named: list[Placed]) -> list[Placed]:
    """Further places joined to the first by "and" or a comma, of the same fineness."""
    if best.relation == "between":
        return []  # one event between the two
    out, edge_left, edge_right = [], best.lead, best.last
    led = _preposition(doc, best)
    order = sorted(named, key=lambda p: p.first)
    i = order.index(best)
    for p in order[i + 1 :]:
        if doc.tokens[p.lead - 1].text in _BRACKETS or _lies_in(doc, best, p):
            continue  # another name of the same: "Wadi Khabsh (al-Kharid)"; what it lies in: "Lawdar, Abyan"
        if _opens_a_way(doc, p):
            break
        on_too = joins_on(doc, p) and led and led == _preposition(doc, p)
        also = p.located and doc.has("another", max(edge_right, p.lead - _OBJECT), p.lead)
        if on_too or also:  # "raids on X that killed two, and on Y", "and another on Y", "the second hit a post in Y"
            out.append(p)
            edge_right = p.last
            continue
        follows = _next_object(doc, edge_right, p) or _counted_too(doc, edge_right, p)
        alike = (
            not p.relation
            or p.cue
            or (joins_on(doc, p) and (best.relation or p.lead - edge_right <= 1))
            or doc.pack.has("and", doc.tokens[p.lead - 1].word)
        )
        follows = follows or (bool(alike) and joined(doc, edge_right, p))
        if not follows or not _as_fine(p, best):
            break
        out.append(p)
        edge_right = p.last
    for p in reversed(order[:i]):
        nxt = best if edge_left == best.lead else out[-1]
        follows = joined(doc, p.last, nxt) or _next_object(doc, p.last, nxt) or _counted_too(doc, p.last, nxt)
        if not follows or not _as_fine(p, best) or _ends_a_way(doc, p, nxt):
            break
        out.append(p)
        edge_left = p.lead
    return out


def _opens_a_way(doc: Document, p: Placed) -> bool:
    """Arabic: whether a place opens a clause about people on the move: died in X, and in Y they released six."""
    sentence = doc.sentence_of(p.first)
    moves = doc.at("motion", p.last) if doc.pack.morphology.article else None
    opens = p.located and p.lead == sentence.clause(sentence.clause_of(p.lead))[0]
    return opens and moves is not None and moves.form == "past" and moves.first == p.last


def _ends_a_way(doc: Document, p: Placed, opening: Placed) -> bool:
    """English: whether a way ends at a place before the clause that another opens: fled to X, and Y was shelled."""
    sentence = doc.sentence_of(p.first)
    n = sentence.clause_of(p.first)
    apart = doc.pack.language == "en" and doc.at("into", p.lead) is not None and sentence.clause_of(opening.first) > n
    return apart and doc.has("motion", sentence.clause(n)[0], p.lead)


def second_of_two(doc: Document, sentence: Sentence, one: Placed) -> list[Placed]:
    """English: the place of the second of two that a sentence tells beside the first: one in X, the other in Y."""
    if doc.pack.language != "en" or not doc.has("the_other", one.last, sentence.last):
        return []
    if not any(doc.at(label, one.lead - 1) for label in _FIRST_OF):
        return []
    other = doc.within("the_other", one.last, sentence.last)[0]
    told = next(
        (p for p in doc.places_in(other.last, min(other.last + _SECOND, sentence.last)) if not p.container), None
    )
    parted = told is None or any(doc.has(x, other.last, told.lead) for x in ("event", "motion", "clause"))
    return [told] if told is not None and not parted and told.mention.usage == "literal" else []


def together(doc: Document, best: Placed, named: list[Placed]) -> list[Placed]:
    """All places of one act of which one is the nearest to its word, each once."""
    others = [p for p in listed(doc, best, named) if meant(p) != meant(best)]  # "Raqqa (Rakka)"
    part = _quarter(doc, best, others)
    return [part] if part else [best, *others]


def _quarter(doc: Document, best: Placed, others: list[Placed]) -> Placed | None:
    """A camp or quarter named right after the town it lies in, before a colon: El Fasher, Abu Shouk camp: ..."""
    town, part = sorted((best, *others), key=lambda p: p.first) if len(others) == 1 else (best, best)
    return part if _is_quarter(part) and not _is_quarter(town) and _after_comma(doc, town, part) else None


def _is_quarter(p: Placed) -> bool:
    place = p.mention.place
    return p.cue in _QUARTERS or (place is not None and place.kind in _QUARTERS)


def _lies_in(doc: Document, fine: Placed, wide: Placed) -> bool:
    """Whether a unit or county after a comma is that of the town before it, in a language that lists with "and"."""
    a, b = fine.mention.place, wide.mention.place
    if b is None or b.kind not in _HOLDING or not _after_comma(doc, fine, wide):
        return False
    return a is None or (a.country == b.country and a.kind != b.kind and a.admin1 in (None, b.admin1, b.name))


def _after_comma(doc: Document, a: Placed, b: Placed) -> bool:
    """Whether a comma alone parts two names, and no third follows with "and"."""
    comma = b.lead == b.first and b.first - a.last == 1 and doc.tokens[a.last].text == ","
    after = doc.tokens[b.last : b.last + 2]
    return comma and cased(doc.tokens[a.first].text) and not any(doc.pack.has("and", t.word) for t in after)


def is_next(doc: Document, a: Placed, b: Placed) -> bool:
    """Whether a name is told beside another, and not as what it lies in: X and Y; X, Y and Z; in X; in Y."""
    sign = doc.tokens[min(a.last, len(doc.tokens) - 1)]
    told_on = b.lead - a.last == 1 and (sign.text in SEMICOLONS or doc.pack.has("and", sign.word))
    after = doc.tokens[b.last : b.last + _JOINING]
    goes_on = sign.text in _COMMAS and any(doc.pack.has("and", t.word) for t in after)
    return joins_on(doc, b) or told_on or goes_on


def _next_object(doc: Document, edge: int, p: Placed) -> bool:
    """Whether a name lies in the next thing that is hit: "shelled the station of X and positions in Y"."""
    edge = _past(doc, edge, p.lead)
    gap = range(edge, p.lead)
    again = len(gap) > 1 and doc.pack.has("and", doc.tokens[edge].word) and doc.at("aim", edge + 1) is not None
    if not 0 < len(gap) <= _OBJECT + again * _OBJECT or not (
        p.located or p.relation
    ):  # fired at X and at a factory in Y
        return False
    if doc.at("out_of", p.lead) and doc.at("group", p.lead - 1) and doc.pack.morphology.article:
        return False  # the houses of officials from X
    words = (doc.at("event", i) for i in gap)
    told = any(t is not None and t.name != "cache" for t in words)  # a store of arms is hit
    told = told or any(doc.tokens[i].is_sign or doc.at("motion", i) or doc.at("occurs", i) for i in gap)
    return (again or begins_object(doc, edge)) and not told


def meant(p: Placed) -> Place | str:
    """What a name means, or the name where no gazetteer knows it."""
    return p.mention.place or p.mention.surface


def _as_fine(p: Placed, best: Placed) -> bool:
    """Whether a name is as fine as another of its list; a bare name may be a unit's and its seat's."""
    place = p.mention.place
    unit = place is not None and place.kind == "governorate" and p.cue is None and rank(best.mention.place) >= SETTLED
    return unit or rank(place) == rank(best.mention.place) or min(rank(place), rank(best.mention.place)) >= _LOCAL


def _preposition(doc: Document, p: Placed) -> str:
    """The preposition of aim that leads to a name, its conjunction cut: on, towards."""
    tag = doc.at("aim", p.lead)
    return doc.tokens[p.lead].word.removeprefix(tag.prefix) if tag and tag.first == p.lead < p.first else ""


def joins_on(doc: Document, p: Placed) -> bool:
    """Whether the phrase of a name begins with an attached "and"; "wasat", amid, has none, no verb goes on."""
    side = doc.at("relation", p.lead)
    text = side.prefix if side and side.first == p.lead else doc.tokens[p.lead].text
    if not text.startswith(doc.pack.morphology.conjunctions[:1] or "\0"):
        return False
    deed = doc.at("event", p.lead) if p.lead < p.first else None  # sent men to X and shelled Y
    return deed is None or not (is_verb(deed) or (deed.loose and deed.last - 1 == p.lead))


def _past(doc: Document, edge: int, before: int) -> int:
    """Where a name that ends at ``edge`` ends with its generic noun and what holds it: Sirwah district in Marib."""
    edge = past_bracket(doc, edge)
    if (cue := doc.at("cue", edge)) and cue.first == edge and cue.last <= before:
        edge = cue.last
    if side := doc.within("side", edge, edge + 1):  # X from the east and Y from the west
        edge = min(side[0].last, before)
    around = next(iter(doc.places_in(edge, before)), None)
    if around and around.container and around.lead - edge <= 1:
        return _past(doc, around.last, before)
    return edge


def _counted_too(doc: Document, edge: int, p: Placed) -> bool:
    """Whether a name follows with a toll or thing of its own: two dead in X and a woman in Y, and a post in Z."""
    gap = range(_past(doc, edge, p.lead), p.lead)
    counted = bool(gap) and gap[0] in doc.counted
    if not (counted or len(gap) > 1) or len(gap) > _PEOPLE or not (p.located or p.relation):
        return False
    opens = doc.tokens[gap[0]]
    others = opens.text.startswith(doc.pack.morphology.conjunctions[:1] or "\0") and doc.at("those", gap[-1])
    if not (others or counted or doc.pack.has("and", opens.word) or opens.text in COMMAS):
        return False
    if others:  # arrested seven in X and five others in Y; of the hurt, a toll is told of each
        return not any(doc.has(x, doc.sentence_of(edge).first, p.lead) for x in ("killed", "wounded", "motion"))
    labels = ("counting", "one", "indefinite", "definite")
    if doc.pack.language == "en" and any(doc.at(x, gap[-1]) for x in ("actor", "acting")):
        return False  # in X province, the army stormed Y
    people = counted or any(doc.tokens[i].is_number or any(doc.at(label, i) for label in labels) for i in gap)
    return people and not any(doc.at(label, i) for i in gap for label in ("event", "motion", "occurs", "clause"))


def joined(doc: Document, edge: int, p: Placed) -> bool:
    """Whether a name follows token ``edge`` as the next of a list: a comma, "and", an attached conjunction."""
    last = p.lead - 1
    also = doc.at("besides", last) is not None and doc.pack.has("and", doc.tokens[last - 1].word)
    gap = _between(doc, _past(doc, edge, p.lead), p.lead - also)  # in X, and also in Y
    if edge < 0 or len(gap) > _JOINING:
        return False
    words = [i for i in gap if not doc.tokens[i].is_sign]
    if words and all(doc.at("and", i) for i in words):
        return True
    conjunction = doc.pack.morphology.conjunctions[:1]
    one = doc.tokens[gap[0]] if len(gap) == 1 else None  # "in X, and someplace, and Y": a name that is none elsewhere
    if one and conjunction and one.text.startswith(conjunction) and doc.tokens[p.lead].text.startswith(conjunction):
        other = ("event", "motion", "occurs", "group", "civilian", "actor", "there")
        return not owned(doc, edge) and not any(doc.at(label, edge) for label in other)
    if any(doc.tokens[i].text in _DASHES for i in gap):
        return False  # the road X - Y
    return not words and (bool(gap) or joins_on(doc, p))


def share(doc: Document, hits: list[tuple[Hit, Placed]], before: Placed, placed: Placed) -> None:
    """Let a name that goes on a list have what leads the one before it: the provinces of X and Y, in X and Y.

    The plural noun after a list is that of every name in it: Taiz, Marib and Hodeidah governorates.
    """
    under = before.listed or before.cue is not None or before.relation is not None
    shared = before.cue if before.listed or doc.has("several", before.lead, before.first) else None
    placed.cue, placed.located, placed.listed = placed.cue or shared, placed.located or before.located, under
    after = placed
    for _, name in reversed(hits) if placed.cue and doc.at("several", placed.last) else ():
        if name.cue is not None or not joins(doc, name, after):
            return
        name.cue, after = placed.cue, name


def joins(doc: Document, before: Placed, placed: Placed) -> bool:
    """Whether a name continues the list that the one before belongs to: "in X, Y and Z"."""
    gap = _between(doc, before.last, placed.first)
    conjunction = doc.pack.morphology.conjunctions[:1]
    attached = (
        bool(conjunction) and doc.tokens[placed.first].text.startswith(conjunction) and placed.first == placed.lead
    )
    # quotation marks, and a full stop, join nothing over the end of a sentence
    marked = placed.first - before.last > len(gap) or any(doc.tokens[i].text == "." for i in gap)
    one = len(gap) <= 1 and not (marked and doc.sentence_of(before.first) is not doc.sentence_of(placed.first))
    return one and all(doc.tokens[i].is_sign or doc.at("and", i) for i in gap) and (attached or bool(gap))


def past_bracket(doc: Document, edge: int) -> int:
    """Where a bracket with a number ends that stands behind a name: X (5), Y (3 dead) and Z (2)."""
    tokens = doc.tokens[edge : edge + _BRACKETED]
    if not tokens or tokens[0].text not in _BRACKETS:
        return edge
    close = next((n for n, t in enumerate(tokens) if t.text in _CLOSED), 0)
    return (
        edge + close + 1 if any(t.is_number or doc.at("two", edge + n) for n, t in enumerate(tokens[:close])) else edge
    )


def in_list(doc: Document, edge: int, i: int) -> bool:
    """Whether a name follows token ``edge`` as the next of a list: a comma, "and", or both."""
    gap = _between(doc, edge, i)
    return 0 < len(gap) <= _JOINING and all(doc.tokens[j].text in _COMMAS or doc.at("and", j) for j in gap)


def _between(doc: Document, first: int, last: int) -> list[int]:
    """Tokens between two names: no bracket with a number, no quotation marks, of "as well as" the first alone.

    The first three of them; more than two join nothing.
    """
    kept: list[int] = []
    first = past_bracket(doc, first)
    for i in range(first, min(last, first + _GAP)):
        if len(kept) > _JOINING:
            break
        joint = doc.at("and", i)
        if not (doc.tokens[i].spelling.is_quote or (joint and joint.first < i)):
            kept.append(i)
    return kept

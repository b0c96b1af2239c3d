"""Movements: who went from where to where, how many, and whether it happened, is planned or is the rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extraction.modality import is_verb, licensed, modality
from geomap.extraction.roles import SETTLED, homes, joined, literal, precision, sets_the_scene, standing, when
from geomap.extraction.senses import rank
from geomap.model import End, Evidence, Movement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.extraction.document import Document, Placed, Sentence
    from geomap.extraction.numbers import Numbers, Quantity
    from geomap.extraction.pack import Tag

_GROUPS = {"advance": "forces", "withdraw": "forces", "infiltrate": "fighters", "surrender": "fighters"}
_FROM = ("flee", "leave", "evacuate", "transport", "withdraw")
_LEAVING = ("flee", "leave", "evacuate", "arrive", "surrender")
_BESIDE = 6  # tokens from a verb in which the group that it moves is named
_WITHIN = 5  # tokens from "to" over the hospital or camp to the place that it lies in
_REACH = 25  # tokens from a verb of motion in which its ends may stand
_MASS = 1000  # more people than one day's movement
_ROLES = {"via": "via", "out_of": "origin", "into": "destination"}
_UNITS = {"families": "families", "vehicles": "vehicles"}


def find_movements(doc: Document, numbers: Numbers) -> list[Movement]:
    """Code the movements a document tells, in text order; one told twice appears once.

    A movement needs a named place, or a word that stands for one, at one end at least.
    """
    found: list[Movement] = []
    for sentence in doc.sentences:
        for first, last, tags in stretches(doc, sentence):
            movement = _movement(doc, numbers, sentence, first, last, tags, found[-1].group if found else None)
            if movement is not None:
                found.append(movement)
    return _merged(found)


def stretches(doc: Document, sentence: Sentence) -> list[tuple[int, int, list[Tag]]]:
    """Token ranges of a sentence that each tell one movement; a verb of motion with ends of its own starts one."""
    told = [t for label in ("hearsay", "not_motion") for t in doc.within(label, sentence.first, sentence.last)]
    tags = [
        t
        for t in doc.within("motion", sentence.first, sentence.last)
        if not any(h.first <= t.first < h.last for h in told)
    ]
    out: list[tuple[int, int, list[Tag]]] = []
    for tag in tags:
        clause = sentence.clause(sentence.clause_of(tag.first))
        # "while women were sent to the camp" is a movement of its own, whatever was told before
        apart = bool(doc.at("clause", clause[0])) or bool(out and _ends_of_its_own(doc, *out[-1][:2]))
        if out and (clause[0] < out[-1][1] or not _ends_of_its_own(doc, *clause) or not apart):
            first, last, mine = out[-1]
            out[-1] = (first, max(last, clause[1]), [*mine, tag])
        else:
            out.append((clause[0], clause[1], [tag]))
    starts = [first for first, _, _ in out[1:]] + [sentence.last]
    out = [(first, max(last, start), mine) for (first, last, mine), start in zip(out, starts, strict=False)]
    return [(sentence.first, *out[0][1:]), *out[1:]] if out else []


def _marches(doc: Document, tag: Tag) -> bool:
    """A protest that sets out from somewhere moves nobody."""
    sentence = doc.sentence_of(tag.first)
    first, last = (sentence.first, sentence.last) if tag.name == "leave" else (tag.first - 3, tag.last + 3)
    return any(t.name in ("protest", "crowd") for t in doc.within("event", first, last))


def _told(doc: Document, tag: Tag) -> bool:
    """English: a participle that only says who they are: the displaced families, ten freed captives."""
    if doc.pack.language != "en" or tag.form not in ("past", "participle") or not doc.at("group", tag.last):
        return False
    first = doc.sentence_of(tag.first).first
    before = doc.tokens[tag.first - 1].word
    opens = tag.first == first or doc.tokens[tag.first - 1].is_number
    return opens or any(doc.pack.has(label, before) for label in ("definite", "of", "counting"))


def _ends_of_its_own(doc: Document, first: int, last: int) -> bool:
    return any(
        doc.within(label, p.lead - 2, p.first) for p in literal(doc, first, last) for label in ("into", "out_of")
    )


def _in_present(doc: Document, head: Tag) -> bool:
    """Whether a motion is told as what usually happens: "they take people to", "people are taken to"."""
    if doc.has("seen", head.first - _BESIDE, head.first):
        return False  # "cars were seen leaving"
    be = [t.name for t in doc.within("be", head.first - 3, head.first)]
    return head.form == "present" or (be[:1] == ["present"] and len(be) == 1)


def moving(doc: Document, sentence: Sentence, tags: list[Tag]) -> list[Tag]:
    """Return the words among ``tags`` that tell a motion: verbs, nouns told as happening; no marches of a crowd."""
    told = (t for t in tags if is_verb(t) or licensed(doc, t, sentence))
    return [t for t in told if not _marches(doc, t) and not _told(doc, t)]


def leading(tags: list[Tag]) -> Tag:
    """Return the word of one movement that says most of it."""
    return max(tags, key=lambda t: (is_verb(t) and t.name not in ("transport", "arrive"), is_verb(t), -t.first))


def attempted(doc: Document, tag: Tag) -> bool:
    """Whether a motion was only tried."""
    return doc.has("attempt", tag.first - 2, tag.last + 1)


def _movement(
    doc: Document, numbers: Numbers, sentence: Sentence, first: int, last: int, tags: list[Tag], before: str | None
) -> Movement | None:
    tags = moving(doc, sentence, tags)
    if not tags:
        return None
    head = leading(tags)
    mode: str = modality(doc, head, sentence)
    if mode in ("background", "negated") or attempted(doc, head):
        return None
    count = _count(doc, numbers, sentence, (first, last), head)
    origin, via, destination = _ends(doc, sentence, (first, last), tags, counted=count is not None)
    group = _group_of(doc, sentence, (first, last), head, count, before)
    if origin is None and destination is None and count is not None and head.name in _LEAVING:
        origin = _understood(doc, sentence, head)
    if origin is None and destination is not None:
        origin = _left_before(doc, sentence, head, destination)
    nowhere = destination is None and (origin is None or head.name == "transport")  # taken to an unknown place
    if group is None or nowhere or origin == destination:
        return None
    time = when(doc, sentence, first, last, head.first)
    if mode == "occurred" and doc.has("cumulative", sentence.first, sentence.last):
        on_a_day = time.start is not None and time.start == time.end
        mode = mode if on_a_day and (count is None or (count.value or 0) <= _MASS) else "cumulative"
    if mode == "occurred" and _in_present(doc, head) and count is None and not time.start:
        mode = "habitual"
    if mode == "habitual" and group == "forces":
        return None
    start, end = doc.span(first, last)
    a, b = doc.span(sentence.first, sentence.last)
    ends = {"origin": (origin,), "via": via, "destination": (destination,)}
    marks = [(*doc.span(head.first, head.last), "trigger"), *_end_marks(doc, (sentence.first, last), ends)]
    marks += [(*doc.span(count.first, count.last), "toll")] if count else []
    marks += [(*time.span, "date")] if time.span else []
    text = doc.report.text
    rule = f"{doc.pack.language}:motion.{head.name}:{head.form}"
    score = 0.55 + 0.15 * bool(origin) + 0.15 * bool(destination)
    evidence = Evidence(text[start:end], start, end, rule, score, text[a:b], a, tuple(sorted(marks)))
    return Movement(
        group, evidence, origin, via, destination,
        count=count.value if count else None, quantifier=count.quantifier if count else None,
        count_low=count.low if count else None, count_high=count.high if count else None,
        unit=_UNITS.get(count.unit or "", "people") if count else "people", time=time, modality=mode,
    )  # fmt: skip


def _end_marks(
    doc: Document, span: tuple[int, int], ends: Mapping[str, Iterable[End | None]]
) -> list[tuple[int, int, str]]:
    """Where the names of the ends stand; an end told of elsewhere in the text has no mark."""
    roles = {end.key: role for role, some in ends.items() for end in some if end}
    named = [p for p in (*literal(doc, *span), *homes(doc, *span)) if not p.container]
    told = [(p.mention, end.key) for p in named if (end := _end(p)) and end.key in roles]
    return [(m.start, m.end, roles[key]) for m, key in told]


def _ends(
    doc: Document, sentence: Sentence, span: tuple[int, int], tags: list[Tag], *, counted: bool
) -> tuple[End | None, tuple[End, ...], End | None]:
    """Origin, way-points, destination by the words before the names; homes and enclaves where none is named.

    Words that take up a place told before are an end beside a named one, or where those who move are ``counted``.
    """
    first, last = span
    ends: dict[str, list[End]] = {"origin": [], "via": [], "destination": []}
    around: list[End] = []
    crossed: list[End] = []
    moving = {sentence.clause_of(t.first) for t in tags}
    edge = -1  # where the last end stopped: what is joined to it is a further one of its kind
    for p in literal(doc, first, last):
        role, end = _role(doc, p, tags), _end(p)
        if end is None or p.container:
            continue
        if role:
            ends[role].append(end)
            crossed += [end] if p.cue in ("bridge", "crossing", "river", "road") else []
            edge = p.last
        elif not joined(doc, edge, p) and (sentence.clause_of(p.first) in moving or sets_the_scene(doc, p)):
            around.append(end)
    for role, label, other in (("origin", "out_of", "destination"), ("destination", "into", "origin")):
        if not ends[role] and (ends[other] or counted) and (end := _taken_up(doc, sentence, span, label)):
            ends[role].append(end)
    if not ends["origin"] and any(t.name in _FROM for t in tags) and ends["destination"]:
        ends["origin"] = [end for end in around if rank(end.place) >= SETTLED]  # "in X, 50 prisoners were taken to Y"
    if len(ends["destination"]) > 1 and crossed and crossed[0] is ends["destination"][0]:
        ends["via"].append(ends["destination"].pop(0))  # "crossed the bridge of X towards Y"
    lived = homes(doc, first, last)
    origin = ends["origin"][0] if ends["origin"] else _end(lived[0]) if lived else None
    destination = ends["destination"][0] if ends["destination"] else None
    origin, destination = _enclave(doc, first, last, tags, (origin, destination))
    if origin and destination and origin.key == destination.key:
        destination = None
    return origin, tuple(ends["via"]), destination


def _taken_up(doc: Document, sentence: Sentence, span: tuple[int, int], label: str) -> End | None:
    """A place told before that stands here as "the town", after a word that leads from or to it."""
    for tag in doc.within(label, *span):
        if stand := standing(doc, sentence, (tag.last, tag.last + 2)):
            return _end(stand)
    return None


def _enclave(
    doc: Document, first: int, last: int, tags: list[Tag], ends: tuple[End | None, End | None]
) -> tuple[End | None, End | None]:
    """Let "the pocket", "the group's last stronghold" stand for the place that the story is about."""
    origin, destination = ends
    story = doc.story
    for tag in doc.within("enclave", first, last) if story else ():
        left = any(0 <= tag.first - t.last <= 2 and t.name in ("leave", "evacuate", "flee") for t in tags)
        entered = doc.within("into", tag.first - 3, tag.first) and any(t.name in ("advance", "arrive") for t in tags)
        if origin is None and (left or doc.within("out_of", tag.first - 3, tag.first)):
            origin = _end(story)
        elif entered and (destination is None or (destination.place and rank(destination.place) < SETTLED)):
            destination = _end(story)
    return origin, destination


def _understood(doc: Document, sentence: Sentence, head: Tag) -> End | None:
    """Where people came from when only their leaving is told: the settlement named just before, else the story's."""
    first, end = sentence.clause(sentence.clause_of(head.first))
    named = [p for p in literal(doc, sentence.first, end) if not p.container]
    before = [p for p in named if first <= p.first < head.first and rank(p.mention.place) >= SETTLED]
    rescued = head.name == "evacuate" and named and named[0].located
    only = named[0] if len(named) == 1 and (named[0].first < head.first or rescued) else None
    chosen = before[-1] if before else only if named else doc.story
    return _end(chosen) if chosen else None


def _left_before(doc: Document, sentence: Sentence, head: Tag, destination: End) -> End | None:
    """Where forces fell back from or people fled: the settlement that was told of just before in the sentence."""
    if head.name not in ("withdraw", "flee"):
        return None
    first, _ = sentence.clause(sentence.clause_of(head.first))
    left = [
        _end(p) for p in literal(doc, sentence.first, first) if rank(p.mention.place) >= SETTLED and not p.container
    ]
    return left[-1] if left and left[-1] and left[-1].key != destination.key else None


def _end(p: Placed | None) -> End | None:
    if p is None:
        return None
    place = p.mention.place
    return End(place, precision(place, p.relation) if place else None, p.mention.surface)


def _role(doc: Document, p: Placed, tags: list[Tag]) -> str | None:
    """What the words before a name make of it, else the verb nearest to it."""
    if led := _led(doc, p, min(t.first for t in tags)):
        return led
    near = min(tags, key=lambda t: abs(t.first - p.first))
    if near.name == "surrender" and p.located:
        return "origin"
    leaving = any(t.name in ("evacuate", "flee", "leave") for t in tags)
    lived = bool(doc.within("dwellers", p.lead - 1, p.first) or doc.at("dwellers", p.lead))
    reach = {"leave": 4, "flee": 0}.get(near.name, -1)  # "forced to leave X"
    left = (is_verb(near) or p.lead == near.last) and 0 <= p.lead - near.last <= reach and not p.located
    if (leaving and lived) or left:
        return "origin"
    conjoined = doc.tokens[p.lead].text[:1] in doc.pack.morphology.conjunctions
    follows = p.located and p.first > near.first
    reached = near.name == "arrive" and 0 <= p.lead - (near.first + 1 if near.loose else near.last) <= 6
    if reached or (follows and near.name == "advance"):
        return "destination"
    if follows and near.name in ("transport", "arrive", "return") and not conjoined:
        return "destination"
    return None


def _led(doc: Document, p: Placed, motion: int) -> str | None:
    """The role by words right before, or before what lies in the place: to a hospital in X, from the farms around Y."""
    beside = [t for label in ("via", "out_of", "into") for t in doc.within(label, p.lead - 2, p.first)]
    if beside := [t for t in beside if t.last >= p.lead]:
        return _ROLES[max(beside, key=lambda t: t.last).label]  # "fled to X": the word beside the name
    start = max(motion, p.lead - _WITHIN)
    leads = doc.within("into", start, p.lead) + doc.within("out_of", start, p.lead) if p.located else ()
    for tag in sorted(leads, key=lambda t: -t.first):
        gap = range(tag.last, p.lead)
        apart = any(doc.tokens[i].is_sign or doc.at("event", i) or doc.at("motion", i) for i in gap)
        if gap and not apart and not literal(doc, tag.last, p.lead):
            return _ROLES[tag.label]
    return None


def _group_of(
    doc: Document, sentence: Sentence, span: tuple[int, int], head: Tag, count: Quantity | None, before: str | None
) -> str | None:
    """Who moves, by what is counted, by the nouns around, else those told of before: another 5,500 left."""
    if count is not None and count.unit == "families":
        return "civilians"
    if count is not None and count.noun is None and before and not doc.has("group", *span):
        return before
    group = _group(doc, sentence, span, head)
    if group is None and count is not None and count.noun != "vehicles":
        return "civilians" if count.noun == "people" else before or "civilians"
    return group


def _group(doc: Document, sentence: Sentence, span: tuple[int, int], head: Tag) -> str | None:
    """Who moves: the group noun nearest to the verb; a mixed crowd is told by its larger part, civilians."""
    first, last = span
    tags = doc.within("group", first, last)
    near = {t.name for t in _near(tags, head)}
    if head.name in ("advance", "withdraw") and "civilians" not in near:
        return "fighters" if "fighters" in near and "forces" not in near else "forces"
    seized = doc.within("event", sentence.first, head.first, "arrest")
    if head.name == "transport" and seized and not any(head.first < t.first for t in tags):
        return "detainees"
    if not tags:
        return _GROUPS.get(head.name)
    kinds = {t.name for t in tags}
    if head.name in ("transport", "free") and "detainees" in kinds and "fighters" in kinds:
        return "detainees"  # "prisoners were handed to the guards"
    nearest = min(
        tags, key=lambda t: abs(t.first - head.first) + (3 if t.first < head.first and doc.pack.language == "ar" else 0)
    )
    if nearest.name == "forces":
        others = [t for t in tags if t.name != "forces"]
        if others and head.name not in ("advance", "withdraw", "infiltrate"):
            return others[0].name
    return (
        "civilians"
        if nearest.name == "fighters" and "civilians" in kinds and head.name not in ("infiltrate", "surrender")
        else nearest.name
    )


def _near(tags: list[Tag], head: Tag) -> list[Tag]:
    return [t for t in tags if abs(t.first - head.first) <= _BESIDE]


def _count(doc: Document, numbers: Numbers, sentence: Sentence, span: tuple[int, int], head: Tag) -> Quantity | None:
    """The number nearest to the verb that counts people, families or vehicles; no parts, tolls or item numbers."""
    other = [(d.first, d.last) for d in doc.dates] + [(p.first, p.last) for p in doc.mentions]
    fit = [
        q for q in numbers.find_all(doc.tokens, *span)
        if q.noun in ("people", "families", "vehicles", None) and not any(a <= q.first < b for a, b in other)
        and not doc.within("part", q.first - 3, q.first) and not doc.at("part", q.last)
        and not (q.first == sentence.first and q.noun is None)
    ]  # fmt: skip
    bare = 2 if head.name not in ("advance", "withdraw") else _MASS  # "on two axes" counts no forces
    fit = [q for q in fit if q.noun or q.value is None or q.value >= bare]
    clause = sentence.clause(sentence.clause_of(head.first))
    own = [q for q in fit if clause[0] <= q.first < clause[1]]
    fit = own or [q for q in fit if not any(doc.has(key, q.first - 3, q.last + 1) for key in ("killed", "wounded"))]
    if not fit:
        return None
    counted = [q for q in fit if q.noun != "vehicles"] or fit
    best = min(counted, key=lambda q: abs(q.first - head.first))
    people = numbers.find_people(doc.tokens, best.first, span[1])
    return people if people is not None and people.first == best.first else best


def _merged(found: list[Movement]) -> list[Movement]:
    out: list[Movement] = []
    for m in found:
        twin = next((i for i, o in enumerate(out) if _same(o, m)), None)
        if twin is None:
            out.append(m)
        elif out[twin].count is None and m.count is not None:
            out[twin] = replace(m, time=m.time if m.time.start else out[twin].time)
    return out


def _same(a: Movement, b: Movement) -> bool:
    ends = all(
        x is None or y is None or x.key == y.key for x, y in ((a.origin, b.origin), (a.destination, b.destination))
    )
    shared = bool((a.origin and b.origin) or (a.destination and b.destination))
    dates = not (a.time.start and b.time.start) or a.time.start == b.time.start
    counts = a.count is None or b.count is None or a.count == b.count
    return ends and shared and dates and counts and a.group == b.group and a.modality == b.modality

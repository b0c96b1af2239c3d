"""Whether an event's noun is told as happening: by a verb that carries it, a cause, a toll, or a headline's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.accusing import accusation
from geomap.extraction.what.alongside import told_beside
from geomap.extraction.what.arabic import made_then, stirs_up, wielded
from geomap.extraction.what.english import told_in_full
from geomap.extraction.what.modality import in_a_crowd, is_verb
from geomap.extraction.what.notes import goes_on_noting
from geomap.extraction.where.headings import headed
from geomap.extraction.who.subjects import CROWD_FAMILIES

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_NEAR = 3  # tokens before an event noun in which a word takes its fact
_UNDERGONE = 14  # tokens from "came under" to the noun of what was undergone
_HEADLINE = 2  # words before an event noun that a headline tells
_ANNOUNCED = 5  # words from "announced" to the noun of what is: its subject stands between
_SCENE = 6  # tokens of the place that opens a sentence before its headline
_REACH = 14  # tokens over which a verb of happening carries an event noun


def _is_participle(doc: Document, tag: Tag) -> bool:
    """English: whether a word is a participle, or a noun that is written as one: bombing."""
    return tag.form == "participle" or doc.tokens[tag.first].word.endswith("ing")


def licensed(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether an event noun is told as happening: by a verb of happening, a cause, a toll, or a headline's form."""
    ends = doc.over(tag.last - 1).values() if tag.loose and tag.form == "word" else ()
    verb = is_verb(tag) and not (tag.form != "past" and (_is_noun(doc, tag) or _fled_from(doc, tag)))
    # accused the police of beating marchers in X
    verb = verb or (
        (_is_participle(doc, tag) or bool(doc.pack.morphology.article)) and accusation(doc, tag) is not None
    )
    if (
        verb or made_then(doc, tag) or wielded(doc, tag, sentence) or any(t.form == "past" for t in ends)
    ):  # "aircraft of the alliance bombed", where the verb stands last
        return True
    first, _ = sentence.clause(sentence.clause_of(tag.first))
    dated = [(d.first, d.last) for d in doc.dates_in(first, tag.first)]  # "a week before"
    halts = (
        t
        for t in doc.within("halt", first, tag.first)
        if not (doc.at("actor", t.first) or doc.at("still", t.first) or _begins(doc, t, tag) or stirs_up(doc, t))
        and not any(a <= t.first < b for a, b in dated)  # "Counter Terrorism" is a force
        and not _of_its_toll(doc, t, tag, first)
    )
    m = doc.pack.morphology
    charged = any(t.last >= tag.first - 1 for t in doc.within("accused", first, tag.first))
    stopped = (
        charged
        or any(_halts(doc, t, tag) for t in (*halts, *_hurt_by(doc, tag, first)))
        or _why_they_left(doc, tag, sentence)
    )
    if stopped and not told_in_full(doc, tag):
        return False
    end = sentence.clause(sentence.clause_of(tag.first))[1]
    if (
        doc.has("calms", tag.last, end)
        or (tag.name in CROWD_FAMILIES and doc.has("called_off", tag.last, end))
        or (doc.has("suspended", tag.last, tag.last + 3) and not doc.has("still", first, tag.last + 3))
        or (tag.form == "noun" and doc.at("head_noun", tag.last))
    ):
        return False
    to = m.prepositions[1] if len(m.prepositions) > 1 else "\0"
    if tag.prefix.removesuffix(m.article).endswith(to) or tag.prefix.endswith(tuple(m.article_with.values()) or "\0"):
        start = sentence.first if tag.first == first else max(first, tag.first - _UNDERGONE)  # behind an aside
        return doc.has("undergoes", start, tag.first) or doc.has("prepares", start, tag.first)
    by = m.prepositions[:1]  # "an attack ... with a grenade"
    if by and tag.prefix.removesuffix(m.article).endswith(by) and doc.has("naming", first, tag.first):
        return False  # "called it a massacre"
    return _carried(doc, tag, sentence) or _introduced(doc, tag, first) or _headed(doc, tag, sentence, first)


def _carried(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether a verb of happening carries an event noun, before or after it, or its sentence tells a toll."""
    around = max(sentence.first, tag.first - _REACH), min(sentence.last, tag.last + _REACH)
    carried = any(
        _carries(doc, t)
        for t in doc.within("occurs", around[0], around[1])
        if not (t.form == "present" and t.first == tag.last - 1)  # "attacks" that are a noun carry nothing
    )
    first = sentence.first
    while first < sentence.last and (doc.tokens[first].is_sign or doc.tokens[first].is_number):
        first += 1  # an item's bullet, number or hour
    opens = carried or any(_carries(doc, t) for t in doc.within("occurs", first, first + 2))
    if opens or any(doc.has(label, sentence.first, sentence.last) for label in ("killed", "wounded", "unhurt")):
        return True
    rose = doc.first_of("risen", first, tag.first)
    if rose is not None and tag.last < rose.last:
        return True  # the toll of the raid on X rose to nine
    days = doc.at("few_days", tag.first - 1)  # the toll of four days of clashes rose
    return days is not None and doc.has("risen", max(sentence.first, days.first - _NEAR), days.first)


def _introduced(doc: Document, tag: Tag, first: int) -> bool:
    """Whether words before an event noun in its clause take it as a fact: the cause, with it, announced it."""
    m = doc.pack.morphology
    by = m.prepositions[:1]
    introduced = any(doc.has(label, tag.first - 2, tag.first) for label in ("begins", "cause", "coincides"))
    introduced = introduced or (bool(by) and tag.prefix.endswith(by) and doc.has("event", first, tag.first))
    goes_on = any(t.last >= tag.first - 1 for t in doc.within("still", first, tag.first))  # no let-up in
    told = doc.within("unproven", max(first, tag.first - _REACH), tag.first)
    start = doc.sentence_of(tag.first).first  # rumours of a raid; not "a riot broke out after rumours of"
    said = any(t.name in ("claim", "rumour") and not doc.has("event", start, t.first) for t in told)
    if introduced or goes_on or said or told_beside(doc, tag):
        return True
    own = (
        tag.form == "noun" and not tag.loose and doc.tokens[tag.first].text.endswith(m.pronouns or "\0")
    )  # their defection
    announced = any(
        (tag.first - t.last <= _ANNOUNCED or own) and not doc.has("complement", t.last, tag.first)
        for t in doc.within("announces", max(first, tag.first - _REACH), tag.first)
    )
    # gets ready to mount an operation
    meant = "prepares" in doc.tags and doc.has("prepares", max(first, tag.first - _REACH), tag.first)
    return announced or meant or doc.has("responds", first, tag.first)  # "answered with raids"


def _headed(doc: Document, tag: Tag, sentence: Sentence, first: int) -> bool:
    """Whether an event noun stands as headlines have it, or a denial of it says that something else came about."""
    m = doc.pack.morphology
    conjunction = m.conjunctions[:1] or ("\0",)
    opened = doc.first_of("event", sentence.first, first) or tag  # "foiling of .., and destruction of a tunnel"
    goes_on = tag.first == first and tag.prefix.startswith(conjunction) and opened.form == "noun"
    start = opened.first if goes_on else tag.first
    scene = first > sentence.first and first - sentence.first <= _SCENE and opened is tag  # "in Aden, arrest of a"
    words = sum(not doc.tokens[i].is_sign for i in range(first if scene else sentence.first, start))
    if goes_on_noting(doc, tag, sentence, first):
        return True
    headline = words <= _HEADLINE and (bool(doc.places_in(sentence.first, sentence.last)) or headed(doc, sentence))
    before = max(sentence.first, tag.first - _REACH)
    managed = any(not doc.at("attempt", t.first) for t in doc.within("manages", before, tag.first))
    calm = doc.has("negation", tag.first, tag.last)  # "entered without a fight"
    taken = bool(m.article) and doc.has("event", first, tag.first)  # Arabic: "fell into their hands without a shot"
    moved = calm and (taken or doc.has("motion", first, tag.first))
    told = headline or managed or moved or in_a_crowd(doc, tag)
    return told or _beside_motion(doc, tag, sentence)


def _of_its_toll(doc: Document, length: Tag, tag: Tag, first: int) -> bool:
    """Whether some days of a fight stand behind its toll: the toll of three days of fighting rose."""
    days = doc.at("few_days", length.first)
    return days is not None and days.last == tag.first and doc.has("risen", max(first, days.first - _NEAR), days.first)


def _begins(doc: Document, before: Tag, tag: Tag) -> bool:
    """English: whether a noun with its verb stands right after "before": arrested ten, before clashes broke out."""
    verb = doc.at("occurs", tag.last) or doc.at("event", tag.last)
    opens = doc.pack.language == "en" and doc.at("clause", before.first) is not None and before.last == tag.first
    return opens and verb is not None and verb.form in ("past", "base")


def _hurt_by(doc: Document, tag: Tag, first: int) -> list[Tag]:
    """Arabic: the hurt who are only spoken of by what hurt them: an aircraft with the wounded of the clashes."""
    m, hurt = doc.pack.morphology, doc.at("wounded", tag.first - 1)
    known = bool(m.article) and tag.prefix == m.article and not doc.has("occurs", first, tag.first)
    return [hurt] if known and hurt and hurt.last == tag.first and not is_verb(hurt) else []


def beside_headline(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Arabic: whether a noun of motion goes on with a headline that opens with another: entry of A and exit of B."""
    opening = doc.first_of("motion", sentence.first, sentence.first + _HEADLINE) or tag
    joins = tag.prefix in doc.pack.morphology.conjunctions[:1] and bool(doc.pack.morphology.article)
    return joins and tag.form == opening.form == "noun" and opening is not tag and licensed(doc, opening, sentence)


def _beside_motion(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Arabic: whether a headline that opens with a noun of motion goes on with an event: exit of A, handover of X."""
    opening = doc.at("motion", sentence.first)
    joins = tag.prefix in doc.pack.morphology.conjunctions[:1] and bool(doc.pack.morphology.article)
    return joins and opening is not None and opening.form == "noun" and opening.first == sentence.first


def _is_noun(doc: Document, tag: Tag) -> bool:
    """English: whether a word in -ing names a deed: the fighting, months of shelling."""
    before = tag.first - 1
    opens = tag.form == "participle" and tag.first == doc.sentence_of(tag.first).first  # "Fighting has eased"
    of = before > 0 and doc.pack.has("genitive", doc.tokens[before].word)
    return not tag.loose and (opens or of or doc.at("nominal", before) is not None)


def _why_they_left(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether fighting is only why people left, its sides and its place untold: fled because of the clashes."""
    if tag.name != "clash":
        return _fled_from(doc, tag)
    _, end = sentence.clause(sentence.clause_of(tag.first))
    left = doc.has("motion", sentence.first, tag.first) and doc.has("cause", tag.first - _NEAR, tag.first)
    told = any(doc.has(label, tag.last, end) for label in ("acting", "actor", "group", "killed", "wounded"))
    return left and not (told or doc.places_in(tag.last, end) or doc.dates_in(tag.last, end))


def _fled_from(doc: Document, tag: Tag) -> bool:
    """Arabic: whether an event is what people fled, its day and toll untold: families came, in flight from the raids.

    So is what a relative clause in the present tells of it: the shelling that aims at X.
    """
    if tag.form == "present" and not doc.at("relative", tag.first - 1):
        return False
    at = tag.first - 2 * (tag.form == "present")  # "the shelling that aims at"
    fled, event = doc.at("motion", at - 2), doc.at("event", at)
    article = doc.pack.morphology.article or "\0"
    if fled is None or event is None or fled.name != "flee" or not doc.at("out_of", at - 1):
        return False
    last = doc.sentence_of(at).last
    untold = not (doc.dates_in(at, last) or doc.has("killed", at, last))
    return untold and doc.tokens[at].text.startswith(article)


def _halts(doc: Document, halt: Tag, tag: Tag) -> bool:
    """Whether what takes an event noun's fact reaches it: right before it, or a word between after a longer phrase."""
    m = doc.pack.morphology
    bare = (
        not halt.prefix or halt.prefix == m.future or halt.prefix in m.conjunctions[:1]
    )  # "will look into the death of"
    if halt.last - halt.first > 1 and doc.at("one", halt.last - 1):
        return False  # "of one family", which is written as "of the family and one" is
    near = halt.last >= tag.first - 1 and halt.first >= tag.first - _NEAR
    if near and tag.prefix in m.prepositions[:1] and doc.at("occurs", halt.first - 1):
        return False  # experts set about clearing
    return bare and (near or (halt.last - halt.first > 1 and halt.last >= tag.first - _NEAR))


def _carries(doc: Document, verb: Tag) -> bool:
    """A verb of happening carries a noun unless a relative clause in the present only describes."""
    if verb.form == "word" and verb.prefix:
        return False  # "the raging battle" is only spoken of
    if verb.form != "present":
        return True
    relative = doc.at("relative", verb.first - 1)
    pronoun = any(doc.tokens[verb.first].word.endswith(p) for p in doc.pack.morphology.pronouns[:1])
    return not relative and not pronoun

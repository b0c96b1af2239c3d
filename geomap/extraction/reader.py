"""The pure core: one report in, everything read in it out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.extraction.how_many.numbers import Numbers
from geomap.extraction.how_many.shares import part_shares
from geomap.extraction.how_sure import likelihood
from geomap.extraction.names.demonyms import with_demonyms
from geomap.extraction.names.mentions import find_mentions
from geomap.extraction.names.small_letters import legible
from geomap.extraction.ways.aftermath import taken_away
from geomap.extraction.ways.movements import find_movements
from geomap.extraction.what.deeds import part_deeds
from geomap.extraction.what.each import tell_each
from geomap.extraction.what.incidents import find_incidents
from geomap.extraction.what.retyping import retyped
from geomap.extraction.when.dates import Dates
from geomap.extraction.when.long_ago import mark_old_years
from geomap.extraction.when.since_events import counted_from
from geomap.extraction.where.headings import focus
from geomap.extraction.who.subjects import of_no_state
from geomap.extraction.words.document import Document
from geomap.extraction.words.languages import detect, is_written_in, script_of
from geomap.extraction.words.original import original
from geomap.extraction.words.pack import LANGUAGES, load_pack
from geomap.extraction.words.phrases import definite
from geomap.model import Parsed

if TYPE_CHECKING:
    from datetime import date

    from geomap.extraction.when.dates import DateSpan
    from geomap.extraction.words.pack import Pack, Tag
    from geomap.model import Gazetteer, Incident, Movement, Report


_SOLDIERS = "army"  # actors called so in any country
_VERBS = ("event", "motion", "occurs", "blast", "reaches", "target_mark", "names_place", "locative")
_MONTHS = ("event", "motion", "future", "modal", "may")  # lists that have words written as months are
_DAY_AND_MONTH = 2  # words of a day of the year
_OPENING = 2  # sentences in which a report says its own day
_PAPER = 2  # tokens from the mark that opens the name of a newspaper to its last word
_OPENING_MARKS, _CLOSING = ("«", '"', "“"), ("»", '"', "”")


@cache
def grammars(language: str) -> tuple[Numbers, Dates]:
    """Return what reads numbers and dates in a language, made once."""
    table = load_pack(language).table
    numbers = Numbers(table["numbers"])
    return numbers, Dates(table["dates"], numbers)


def read(report: Report, gazetteer: Gazetteer, *, only: str | None = None) -> Parsed:
    """Read a report: mentions, and unless ``only="mentions"`` incidents and movements.

    A language without a pack is read for places alone, and ``error`` says so, as it does of a language given to a text
    that is not in its letters; an empty text gives an empty Parsed.
    HTML that was left in the text is read as if it were not there.
    """
    clean = legible(report, gazetteer)
    if clean.text is report.text:
        return _read(report, gazetteer, only)
    return original(_read(replace(report, text=clean.text), gazetteer, only), clean, report.text)


def _read(report: Report, gazetteer: Gazetteer, only: str | None) -> Parsed:
    doc, given = annotated(report, gazetteer, only=only), report.language
    report, language = doc.report, doc.report.language
    supported = language in LANGUAGES
    error = (_misnamed(report, doc.pack) if given else None) if supported else _unread(language)
    mentions = with_demonyms(doc, gazetteer, [p.mention for p in doc.mentions])
    if only == "mentions" or not supported:
        return Parsed(report, mentions, error=error)
    incidents, movements = _records(doc)
    incidents, movements = likelihood.of_incidents(doc, incidents), likelihood.of_movements(doc, movements)
    return Parsed(
        report,
        mentions,
        tuple(i for i in incidents if not likelihood.is_doubtful(i)),
        tuple(m for m in movements if not likelihood.is_doubtful(m)),
        error=error,
        doubtful=(*filter(likelihood.is_doubtful, incidents), *filter(likelihood.is_doubtful, movements)),
    )


def found(report: Report, gazetteer: Gazetteer) -> tuple[Document, list[Incident], list[Movement]]:
    """Read a report in a supported language, and return all that rules find in it, however unlikely."""
    doc = annotated(report, gazetteer)
    return doc, *_records(doc)


def _records(doc: Document) -> tuple[list[Incident], list[Movement]]:
    numbers, _ = grammars(doc.pack.language)
    incidents = retyped(doc, find_incidents(doc, numbers))
    return incidents, taken_away(doc, incidents, find_movements(doc, numbers))


def _unread(language: str | None) -> str:
    """Say why nothing but places was read, and what can be done."""
    known = ", ".join(LANGUAGES)
    if language in (None, "und"):
        return f"the language of the report could not be told: only places were read; name it if it is one of {known}"
    return f"language {language!r} is not supported: only places were read; incidents are read in {known}"


def _misnamed(report: Report, pack: Pack) -> str | None:
    """Say where a report is given in a language whose letters it is not written in, and what can be done."""
    if is_written_in(report.text, arabic=pack.is_arabic):
        return None
    told = detect(report.text)
    own = f"name its own ({told!r}, as it looks)" if told in LANGUAGES else "name its own"
    said = f"language {report.language!r} is given, but the text is not in its letters"
    return f"{said}, so that little or nothing was read: {own}, or leave `language` out"


def annotated(report: Report, gazetteer: Gazetteer, *, only: str | None = None) -> Document:
    """Find what records are made of: words, sentences, dates, places. Without a pack the script's own is taken."""
    language = report.language or detect(report.text)
    report = replace(report, language=language)
    script = language if language in LANGUAGES else script_of(report.text)
    numbers, dates = grammars(script)
    doc = Document.of(report, load_pack(script))
    doc.dates = dates.find(doc.tokens, report.published, report.text)
    if (day := _own_day(doc) if report.published is None else _day_covered(doc)) is not None:
        told = dates.find(doc.tokens, day, report.text)
        doc.dates = told if told[0].time == doc.dates[0].time or report.published is None else doc.dates
    doc.dates = _without_names(doc)
    doc.dates = counted_from(doc)
    doc.join_asides()
    doc.mentions = find_mentions(doc, gazetteer)
    if only == "mentions":
        return doc
    if script == "en":
        _forget_verbs(doc)
    mark_old_years(doc)
    tell_each(doc)
    part_deeds(doc)
    part_shares(doc, numbers)
    doc.story = focus(doc)
    _call_by_country(doc)
    return doc


def _forget_verbs(doc: Document) -> None:
    """English: let the name of a place be no verb that is written so: the garrison of Hit, outside Hit."""
    for p in doc.mentions:
        if p.last - p.first == 1 and (verb := doc.at("event", p.first)) and verb.last - verb.first == 1:
            for tag in list(doc.over(p.first).values()):
                if (tag.first, tag.last) == (p.first, p.last) and tag.label in _VERBS:
                    doc.drop(tag)


def _call_by_country(doc: Document) -> None:
    """Let those who are called alike be who they are in the country told of most: the Kurdish forces of Iraq.

    Where a word names nobody by itself, as "the militia" or "the enemy", it stands for nobody in other countries.
    """
    alike = [t for t in doc.tags.get("actor", ()) if doc.pack.actors[t.name].elsewhere]
    told = Counter(p.mention.place.country for p in doc.mentions if p.mention.place) if alike else None
    country = told.most_common(1)[0][0] if told else None
    for tag in alike:
        if tag.name == _SOLDIERS and (of_no_state(doc, tag.last) or _of_others(doc, tag)):
            continue  # the Army of Conquest; the Eritrean army
        actor = doc.pack.actors[tag.name]
        theirs = dict(actor.elsewhere).get(country or "")
        if actor.name or (theirs and _known_ones(doc, tag)):
            tag.name = theirs or tag.name
        else:
            doc.drop(tag)


def _of_others(doc: Document, tag: Tag) -> bool:
    """Whether soldiers are told to be those of another country than the one told of most: the Eritrean army."""
    return doc.at("demonym", tag.last if doc.pack.morphology.article else tag.first - 1) is not None


def _known_ones(doc: Document, tag: Tag) -> bool:
    """Whether a word for several stands for those of whom everybody knows: the militia, not some militia."""
    article = doc.pack.morphology.article
    lone = tag.last - tag.first == 1 and bool(article)
    return not lone or definite(doc, tag) or doc.tokens[tag.first].text.removeprefix(tag.prefix).startswith(article)


def _without_names(doc: Document) -> list[DateSpan]:
    """Dates, those left out that are names; the May and the March of these are no other words either."""
    kept: list[DateSpan] = []
    for d in doc.dates:
        if not _in_name(doc, d):
            kept.append(d)
            continue
        doc.day_names.update(range(d.first, d.last))
        if doc.pack.language == "en":
            for i in range(d.first, d.last):
                for tag in list(doc.over(i).values()):
                    if tag.first == i == tag.last - 1 and tag.label in _MONTHS:
                        doc.drop(tag)
    return kept


def _in_name(doc: Document, date: DateSpan) -> bool:
    """Whether a day of the year is the name of what stands right before it: the bridge of the 6th of October."""
    if doc.pack.language == "en":
        return _called_by_day(doc, date)
    if doc.at("named_after", date.first - 1) or _of_paper(doc, date):
        return True
    if (
        doc.pack.morphology.article
        and date.kind == "month"
        and date.last - date.first == 1
        and _counted(doc, date.first - 1)
    ):
        return doc.at("cue", date.first - 2) is not None  # in the quarter of Seven July
    named = doc.pack.morphology.article and (doc.at("cue", date.first - 1) or doc.at("facility", date.first - 1))
    numbered = doc.tokens[date.first].is_number or doc.tokens[date.first].text.startswith(doc.pack.morphology.article)
    return bool(named) and numbered and date.last - date.first > 1 and not (named and definite(doc, named))


def _counted(doc: Document, i: int) -> bool:
    """Whether a word is a number, written out."""
    return doc.at("tally", i) is not None or doc.at("one", i) is not None


def _called_by_day(doc: Document, date: DateSpan) -> bool:
    """English: whether a day of the year only names the spot behind it: the 6 October bridge, in 5 June quarter."""
    i, last = date.first, date.last
    if last >= len(doc.tokens) or doc.at("event", last):
        return False
    if doc.at("locative", i) and doc.pack.has("definite", doc.tokens[i + 1].word):
        i += 1  # fell on the 22 May hospital
    the = doc.pack.has("definite", doc.tokens[i].word)
    led = the or (i > 0 and doc.pack.has("definite", doc.tokens[i - 1].word))
    if doc.at("named_after", last):
        return led or date.kind == "month"  # the October uprising
    led = led or (i > 0 and any(doc.at(x, i - 1) for x in ("locative", "relation", "out_of")))
    words = doc.tokens[i + the : last]
    of = any(doc.pack.has("genitive", t.word) for t in words)  # the 7th of April bridge
    glued = sum(b.start == a.end for a, b in pairwise(words))
    if not led or len(words) - of - glued != _DAY_AND_MONTH:
        return False
    spot = any(doc.at(label, last) for label in ("cue", "facility", "struck", "ground"))
    return spot and (of or any(t.is_number for t in words))


def _of_paper(doc: Document, date: DateSpan) -> bool:
    """Arabic: whether "today" is the last word of a newspaper's name, in quotation marks."""
    i, tokens = date.first, doc.tokens
    if not doc.pack.morphology.article or date.last != i + 1 or date.last >= len(tokens) or i < _PAPER:
        return False
    return tokens[i + 1].text in _CLOSING and tokens[i - _PAPER].text in _OPENING_MARKS


def _day_covered(doc: Document) -> date | None:
    """The day before a report appeared, where its first line names it: the harvest of Friday 10-5-2013."""
    line, published = (doc.sentences or (None,))[0], doc.report.published
    days = [d for d in doc.dates if line and d.last <= line.last]
    day = days[0].time.start if len(days) == 1 and days[0].kind == "day" else None
    if line is None or day is None or published is None or (published - day).days != 1:
        return None
    words = doc.tokens[days[0].first : days[0].last]
    relative = {word for some in doc.pack.table["dates"].get("days", {}).values() for word in some}
    told = any(t.is_number for t in words) and not any(t.text in relative for t in words)  # not "yesterday, 9 October"
    return day if told and not doc.has("event", line.first, line.last) else None


def _own_day(doc: Document) -> date | None:
    """Day that an undated report gives itself: a full date, with its year, in the first sentence or two."""
    opening = doc.sentences[min(_OPENING, len(doc.sentences)) - 1].last if doc.sentences else 0
    days = [d.time.end for d in doc.dates if d.last <= opening and d.kind == "day" and d.time.start == d.time.end]
    return next((d for d in days if d), None)

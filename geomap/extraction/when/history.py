"""Is it history? What is told as past: by a marker, an old day, "had", a relative clause, the time it is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.when.customs import from_its_time
from geomap.extraction.when.eras import dated_after, of_an_era, opens_long_ago
from geomap.extraction.when.long_ago import of_history
from geomap.extraction.when.whose_days import in_an_aside, of_those_told, who_once
from geomap.extraction.words.phrases import back, known

if TYPE_CHECKING:
    from geomap.extraction.when.dates import DateSpan
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_WHAT_CAME = 2  # tokens from "when" to the verb of what happened
_SHORT = 3  # letters of words that are no verb of the present
_DIED = 2  # words of a verb that has an object of its own: lost their lives
_FAR = 7  # tokens before a word, or behind a day, in which "had" and "was" are told of it
OLD = 75  # days after which what happened is no news
_MONTH = 30  # days after which a month that is named alone is no news
_RECENT = 4  # days after which a relative clause tells no news
_ASIDE = 10  # tokens from "who" over an aside to "had"
_WHO = 3  # tokens from "that" to its verb
_FRESH, _FRESH_DAY = 14, 8  # days in which what "had happened" is news still; where the day itself is named
_SAID = 6  # tokens from the end of a sentence in which it is told who said so
_SUBJECT = 9  # tokens from "had said" to "that"
_SINCE = 6  # tokens from "the heaviest" to "for months"
_YEAR, _EARLIEST = 4, "1900"  # digits of a year; the year from which a number is one
_ADJECTIVES = 1  # words between a year and the event that it names


def historical(doc: Document, tag: Tag, sentence: Sentence, first: int, end: int, *, totals: bool) -> bool:
    """A marker of the past in the sentence, or a year that is not the report's in the clause."""
    first = from_its_time(doc, sentence, first)
    past = [
        t
        for t in doc.within("historical_clause", first, end)
        if t.last <= end
        and not (of_participle(doc, tag.first, t.first) or the_most(doc, first, t.first))
        and not doc.has("grounds", tag.first, t.first)  # seized over what he did last month
        and not (_of_what_follows(doc, tag, t) or who_once(doc, tag, t.first, t.last))
        and not of_those_told(doc, tag.first, tag.last - int(tag.loose), t.first, t.last)
    ]
    past += [t for t in [doc.at("historical_clause", first)] if t and t.first < first]  # "a month after it broke out"
    past += _behind_it(doc, first)
    past = [t for t in past if not (_told_with_its_day(doc, t, sentence) or _of_a_day(doc, t))]
    eras = doc.within("historical", sentence.first, sentence.last)  # but the deadliest since the civil war
    eras = [t for t in eras if not (doc.has("rights", t.last, tag.first) or _before_in_days(doc, t, sentence))]
    eras = [t for t in eras if not (totals and (day := doc.date_at(t.first)) and day.kind == "since")]
    told = any(not the_most(doc, sentence.first, t.first) for t in eras) or any(
        not describes(doc, tag.last, t.first) for t in past
    )
    if (
        told
        or _before_the_story(doc, sentence)
        or _running_since(doc, sentence)
        or _long_war(doc, tag)
        or told_of_then(doc, tag)
        or ("era" in doc.tags and of_an_era(doc, tag, sentence))
        or ("that_was" in doc.tags and dated_after(doc, sentence))
        or (doc.date_at(sentence.first + 1) and opens_long_ago(doc, tag, sentence))
        or _told_of_whom(doc, tag, end)
        or _had_before(doc, tag, first, end)
        or _of_an_old_year(doc, first, end)
        or of_history(doc, tag, sentence)
    ):
        return True
    if doc.at("subordinate", first):  # "since 2018, when fighting broke out": the day stands right before
        days = doc.dates_in(sentence.first, first)  # and "a day after", which ends in this clause
        said = (d.first for d in days if d.last > first or d.last + doc.tokens[d.last].is_sign == first)
        first = next(said, first)
    published = doc.report.published
    for span in doc.dates_in(first, end):
        if charge(doc, tag.first, span.first) is not None:
            continue  # arrested two men suspected of firing rockets in March
        going_on = totals and span.kind == "since"
        began = span.kind == "since" and span.last <= tag.first and doc.has("subordinate", span.last, tag.first)
        if began and span.time.start and published and (published - span.time.start).days > _RECENT:
            return True  # "since July 12, when they seized two soldiers"
        then = told_before(doc, span.first) and span.last <= tag.first  # "who had fled in April were lodged in X"
        then = then or of_those_told(doc, tag.first, tag.last - int(tag.loose), span.first, span.last)
        then = then or of_participle(doc, tag.first, span.first)
        then = then or who_once(doc, tag, span.first, span.last) or in_an_aside(doc, tag, span)
        then = then or any(doc.at("was", t.last) for t in doc.within("who", tag.last, span.first))
        then = then or (span.kind in ("since", "within") and the_most(doc, first, span.first))
        then = then or (span.kind == "year" and doc.has("remains", tag.last, span.first))  # of those killed in 2014
        if not (span.time.start and published) or going_on or then or describes(doc, tag.last, span.first):
            continue  # nor by "which had held it since 2011"
        age = (published - span.time.start).days
        if (age > OLD and span.kind in ("year", "month", "day", "later")) or (age > _MONTH and span.kind == "since"):
            return True
        if span.kind == "month" and span.time.end and (published - span.time.end).days > _MONTH:
            return True  # "in April" in a report of June
        if span.time.end and (span.time.end - span.time.start).days > OLD:
            return True
    return False


def not_its_day(doc: Document, at: int, day: DateSpan) -> bool:
    """Arabic: whether an old day in the clause of an event, told at a token, is that of those it befell."""
    published = doc.report.published
    old = published is not None and day.time.start is not None and (published - day.time.start).days > _FRESH
    return old and of_those_told(doc, at, at + 1, day.first, day.last)


def _before_in_days(doc: Document, marker: Tag, sentence: Sentence) -> bool:
    """Whether what is told to have come before came days before: the army had before, on Friday 5 June, entered X."""
    if doc.at("came_before", marker.first) is None:
        return False
    days = (d for d in doc.dates_in(sentence.first, sentence.last) if d.kind == "day" and d.time.start)
    return any(_fresh(doc, d) for d in days)


def _of_what_follows(doc: Document, tag: Tag, marker: Tag) -> bool:
    """English: whether "and" leads a marker of another time to what comes after: shot, and since then it is shut."""
    if doc.pack.language == "en" and marker.last < tag.first:  # as he did last month: rockets fell on X
        told = any(doc.has(x, doc.sentence_of(tag.first).first, marker.first) for x in ("event", "motion"))
        return told and any(doc.tokens[i].text == ":" for i in range(marker.last, tag.first))
    joined = marker.first > tag.last and doc.pack.has("and", doc.tokens[marker.first - 1].word)
    return joined and doc.pack.language == "en"


def _behind_it(doc: Document, first: int) -> list[Tag]:
    """English: markers of the past right before a clause that tells of then: stormed last spring after days of."""
    if doc.pack.language != "en" or doc.at("subordinate", first) is None:
        return []
    return [t for t in doc.within("historical_clause", first - _FAR, first) if t.last == first]


def _of_a_day(doc: Document, marker: Tag) -> bool:
    """Whether a marker of the past is part of a day: the 28th of last month."""
    day = doc.date_at(marker.first)
    return day is not None and day.kind == "day" and day.first < marker.first


def _of_an_old_year(doc: Document, first: int, end: int) -> bool:
    """English: whether a clause names an event or a time by its year: a 2014 massacre, during the 2011 war."""
    published = doc.report.published
    if published is None or doc.pack.morphology.article:
        return False
    for n in range(first, end - 1):
        token = doc.tokens[n]
        if token.is_number and len(token.text) == _YEAR and _EARLIEST < token.text < str(published.year):
            events = doc.within("event", n + 1, n + 2 + _ADJECTIVES)
            named = any(t.form not in ("past", "base") for t in events) or doc.has("era", n + 1, n + 2 + _ADJECTIVES)
            if named and doc.date_at(n) is None:
                return True
    return False


def charge(doc: Document, at: int, last: int) -> Tag | None:
    """The word before a token that charges those of whom an event at another tells; Dhale is a town too."""
    told = (t for label in ("accused", "grounds") for t in doc.within(label, at + 1, last))
    return next((t for t in told if doc.place_at(t.first) is None), None)


def _told_with_its_day(doc: Document, marker: Tag, sentence: Sentence) -> bool:
    """Whether what an event came after has its day and its place: the raid came two days after troops left X."""
    day = doc.date_at(marker.first + 1) if doc.at("comes", marker.first) else None
    counted = day is not None and (day.time.start is not None or (day.kind == "later" and day.offset <= _RECENT))
    return counted and bool(doc.places_in(marker.last, sentence.last))


def the_most(doc: Document, first: int, at: int) -> bool:
    """Whether a length of time only says since when something was the most of its kind: heaviest for months."""
    return doc.has("superlative", max(first, at - _SINCE), at)


def told_before(doc: Document, at: int) -> bool:
    """Whether "had" in a relative clause stands before what is told at a token: who had fled X in April."""
    had = _had(doc, at)
    return had is not None and doc.at("relative", had.first - 1) is not None


def _had(doc: Document, at: int) -> Tag | None:
    """The last "had" of a sentence before a token."""
    first = max(doc.sentence_of(at).first, at - _FAR)
    had = doc.within("pluperfect", first, at)
    return had[-1] if had else None


def of_participle(doc: Document, at: int, day: int) -> bool:
    """English: whether a day only dates what people were who now suffer else: nurses abducted in May were found."""
    done = doc.at("event", day - 1 - (doc.at("locative", day - 1) is not None))
    if done is None or done.last < day - 1 or done.first <= at < done.last or doc.pack.language != "en":
        return False
    whom = any(doc.at(label, done.first - 1) for label in ("civilian", "group", "acting"))
    later = at > day or doc.has("undergone", day, day + _FAR)
    killed = doc.at("killed", day - 1 - (done.last < day))
    fell = killed is not None and killed.last - killed.first > 1 and doc.at("lands", killed.last - 1) is not None
    died = done.last - done.first > _DIED or doc.at("intransitive", done.first) is not None
    if fell or (died and done.name == "killing"):
        return False  # two boys lost their lives on Friday when shells hit, soldiers fell on Friday in
    return done.form == "past" and whom and doc.at("undergone", day) is None and later


def told_of_then(doc: Document, tag: Tag) -> bool:
    """Whether "had" inside a sentence takes a verb back to what was before the story: the camp that had received."""
    had = _had(doc, tag.first)
    if had is None:
        return False
    explains = doc.at("relative", had.first - 1) or _tells_of_new(doc, had) or _of_whom(doc, had)
    explains = explains or _behind_aside(doc, had) or _where_to(doc, had, tag)
    if not (explains or _of_an_older_day(doc, had)):
        return False
    carried = doc.at("undergoes", had.last) or doc.at("occurs", had.last)  # "which had come under attacks"
    return had.last == tag.first or (tag.form in ("noun", "word") and carried is not None)


def _where_to(doc: Document, had: Tag, tag: Tag) -> bool:
    """Arabic: whether a verb only tells of what an event fell on: retook points that they had advanced to."""
    bare = bool(doc.pack.morphology.article) and had.last == tag.first and not had.prefix
    there = bare and doc.at("there", tag.last) is not None
    return there and doc.has("event", doc.sentence_of(had.first).first, had.first)


def _behind_aside(doc: Document, had: Tag) -> bool:
    """English: whether an aside parts "who" from "had": who, according to the army, had thrown a bomb."""
    who = doc.last_of("relative", had.first - _ASIDE, had.first)
    if who is None or doc.pack.language != "en":
        return False
    return doc.tokens[who.last].text == "," == doc.tokens[had.first - 1].text


def _had_before(doc: Document, tag: Tag, first: int, end: int) -> bool:
    """English: whether "had" takes a clause back to an older day: a fortnight earlier two girls had killed 70."""
    published = doc.report.published
    if published is None or doc.pack.language != "en":
        return False
    had = doc.within("pluperfect", tag.first - 2, tag.last if tag.loose else tag.first) or _of_both(doc, tag)
    had = [t for t in had if not doc.has("relative", tag.first, t.first)]  # moved into posts that the army had left
    if had and had[0].first < first:
        first = doc.sentence_of(tag.first).first
    if not had or doc.has("hearsay", doc.sentence_of(tag.first).first, had[-1].first):
        return False
    days = doc.dates_in(first, end)
    near = [d for d in days if d.kind == "later" and abs(d.offset) <= _RECENT]  # two days earlier they had shot him
    first_day = any(doc.at("relative", t.first - 1) for t in had)
    fresh = [d for d in days if not first_day and d.kind == "day" and _by_number(doc, d)]  # had hit it on 22 October
    return any(
        d.time.start and (published - d.time.start).days > (_FRESH_DAY if d in fresh else _RECENT)
        for d in days
        if d not in near
    )


def _by_number(doc: Document, day: DateSpan) -> bool:
    return any(t.is_number for t in doc.tokens[day.first : day.last])


def _of_both(doc: Document, tag: Tag) -> list[Tag]:
    """English: "had been" of a verb that one more shares, joined on by "and": had been burnt and a guard led off."""
    if tag.form != "past" or doc.at("undergone", tag.first - 1) is not None:
        return []
    sentence = doc.sentence_of(tag.first)
    had = [t for t in doc.within("pluperfect", sentence.first, tag.first) if doc.at("undergone", t.last)][-1:]
    if not had or tag.last >= len(doc.tokens):
        return []
    gap = range(had[0].last + 2, tag.first)
    joined = any(doc.pack.has("and", doc.tokens[i].word) for i in gap)
    apart = any(doc.at(x, i) for x in ("undergone", "clause", "relative", "hearsay") for i in gap)
    after = tag.first + 1 if tag.loose else tag.last
    bare = doc.tokens[after].is_sign or any(doc.at(x, after) for x in ("locative", "agent_mark", "out_of", "and"))
    return had if joined and bare and not apart else []


def _told_of_whom(doc: Document, tag: Tag, end: int) -> bool:
    """English: whether a relative clause with an older day only says who they are: the junta that ousted him in May."""
    published = doc.report.published
    if published is None or doc.pack.language != "en":
        return False
    who = doc.within("relative", tag.first - _WHO, tag.first)
    if not who:
        return False
    days = (d.time.start for d in doc.dates_in(who[0].first, end) if d.kind in ("day", "month", "year"))
    old = any(day and (published - day).days > _RECENT for day in days)
    return old and doc.has("event", doc.sentence_of(who[0].first).first, who[0].first)


def _of_whom(doc: Document, had: Tag) -> bool:
    """Arabic: whether "had" opens a later clause, nothing joining it: found a body, he had been abducted a week ago."""
    sentence = doc.sentence_of(had.first)
    bare = bool(doc.pack.morphology.article) and not had.prefix
    if any(_fresh(doc, d) for d in doc.dates_in(*sentence.clause(sentence.clause_of(had.first)))):
        return False
    return bare and had.first in sentence.clauses and had.first > sentence.first and doc.at("clause", had.first) is None


def _of_an_older_day(doc: Document, had: Tag) -> bool:
    """Arabic: whether "and had" opens a later clause that tells an older day: freed, and had been seized in May."""
    sentence = doc.sentence_of(had.first)
    if not doc.pack.morphology.article or had.first not in sentence.clauses[1:]:
        return False
    days = [d for d in doc.dates_in(*sentence.clause(sentence.clause_of(had.first))) if d.kind != "duration"]
    return bool(days) and not any(_fresh(doc, d) for d in days)


def _tells_of_new(doc: Document, had: Tag) -> bool:
    """Arabic: whether "had" follows an indefinite noun at once and so only describes it: a teacher who had been."""
    noun, article = had.first - 1, doc.pack.morphology.article
    sentence = doc.sentence_of(had.first)
    opens = had.first in sentence.clauses or doc.tokens[noun].is_sign or had.prefix
    named = doc.place_at(noun) and not doc.at("demonym", noun)  # "1,200 Syrian families that had"
    known = not article or doc.tokens[noun].text.startswith(article) or named or doc.date_at(noun)
    led = ("complement", "clause", "narrative", "hearsay", "actor", "event", "occurs", "locative")
    return not (opens or known or any(doc.at(label, noun) for label in led))


def describes(doc: Document, last: int, at: int) -> bool:
    """Whether an expression of time belongs to a participle: wages unpaid since, a town held since."""
    before = back(doc, at)
    if doc.pack.morphology.article:
        before = back(doc, before) if doc.at("from_then", before) else before
        those = doc.last_of("who", last, at)
        near = those is not None and those.first > last and at - those.first <= _SINCE
        months = (day := doc.date_at(at)) is not None and day.kind == "range"  # of all that was told, not of its end
        if those and near and not months and doc.at("occurs", those.last) is None:
            return True  # called for the release of those who have been held since May
    participle = doc.tokens[before].text.startswith(doc.pack.morphology.participles or "\0") or doc.at(
        "lasting", before
    )
    who = doc.place_at(before) is not None or doc.at("actor", before) is not None  # fought the gunmen in those years
    return before > last and bool(participle) and not who


def _before_the_story(doc: Document, sentence: Sentence) -> bool:
    """What "had happened" is told to explain the news, not as news, unless it is fresh; a toll without a day is."""
    had = doc.first_of("pluperfect", sentence.first, sentence.first + 2)
    was = doc.has("was", sentence.first, sentence.first + 1) and any(
        t.form == "past"
        for label in ("event", "motion", "occurs", "undergoes")
        for t in doc.within(label, sentence.first, sentence.last)
    )
    said = had is not None and doc.has("hearsay", had.last, had.last + 1)
    if doc.pack.morphology.article and had is not None:  # "had announced the dissolution of" tells no words of others
        said = said and doc.has("that", had.last, had.last + _SUBJECT)
    elif doc.pack.language == "en":  # the gunmen had burned six shops, residents said
        said = said or doc.has("hearsay", max(sentence.first, sentence.last - _SAID), sentence.last)
    if (had is None and not was) or said or (had is None and _as_they_were(doc, sentence)):
        return False
    if doc.has("just_before", sentence.first, sentence.last):
        return False
    days = [d for d in doc.dates_in(sentence.first, sentence.last) if d.kind != "duration"]
    if days:
        return not any(_fresh(doc, d) for d in days) or _how_it_began(doc, sentence, days)
    return not any(doc.has(label, sentence.first, sentence.last) for label in ("killed", "wounded"))


def _as_they_were(doc: Document, sentence: Sentence) -> bool:
    """Arabic: whether "was" only tells what people did when it happened: were picking olives when shells fell."""
    present = doc.pack.morphology.persons[:2]
    for when in doc.within("then", sentence.first + 2, sentence.last) if doc.pack.language == "ar" else ():
        done = any(t.form == "past" for t in doc.within("event", when.last, when.last + _WHAT_CAME))
        words = (t.text for t in doc.tokens[sentence.first + 1 : when.first])
        if done and any(len(w) > _SHORT and w.startswith(present) for w in words):
            return True
    return False


def _how_it_began(doc: Document, sentence: Sentence, days: list[DateSpan]) -> bool:
    """Arabic: whether "and had" takes a known fight back to its first day: the clashes had broken out on Saturday."""
    event = doc.at("event", sentence.first + 1)
    published = doc.report.published
    placed = doc.places_in(sentence.first, sentence.last)  # to what towns it then spread is news
    if event is None or published is None or placed or not (known(doc, event) and event.form == "noun"):
        return False
    told = doc.last_of("event", 0, sentence.first, event.name)
    return told is not None and all((published - d.time.start).days > 1 for d in days if d.time.start)


def _running_since(doc: Document, sentence: Sentence) -> bool:
    """Arabic: whether "since" opens a sentence that only sums up: since Friday eight have died in this round."""
    opens = doc.at("from_then", sentence.first)
    if opens is None or not any(doc.has(x, sentence.first, sentence.last) for x in ("killed", "wounded")):
        return False
    published, i = doc.report.published, opens.last
    day = doc.date_at(i) or doc.date_at(sentence.first)
    if day is not None and day.time.start and published:
        start, end = day.time.start, day.time.end or day.time.start
        return (published - start).days > 1 or (end - start).days > 1
    days = [d.time.start for d in doc.dates_in(i, sentence.last) if d.kind == "day" and d.time.start]
    fresh = published is not None and any((published - start).days <= 1 for start in days)  # since yesterday's attack
    return day is None and not fresh and any(doc.at(x, i) for x in ("event", "motion", "begins", "occurs", "renewed"))


def _long_war(doc: Document, tag: Tag) -> bool:
    """Arabic: whether fighting is only told of as having lasted for months: the battles, which went on for a year."""
    lasted = doc.at("lasts_long", tag.last) if tag.form == "noun" else None
    return lasted is not None and lasted.first <= tag.last + 1


def _fresh(doc: Document, day: DateSpan) -> bool:
    """Whether a day told is near the report's own; one that only the report's day would fix is."""
    if day.time.start is None or doc.report.published is None:
        return day.kind not in ("month", "since", "year")
    named = day.kind == "day" and bool(doc.pack.morphology.article)
    return day.kind != "year" and (doc.report.published - day.time.start).days <= (_FRESH_DAY if named else _FRESH)

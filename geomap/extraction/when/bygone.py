"""English: what is told beside the news: what a place went through once, what has been done since, who protests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_RECENT: Final = 6  # days after which what happened where somebody now stands is no news
_AT: Final = 6  # tokens from "at" over a spot to "where"
_BEFORE: Final = 7  # tokens from a season of the past to "when"
_BE: Final = 2  # tokens from a country's name to "has protested"
_MADE: Final = 2  # tokens from "made" to those who had to
_ARREST: Final = "arrest"
_SUICIDE: Final = "suicide"
_PROTEST: Final = "protest"
_LED: Final = 8  # tokens from "the crater left by" to the event
_LEADING: Final = ("locative", "into", "out_of", "relation", "and", "cue")
_MARCH: Final = "March"


def beside_the_news(doc: Document, tag: Tag, sentence: Sentence, first: int) -> bool:
    """Whether an event's word tells no news in a clause that begins at ``first``."""
    if tag.name == _PROTEST and (_of_a_state(doc, tag) or _made_to(doc, tag) or _a_month(doc, tag)):
        return True
    if tag.name == _ARREST and _of_ground(doc, tag):
        return True
    if tag.name == _SUICIDE and _of_whose_name(doc, tag):
        return True
    if tag.form == "noun" and _left_by(doc, tag, first):
        return True
    if tag.loose and any(doc.at("relative", t.first - 1) for t in doc.within("pluperfect", tag.first, tag.last)):
        return True  # guards who had occupied the port handed it back
    return _where_once(doc, tag, sentence) or _when_then(doc, tag, first) or _since_then(doc, tag, sentence)


def _of_a_state(doc: Document, tag: Tag) -> bool:
    """Whether a country protests, which no crowd does: Tripoli has protested over the drilling."""
    i = tag.first
    while i > tag.first - _BE and (doc.at("pluperfect", i - 1) or doc.tokens[i - 1].word in ("has", "have", "also")):
        i -= 1
    bare = tag.last - tag.first == 1 and tag.form == "past"
    who = doc.place_at(i - 1) if bare and i > 0 else None
    if who is None or any(doc.at(x, who.lead - 1) or doc.at(x, who.first - 1) for x in _LEADING):
        return False
    return not doc.pack.has("genitive", doc.tokens[who.first - 1].word)  # the people of X protested


def _of_ground(doc: Document, tag: Tag) -> bool:
    """Whether a capture is that of the ground just told of, not people's: the capture puts them in reach of X."""
    alone = tag.last - tag.first == 1 and tag.first > 0 and doc.at("takes_either", tag.first) is not None
    the = alone and doc.pack.has("definite", doc.tokens[tag.first - 1].word)
    return the and not (tag.last < len(doc.tokens) and doc.pack.has("genitive", doc.tokens[tag.last].word))


def _made_to(doc: Document, tag: Tag) -> bool:
    """Whether people only do what somebody makes them do: gunmen made engineers shut the pipeline."""
    return tag.loose and any(doc.tokens[i].word == "made" for i in range(max(0, tag.first - _MADE), tag.first))


def _a_month(doc: Document, tag: Tag) -> bool:
    """Whether a march is the month, which is told of no day: as early as March, by March."""
    token = doc.tokens[tag.first]
    alone = token.text == _MARCH and tag.last - tag.first == 1 and tag.first > 0
    return alone and doc.pack.has("of_the_year", doc.tokens[tag.first - 1].word)


def _of_whose_name(doc: Document, tag: Tag) -> bool:
    """Whether only a bomber's name or kin are told of: giving the bomber's name as that of a man from Tunis."""
    after = doc.tokens[tag.last : tag.last + 4]
    owner = bool(after) and after[0].text in ("'", "’", "'s", "’s")
    return tag.form == "noun" and owner and any(doc.pack.has("of_somebody_dead", t.word) for t in after[1:])


def _left_by(doc: Document, tag: Tag, first: int) -> bool:
    """Whether an event only tells what made a ruin that people pass: past the hole torn by a car bomb."""
    back = range(max(first, tag.first - _LED), tag.first - 1)
    return any(
        doc.pack.has("ruin", doc.tokens[i].word) and doc.pack.has("ruined_by", doc.tokens[i + 1].word) for i in back
    )


def _where_once(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether a spot is told by what happened there days ago: at the mosque where a bomb went off in May, men swept."""
    published = doc.report.published
    if published is None or not doc.has("wherein", sentence.first, tag.first):
        return False
    where = doc.within("wherein", sentence.first, tag.first)[-1]
    opens = doc.at("locative", sentence.first) is not None and where.first - sentence.first <= _AT
    if not opens or any(doc.tokens[i].text == "," for i in range(sentence.first, tag.first)):
        return False
    end = next((i for i in range(tag.last, sentence.last) if doc.tokens[i].text == ","), None)
    days = (d.time.start for d in doc.dates_in(where.last, end) if d.kind in ("day", "month")) if end else ()
    return any(day is not None and (published - day).days > _RECENT for day in days)


def _when_then(doc: Document, tag: Tag, first: int) -> bool:
    """Whether "when" tells more of a season long past: grew strong last spring, when its men took X."""
    if doc.at("subordinate", first) is None or doc.tokens[first].word != "when" or tag.first <= first:
        return False
    end = first - (doc.tokens[first - 1].text == ",")
    if any(t.last == end for t in doc.within("historical_clause", end - _BEFORE, end)):
        return True
    return doc.tokens[end - 1].is_number and any(
        doc.pack.has("season", doc.tokens[i].word) for i in range(max(0, end - _BE - 1), end - 1)
    )


def _since_then(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether a sentence only sums up what came after what it follows, of no day: since then men have burned crops."""
    then = doc.at("historical_clause", sentence.first)
    if then is None or then.first != sentence.first or doc.tokens[then.first].word != "since" or tag.first < then.last:
        return False
    return not any(d.kind == "day" for d in doc.dates_in(then.last, sentence.last))

"""HTML is taken out of a text, and whatever stands in what is left leads back to the text as it was given."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.text import bare

LEAST = 100_000  # characters, in texts that are nothing but signs


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a <b>b</b> c", "a b c"),
        ("A<B CLASS='x'>B</B >c", "ABc"),
        ("<p>a<br/>b<BR>c</p>", "\na\nb\nc\n"),
        ("<ul><li>a<li>b</ul>", "\n\na\nb\n"),
        ("<tr><td>a</td><td>b</td></tr>", "\n\na\n\nb\n\n"),
        ("<h1 id=x>a</h1>b", "\na\nb"),
        ("a<o:p></o:p>b<amp-img src='x'>c", "abc"),
        ("a<x y='z'>b</x>", "ab"),
        # what is never read
        ("a<!-- b -->c", "ac"),
        ("a<!---->b<!-->c", "ab"),
        ("a<!-- <!-- b --> c", "a c"),
        ("a<!-- <b>b --!>c", "ac"),
        ("a<!-- b", "a"),
        ("a<script>if (1 < 2) '<p>b</p>';</script>c", "ac"),
        ("a<SCRIPT async src='x'>b</Script\n>c", "ac"),
        ("a<script>b</scripts>c", "a"),
        ("a<script src='x'/>b", "ab"),
        ("a<style>b{}</style><template>c</template><iframe src=x>d</iframe>e", "a\n\ne"),
        ("<!DOCTYPE html><?xml version='1.0'?>a", "a"),
        ("<![CDATA[<p>a</p>]]>", "\na\n"),
        ("<img alt='a > b <i>c</i>' title=\"d > e\">f", "f"),
        ("<img alt = 'it is \"b\"'/>c", "c"),
        ("<img alt=a>b", "b"),
        # what is left open
        ("a <b>b", "a b"),
        ("a</b></p>b", "a\nb"),
        ("a<a href='x>b <b>c</b>", "ab c"),
        ('a <a href="http://x.org/b c', "a "),
        ("a <b", "a <b"),
        ("it's <b>a's</b> \"x\"", "it's a's \"x\""),
        # signs
        ("a < b", "a < b"),
        ("a <b & c> d", "a  d"),
        ("1<2>0 <3 <- -> <> << >>", "1<2>0 <3 <- -> <> << >>"),
        ("<Aleppo> <news@site.org> <https://site.org/a>", "<Aleppo> <news@site.org> <https://site.org/a>"),
        ("\u00ab<\u062d\u0644\u0628>\u00bb", "\u00ab<\u062d\u0644\u0628>\u00bb"),
        # references
        ("a&nbsp;b&#32;c&#x20;d", "a b c d"),
        ("&quot;&laquo;&#1575;&#x627;&rsquo;&amp;", '"\u00ab\u0627\u0627\u2019&'),
        ("R&D AT&T; a&b;c ?a=1&copy=2 &", "R&D AT&T; a&b;c ?a=1&copy=2 &"),
        ("a&#1;b&#x110000;c", "ab\ufffdc"),
        ("a &lt; b", "a < b"),
        ("&lt;p&gt;a &amp;quot;b&amp;quot;&lt;/p&gt;", '\na "b"\n'),
    ],
)  # fmt: skip
def test_html_is_taken_out(text: str, left: str) -> None:
    assert bare(text).text == left


@pytest.mark.parametrize("text", ["", "a", "a > b", "a < b", "R&D", "\u062d\u0644\u0628"])
def test_a_text_without_html_is_the_very_text(text: str) -> None:
    assert bare(text).text is text
    assert bare(text).span(0, len(text)) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "word", "stands"),
    [
        ("<p>a <b>dead</b> c</p>", "dead", "dead"),
        ("<p>a <b>de</b>ad c</p>", "dead", "de</b>ad"),
        ("a <b>one</b> <i>two</i> c", "one two", "one</b> <i>two"),
        ("a &quot;one&quot; c", '"one"', "&quot;one&quot;"),
        ("a&nbsp;one&nbsp;c", "one", "one"),
        ("a &amp;quot;one&amp;quot; c", '"one"', "&amp;quot;one&amp;quot;"),
        ("&lt;b&gt;one&lt;/b&gt;", "one", "one"),
    ],
)
def test_a_word_leads_back_to_where_it_stands(text: str, word: str, stands: str) -> None:
    found = bare(text)
    at = found.text.index(word)
    start, end = found.span(at, at + len(word))
    assert text[start:end] == stands


_PIECES = st.sampled_from(
    ["<b>", "</b>", "<p", ">", "<", "&", "&amp;", "&lt;", "&gt;", "&#1575;", "&nbsp;", ";", "<!--", "-->", "<script>",
     "</script>", "<script/>", "<br>", "<![CDATA[", "]]>", "<a href='", '<a href="', "'", '"', "=", "/", " ", "\n", "\u062d\u0644\u0628", "x"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    found = bare(text)
    ends = [0]
    for i, letter in enumerate(found.text):
        start, end = found.span(i, i + 1)
        assert ends[-1] <= start <= end <= len(text)
        assert letter in "\n " or start < end
        if end - start == 1:
            assert text[start] == letter
        ends.append(end)
    assert found.span(0, len(found.text))[1] <= len(text)


@given(
    st.lists(st.sampled_from(["one", "\u062d\u0644\u0628", " ", ".", "\n", "'", "<3", "a > b"]), max_size=30).map(
        "".join
    )
)
def test_what_is_put_into_a_text_comes_out_again(text: str) -> None:
    dressed = re.sub(r"\b", "<!-- x --><i class='y'></i>", text)
    assert bare(dressed).text == text


@pytest.mark.parametrize(
    "unit",
    ["<", "&", "<a ", "<a", "<a-", '<a ="', "<a ='x\"", "<a ='\"='>", "<a href='x\">", "<!--", "<!a", "<script>", "<script/>",
     "</script", "&amp;", "&amp", "<p>", "<b><i></b>", "<![CDATA[", "]]>", "<? "],
)  # fmt: skip
def test_the_length_bounds_the_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        bare(text)
        return time.process_time() - started

    assert seconds(10 * LEAST) < 1 + 30 * seconds(LEAST)

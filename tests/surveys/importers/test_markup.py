"""HTML of other tools as our plain text and Markdown."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.markup import LONGEST, embedded, markdown, marked, one_line, plain, storable, unmarked


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("a < b and c > d", "a < b and c > d"),
        ("2 &lt; 3 &amp; 4", "2 < 3 & 4"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br />Two", "One\nTwo"),
        ("<b>bold</b>&nbsp;<i>it</i>", "bold it"),
        ("<style>p {color: red}</style><script>alert(1)</script>How was it?", "How was it?"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<p onclick='x()'>{if(a=='b','c','d')}</p>", "{if(a=='b','c','d')}"),
        ('<img src="x.png" alt="A door"> open', "A door open"),
        ("<p>unclosed <b>everything", "unclosed everything"),
        ("  spaces   and\ttabs ", "spaces and tabs"),
    ],
)
def test_plain(html, text):
    assert plain(html) == text


def test_plain_keeps_the_address_of_a_link_where_asked():
    html = 'See <a href="https://a.example/x">our page</a>, <a href="https://b.example">https://b.example</a>.'
    assert plain(html, links=True) == "See our page (https://a.example/x), https://b.example."
    assert plain(html) == "See our page, https://b.example."


def test_a_script_in_an_address_is_dropped():
    assert markdown('<a href="javascript:alert(1)">here</a>') == "here"
    assert plain('<a href="javascript:alert(1)">here</a>', links=True) == "here"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<strong>one</strong> <em>two</em>", "**one** *two*"),
        ("<h2>Title</h2><p>Text</p>", "### Title\n\nText"),
        ('<a href="https://a.example">here</a>', "[here](https://a.example)"),
        ("<ol><li>a</li><li>b</li></ol>", "- a\n- b"),
        ("<p>2 * 3 [x] {a*b}</p>", "2 \\* 3 \\[x\\] {a*b}"),
    ],
)
def test_markdown(html, text):
    assert markdown(html) == text


@pytest.mark.parametrize(
    ("text", "as_marks", "as_words"),
    [
        ("How was it?", "How was it?", "How was it?"),
        ('<span style="color:red">No</span>', "No", "No"),
        ("**Big** _news_ *today*", "**Big** _news_ *today*", "Big news today"),
        ("# Title\n\n- one\n- two", "# Title\n\n- one\n- two", "Title\n\n- one\n- two"),
        ("New<br>line <b>here</b>", "New\nline **here**", "New\nline here"),
        ("[us](https://a.example)", "[us](https://a.example)", "us (https://a.example)"),
        ('<a href="https://a.example">us</a>', "[us](https://a.example)", "us (https://a.example)"),
        (
            "${first_name}, 2 * 3 * 4 and a_b_c*",
            "${first_name}, 2 * 3 * 4 and a_b_c*",
            "${first_name}, 2 * 3 * 4 and a_b_c*",
        ),
        ("${_a_} < 3 & **_both_**", "${_a_} < 3 & **_both_**", "${_a_} < 3 & both"),
    ],
)
def test_markdown_with_tags(text, as_marks, as_words):
    assert (marked(text), unmarked(text)) == (as_marks, as_words)


def test_what_is_no_text_is_named():
    assert embedded('<img src="a"><IMG><iframe></iframe><p>') == ("img", "iframe")
    assert embedded("1 < 2") == ()


def test_a_text_is_cut_at_its_longest_and_never_takes_long():
    assert len(plain("<p>" * 100_000 + "x" * 100_000)) <= LONGEST
    assert plain("<" * 100_000) == "<" * LONGEST


def test_one_line_and_storable():
    assert one_line("<p>a</p>\n<p>b</p>") == "a b"
    assert storable("a\0b\x07\r\nc\ud800") == "ab\nc\ufffd"

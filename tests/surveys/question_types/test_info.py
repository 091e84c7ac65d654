import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.info import html_of
from tests.surveys.samples import question

LINK = re.compile(r'<a href="((?:https?|mailto):[^"]*)" target="_blank" rel="noopener nofollow">')
BARE = '<a target="_blank" rel="noopener nofollow">'
"""A link that leads nowhere."""


@pytest.mark.parametrize(
    "hostile",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html;base64,PHNj)",
        "[a](vbscript:x)",
        "[a](//evil)",
        "[a](/o/acme/surveys)",
        "[a](evil.example)",
        "<javascript:alert(1)>",
    ],
)
def test_a_link_to_anything_else_leads_nowhere(hostile):
    assert "href" not in html_of(hostile)


def test_links_to_the_web_and_to_an_address_stay():
    html = html_of("[a](https://a.example/x?y=1) [b](mailto:b@example.org) <http://c.example>")
    assert LINK.findall(html) == ["https://a.example/x?y=1", "mailto:b@example.org", "http://c.example"]


def test_raw_html_is_shown_as_text():
    html = html_of('<a href="https://x.example" onclick="x()">raw</a> <script>1</script>\n\n<img src=x onerror=1>')
    assert set(re.findall(r"<(\w+)", html)) == {"p"}
    assert "onclick=" in html and "&lt;script&gt;" in html


def test_titles_of_links_and_images_are_left_out():
    assert "title" not in html_of('[a](https://x.example "a title")')
    assert "<img" not in html_of("![i](https://x.example/i.png)")


def test_headings_start_below_those_of_the_page():
    assert [html_of(f"{'#' * n} T")[:4] for n in range(1, 7)] == ["<h3>"] * 3 + ["<h4>"] * 3


def test_the_few_elements_there_are():
    html = html_of("**b** *i*\nline\n\n- one\n\n1. two\n\n> quote\n\n`code`")
    assert set(re.findall(r"<(\w+)", html)) == {"p", "strong", "em", "br", "ul", "ol", "li", "blockquote", "code"}


@given(st.text(st.sampled_from('<>&"[]()!:/ajvscriptdh#*_`\\\n tpon=;01'), max_size=80))
def test_nothing_else_ever_comes_through(markdown):
    for tag in re.findall(r"<[^>]*>", html_of(markdown)):
        assert re.fullmatch(r"</?(p|br|strong|em|ul|ol|li|h3|h4|blockquote|code|pre|hr)>", tag) or (
            tag in (BARE, "</a>") or LINK.fullmatch(tag)
        )


def test_nobody_answers_it():
    one = question("info")
    assert TYPES["info"].parse(one, {"info": ["x"]}) is None
    assert TYPES["info"].lacking(one, None) is None
    assert TYPES["info"].fields(one) == ()

"""A text to read, in Markdown: no question, and nothing that a page does not want comes through."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from feedback.surveys.document import Question
from feedback.surveys.question_types.summaries import Counts, Summary, summary
from feedback.surveys.question_types.unasked import Unasked

TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "code", "pre", "hr"}
SCHEMES = {"http", "https", "mailto"}
REL = "noopener nofollow"
_LOWER = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
"""The page has its own first two levels of headings."""


class Info(Unasked):
    """Stands among the questions and asks nothing."""

    kind = "info"

    def summarise(self, question: Question, counts: Counts) -> Summary:
        return summary(self.kind, counts, (), None)


@lru_cache(maxsize=512)
def html_of(markdown: str) -> str:
    """Markdown as safe HTML: the few elements of `TAGS`, and links only to `SCHEMES`; raw HTML is shown as text.

    A link without a scheme leads nowhere: neither into our own pages nor, by "//", to somebody else's.
    """
    import nh3  # both only where a questionnaire has such a text

    rendered = _reader().render(markdown)
    clean: str = nh3.clean(
        rendered,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=REL,
        # Whoever follows a link keeps the page with their answers.
        set_tag_attribute_values={"a": {"target": "_blank"}},
        attribute_filter=_absolute,
    )
    return clean.strip()


def _absolute(tag: str, attribute: str, value: str) -> str | None:
    scheme = value.partition(":")[0].lower()
    if attribute == "href":
        return value if ":" in value and scheme in SCHEMES else None
    return value if attribute in {"rel", "target"} else None


@cache
def _reader() -> Any:
    from markdown_it import MarkdownIt

    # Images would be fetched from elsewhere, and nobody asked the respondent.
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "html_block", "html_inline"])
    reader.core.ruler.push("lower_headings", _lower_headings)
    return reader


def _lower_headings(state: Any) -> None:
    for token in state.tokens:
        token.tag = _LOWER.get(token.tag, token.tag)

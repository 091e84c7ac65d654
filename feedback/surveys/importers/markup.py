"""Texts of other tools, written in HTML, as plain text or as the Markdown our pages render. Pure."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

BETWEEN = "<br><br>"
"""What is put between two texts in HTML that become one."""
LONGEST = 20_000
"""Characters of one text; longer ones are no question but an embedded picture or a pasted page."""

LONGEST_SOURCE = 10 * LONGEST
"""Characters of one text with its tags."""

_TAGGED = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#][a-zA-Z0-9]{1,30};")
_EMBEDDED = re.compile(r"<(img|audio|video|iframe|object|embed|script|form|input|select|svg|canvas)\b", re.IGNORECASE)
_MEANT = re.compile(r"\{[^{}]*\}|[\\`*\[\]]")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((https?://[^()\s]+)\)")
_EMPHASIS = re.compile(r"(?<![\w{$])(\*\*|__|\*|_)(?=[^\s*_])([^\n]{0,500}?)(?<=[^\s*_])\1(?!\w)")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
_ADDRESS = ("http://", "https://", "mailto:")
_SPACES = re.compile(r"[ \t\u00a0]+")
_BREAKS = re.compile(r"\s*\n\s*\n\s*")
_BLOCKS = frozenset(
    ["p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "center"]
)
_DROPPED = {"script", "style", "head", "title", "object", "noscript", "template"}
_KEPT = {*_BLOCKS, "td", "th", "br", "b", "strong", "i", "em", "a", "img", "hr"}
_ATTRIBUTES = {"a": {"href"}, "img": {"alt"}}
_CONTROLS: dict[int, str | None] = {
    **dict.fromkeys((*range(9), *range(14, 32), *range(127, 160))),
    11: "\n",
    12: "\n",
    13: "\n",
    0x2028: "\n",
    0x2029: "\n",
}


def plain(text: str, links: bool = False) -> str:
    """Without tags: blocks become lines, spaces single; a text that is not HTML keeps its words.

    With `links` the address of a link stands behind its words.

    >>> plain("<p>How <b>was</b>&nbsp;it?</p><script>x()</script>")
    'How was it?'
    """
    return _tidy(_rendered(text, _Writer(links=links)))


def markdown(text: str) -> str:
    """With emphasis, links, headings and lists as Markdown, everything else as in `plain`.

    >>> markdown('<p>See <a href="https://a.example/x">this</a></p><ul><li><b>one</b></li></ul>')
    'See [this](https://a.example/x)\\n\\n- **one**'
    """
    return _tidy(_rendered(text, _Writer(marked=True)))


def marked(text: str) -> str:
    """Markdown that has tags between its marks, as XLSForm's labels do, as Markdown alone: what has a mark gets it.

    >>> marked('**One** <b>two</b> <span style="color:red">three</span>')
    '**One** **two** three'
    """
    return _tidy(_rendered(text, _Writer(marked=True, meant=True)))


def unmarked(text: str) -> str:
    """The same as plain text, without tags and marks; the address of a link stands behind its words.

    >>> unmarked('**One** <b>two</b> [three](https://a.example)')
    'One two three (https://a.example)'
    """
    words = _LINK.sub(r"\1 (\2)", _tidy(_rendered(text, _Writer(links=True, meant=True))))
    return _HEADING.sub("", _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", words)))


def embedded(text: str) -> tuple[str, ...]:
    """What stands in a text that is none, by tag: pictures, films, scripts, fields.

    >>> embedded('<p><img src="a.png"> <IMG src="b.png"><iframe></iframe></p>')
    ('img', 'iframe')
    """
    return tuple(dict.fromkeys(found[1].lower() for found in _EMBEDDED.finditer(text[:LONGEST_SOURCE])))


def one_line(text: str) -> str:
    """A text for one line: `plain`, its line breaks as spaces."""
    return " ".join(plain(text).split())


def storable(text: str) -> str:
    """Without control characters and halves of surrogate pairs, which no database takes; line breaks as newlines."""
    if text.isprintable():
        return text
    return (
        text.replace("\r\n", "\n")
        .translate(_CONTROLS)
        .encode("utf-16-le", "surrogatepass")
        .decode("utf-16-le", "replace")
    )


def _rendered(text: str, writer: _Writer) -> str:
    text = storable(text[:LONGEST_SOURCE])
    if not _TAGGED.search(text):
        return text
    cleaned = nh3.clean(text, tags=_KEPT, clean_content_tags=_DROPPED, attributes=_ATTRIBUTES, link_rel=None)
    writer.feed(cleaned)
    writer.close()
    return writer.text()


def _tidy(text: str) -> str:
    lines = [_SPACES.sub(" ", line).strip() for line in text.strip().split("\n")]
    return _BREAKS.sub("\n\n", "\n".join(lines)).strip()[:LONGEST]


class _Writer(HTMLParser):
    """Writes what nh3 left, which is well formed: a few known tags, every one closed.

    With `meant` the marks and line breaks in the text are the author's own, and stay.
    """

    def __init__(self, marked: bool = False, links: bool = False, meant: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._marked = marked
        self._meant = meant
        self._with_links = links
        self._written: list[str] = []
        self._links: list[tuple[str, int]] = []

    def text(self) -> str:
        return "".join(self._written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._written.append(given.get("alt", ""))
        elif tag == "a":
            self._mark("[" if given.get("href") else "")
            self._links.append((given.get("href", ""), len(self._written)))
        else:
            self._written.append(_opening(tag, self._marked))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        else:
            self._written.append(_closing(tag, self._marked))

    def handle_data(self, data: str) -> None:
        if self._meant:
            self._written.append(data)
            return
        said = " ".join(re.split(r"\s+", data)) if data.strip() else " "
        # Expressions in braces are looked at later, as they were written.
        self._written.append(_MEANT.sub(_escaped, said) if self._marked else said)

    def _end_link(self) -> None:
        target, start = self._links.pop() if self._links else ("", 0)
        if self._marked and target:
            self._written.append(f"]({target})")
        elif self._with_links and target.startswith(_ADDRESS):
            words = "".join(self._written[start:]).strip()
            self._written.append("" if words in target else f" ({target})")

    def _mark(self, mark: str) -> None:
        if self._marked:
            self._written.append(mark)


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("{") else f"\\{found[0]}"


def _opening(tag: str, marked: bool) -> str:
    if tag in ("br", "hr"):
        return "\n"
    if tag in ("td", "th"):
        return " "
    if tag == "li":
        return "\n- " if marked else "\n"
    if tag in _BLOCKS:
        heading = "### " if marked and tag in ("h1", "h2", "h3", "h4", "h5", "h6") else ""
        return f"\n\n{heading}" if marked else "\n"
    return _emphasis(tag) if marked else ""


def _closing(tag: str, marked: bool) -> str:
    if tag == "li":
        return ""
    if tag in _BLOCKS:
        return "\n\n" if marked and tag != "tr" else "\n"
    return _emphasis(tag) if marked else ""


def _emphasis(tag: str) -> str:
    return {"b": "**", "strong": "**", "i": "*", "em": "*"}.get(tag, "")

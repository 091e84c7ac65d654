"""What each type of Formbricks element becomes here. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from feedback.errors import N_
from feedback.surveys.importers.formbricks_settings import tell_settings
from feedback.surveys.importers.formbricks_texts import words
from feedback.surveys.importers.markup import BETWEEN
from feedback.surveys.importers.source import Item, Option, Source, Words
from feedback.surveys.importers.untrusted import is_true, listing, mapping, number, text

Build = Callable[[Source, dict[str, Any], Item], None]

_INPUTS = {"email": "email", "phone": "phone", "number": "number", "url": "text"}
_LOOKS = {"star": "stars", "smiley": "faces", "number": "words"}
_CONTACT = ("firstName", "lastName", "email", "phone", "company")
_ADDRESS = ("addressLine1", "addressLine2", "city", "state", "zip", "country")


def item_of(source: Source, element: dict[str, Any]) -> Item:
    """The element as an item."""
    kind = text(element, "type")
    item = Item(
        key=text(element, "id") or f"element {sum(len(part.items) for part in source.parts)}",
        code=text(element, "id"),
        kind="unsupported",
        source_kind=kind,
        text=words(element.get("headline")),
        help=words(element.get("subheader")),
        required=is_true(element, "required"),
    )
    _BUILDERS.get(kind, _nothing)(source, element, item)
    tell_settings(source, element, item)
    return item


def _nothing(_source: Source, _element: dict[str, Any], _item: Item) -> None:
    return None


def _open_text(source: Source, element: dict[str, Any], item: Item) -> None:
    # Formbricks shows a large field unless the file says that the answer is short.
    plainly = "text" if element.get("longAnswer") is False else "longtext"
    item.kind = _INPUTS.get(text(element, "inputType"), plainly)
    limit = mapping(element, "charLimit")
    longest, least = number(limit, "max"), number(limit, "min")
    if (
        limit.get("enabled")
        and isinstance(longest, int)
        and 1 <= longest <= 10_000
        and item.kind in ("text", "longtext")
    ):
        item.settings["longest"] = longest
    if limit.get("enabled") and least:
        source.tell(item, "charLimit", N_("A text has no least length here; %(least)s was left out."), least=least)
    if text(element, "inputType") == "url":
        source.tell(item, "inputType", N_("Web addresses are not checked here; any text is taken."))
    if item.kind == "number":
        item.settings["decimals"] = 6


def _choice(kind: str) -> Build:
    def build(source: Source, element: dict[str, Any], item: Item) -> None:
        item.kind = "dropdown" if kind == "single" and text(element, "displayType") == "dropdown" else kind
        item.choices = [
            Option(text(one, "id"), words(mapping(one).get("label"))) for one in listing(element, "choices")
        ]
        for option in item.choices:
            if option.code in ("other", "none"):
                option.stands = False
                item.settings[option.code] = True
                item.settings[f"{option.code}_text"] = option.text
        _shuffled(source, element, item)

    return build


def _shuffled(source: Source, element: dict[str, Any], item: Item) -> None:
    wanted = text(element, "shuffleOption")
    if wanted in ("all", "exceptLast"):
        item.settings["order"] = "random"
    if wanted == "exceptLast" and not any(item.settings.get(one) for one in ("other", "none")):
        source.tell(item, "shuffleOption", N_("The last option is mixed with the others here; there it stays last."))


def _picture(source: Source, element: dict[str, Any], item: Item) -> None:
    item.kind = "picture"
    item.stands_as = "multi" if is_true(element, "allowMulti") or is_true(element, "allowMultiple") else "single"
    item.choices = [
        Option(text(one, "id"), Words({"default": text(one, "imageUrl").rpartition("/")[2]}))
        for one in listing(element, "choices")
    ]


def _points(item: Item, most: int) -> None:
    item.choices = [Option(str(point), Words({"default": str(point)})) for point in range(1, most + 1)]
    item.our_choices = []


def _scale(kind: str) -> Build:
    def build(source: Source, element: dict[str, Any], item: Item) -> None:
        item.kind = kind
        item.settings |= {
            "low_label": words(element.get("lowerLabel")),
            "high_label": words(element.get("upperLabel")),
        }
        most = number(element, "range")
        if kind == "nps" or not isinstance(most, int) or not 2 <= most <= 11:
            return
        _points(item, most)
        _fit(source, element, item, most)

    return build


def _fit(source: Source, element: dict[str, Any], item: Item, most: int) -> None:
    """A scale of ours has its own numbers of points; another number makes it a plain rating."""
    if item.kind == "csat" and most == 5:
        item.settings["look"] = _LOOKS.get(text(element, "scale"), "words")
    elif item.kind == "ces" and most in (5, 7):
        item.settings["points"] = most
    else:
        item.stands_as = "rating" if item.kind != "rating" else ""
        item.settings["points"] = most


def _info(source: Source, element: dict[str, Any], item: Item) -> None:
    item.kind = "info"
    names = dict.fromkeys((*item.text, *item.help, *words(element.get("html"))))
    rest = words(element.get("html"))
    parts = {name: [item.text.get(name, ""), item.help.get(name, ""), rest.get(name, "")] for name in names}
    item.our_text = Words({name: BETWEEN.join(one for one in each if one) for name, each in parts.items()})
    item.help = Words()
    if is_true(element, "buttonExternal") or text(element, "buttonUrl"):
        source.tell(
            item, "buttonUrl", N_("There it has a button to another page: %(url)s"), url=text(element, "buttonUrl")
        )


def _consent(_source: Source, element: dict[str, Any], item: Item) -> None:
    item.kind = "consent"
    item.values = {"accepted": "yes"}
    label = words(element.get("label"))
    if label.any:
        item.settings["agree_text"] = label


def _matrix(source: Source, element: dict[str, Any], item: Item) -> None:
    item.kind = "matrix"
    item.rows, item.choices = _labelled(element, "rows"), _labelled(element, "columns")
    _shuffled(source, element, item)


def _labelled(element: dict[str, Any], part: str) -> list[Option]:
    found = []
    for place, one in enumerate(listing(element, part)):
        is_new = "label" in mapping(one)
        code = text(one, "id") if is_new and text(one, "id") else str(place)
        found.append(Option(code, words(mapping(one).get("label") if is_new else one)))
    return found


def _ranking(source: Source, element: dict[str, Any], item: Item) -> None:
    item.kind = "ranking"
    item.choices = [Option(text(one, "id"), words(mapping(one).get("label"))) for one in listing(element, "choices")]
    _shuffled(source, element, item)


def _fields(names: tuple[str, ...]) -> Build:
    def build(_source: Source, element: dict[str, Any], item: Item) -> None:
        item.kind = "text"
        shown = [name for name in names if mapping(element, name).get("show", True) is not False]
        item.rows = [
            Option(name, words(mapping(element, name).get("placeholder")) or Words({"default": name})) for name in shown
        ]
        item.required = item.required or any(is_true(element, name, "required") for name in shown)

    return build


def _plainly(kind: str) -> Build:
    def build(_source: Source, _element: dict[str, Any], item: Item) -> None:
        item.kind = kind

    return build


_BUILDERS: Mapping[str, Build] = {
    "openText": _open_text,
    "multipleChoiceSingle": _choice("single"),
    "multipleChoiceMulti": _choice("multi"),
    "rating": _scale("rating"),
    "csat": _scale("csat"),
    "ces": _scale("ces"),
    "nps": _scale("nps"),
    "cta": _info,
    "consent": _consent,
    "matrix": _matrix,
    "ranking": _ranking,
    "pictureSelection": _picture,
    "date": _plainly("date"),
    "fileUpload": _plainly("file"),
    "address": _fields(_ADDRESS),
    "contactInfo": _fields(_CONTACT),
}

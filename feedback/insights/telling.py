"""What a theme says, in three sentences: who raises it, where and how strongly, what goes with it.

Each sentence is written whole in every language, so that no language is glued together from the parts of another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import Any
from uuid import UUID

from babel.lists import format_list
from flask import url_for
from flask_babel import get_locale, gettext, ngettext

from feedback.analysis.disclosure import Shown
from feedback.insights.findings import Said
from feedback.insights.models import Theme
from feedback.insights.presenting import Names, marks, period_name
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.queries.periods import Trend
from feedback.insights.queries.together import Company
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.voices import Voice, Voices
from feedback.web.templating import number, percent, text

FEWEST_TOGETHER = 3
OWN_WORDS = 3
_SOUNDS_LIKE_I = ("i", "í", "hi", "hí")


def of_theme(row: ThemeRow, names: Names, company: Company, themes: Mapping[UUID, Theme], said: Voices) -> list[Said]:
    """Up to three sentences, each with the way to what it is made of; only what may be told."""
    found = [_who(row, names), _where(row, names), _with(row, company, themes, said) or _words(row.theme)]
    return [sentence for sentence in found if sentence]


def listed(items: Sequence[str]) -> str:
    """ "a, b and c" in the reader's language; Spanish says "e" before the sound of an i."""
    locale = get_locale()
    if len(items) > 1 and locale and locale.language == "es" and _begins_with_i(items[-1]):
        return f"{', '.join(items[:-1])} e {items[-1]}"
    return format_list(list(items), locale=locale)


def _begins_with_i(word: str) -> bool:
    """ "hielo" and "ion" do not sound so."""
    plain = word.lstrip("«“\"'").casefold()
    return plain.startswith(_SOUNDS_LIKE_I) and not plain.startswith(("hie", "hia", "io", "ia"))


def _who(row: ThemeRow, names: Names) -> Said | None:
    groups = marks({group: said.people for group, said in row.by_group.items()}, names)
    if not groups:
        return None
    told = [
        gettext(
            "%(people)s of %(wrote)s in “%(group)s”",
            people=number(one["people"]),
            wrote=number(one["wrote"]),
            group=one["name"],
        )
        for one in groups
    ]
    sentence = ngettext(
        "One person raises it, of those who wrote: %(groups)s.",
        "%(people)s people raise it, of those who wrote: %(groups)s.",
        row.people,
        people=number(row.people),
        groups=listed(told),
    )
    return Said(sentence, mentions(row.mentions), url_for("sentences.sentences", theme=row.theme.code))


def _where(row: ThemeRow, names: Names) -> Said | None:
    """How strongly it is felt, and where most; the loudest stage of each feeling."""
    if not isinstance(row.negative, Shown) or not isinstance(row.positive, Shown):
        return None
    hurts, pleases = _loudest(row, "negative"), _loudest(row, "positive")
    feeling = "neg" if hurts and row.negative.value >= row.positive.value else "pos" if pleases else None
    place = (hurts if feeling == "neg" else pleases)[0] if feeling else EVERYWHERE  # type: ignore[index]
    url = url_for("sentences.sentences", theme=row.theme.code, stage=names.code(place) or None, feeling=feeling)
    link = gettext("Unfavourable there") if feeling == "neg" else gettext("Favourable there")
    return Said(_felt(row, names, hurts, pleases), link if feeling else mentions(row.mentions), url)


Loudest = tuple[Place, Voice] | None


def _felt(row: ThemeRow, names: Names, hurts: Loudest, pleases: Loudest) -> str:
    assert isinstance(row.negative, Shown) and isinstance(row.positive, Shown)
    if row.mentions == 1:
        return _felt_once(row, names, hurts, pleases)
    words: dict[str, Any] = {
        "mentions": number(row.mentions),
        "negative": percent(row.negative.value),
        "positive": percent(row.positive.value),
    }
    if hurts:
        words |= {"hurts": names.place(hurts[0]), "hurt": number(hurts[1].negative), "of": number(hurts[1].mentions)}
    if pleases:
        words |= {"pleases": names.place(pleases[0]), "pleased": number(pleases[1].positive)}
        words |= {"of_pleased": number(pleases[1].mentions)}
    if hurts and pleases:
        told = gettext(
            "Of its %(mentions)s mentions, %(negative)s are unfavourable and %(positive)s favourable: it hurts most at "
            "“%(hurts)s” (%(hurt)s of %(of)s there) and pleases most at “%(pleases)s” (%(pleased)s of %(of_pleased)s).",
            **words,
        )
    elif hurts:
        told = gettext(
            "Of its %(mentions)s mentions, %(negative)s are unfavourable and %(positive)s favourable: it hurts most at "
            "“%(hurts)s” (%(hurt)s of %(of)s there).",
            **words,
        )
    elif pleases:
        told = gettext(
            "Of its %(mentions)s mentions, %(negative)s are unfavourable and %(positive)s favourable: it pleases most "
            "at “%(pleases)s” (%(pleased)s of %(of_pleased)s there).",
            **words,
        )
    else:
        told = gettext(
            "Of its %(mentions)s mentions, %(negative)s are unfavourable and %(positive)s favourable.", **words
        )
    return str(told)


def _felt_once(row: ThemeRow, names: Names, hurts: Loudest, pleases: Loudest) -> str:
    loudest = hurts or pleases
    place = names.place(loudest[0] if loudest else (row.places or [None])[0])
    if hurts:
        return str(gettext("Its one mention, at “%(place)s”, is unfavourable.", place=place))
    if pleases:
        return str(gettext("Its one mention, at “%(place)s”, is favourable.", place=place))
    return str(gettext("Its one mention, at “%(place)s”, is neutral.", place=place))


def _loudest(row: ThemeRow, part: str) -> Loudest:
    """The stage with most mentions that feel so; what was said at no stage stands behind every stage."""
    by_place: dict[Place, Voice] = {}
    for (place, _), said in row.cells.items():
        if isinstance(getattr(said, part), Shown):
            by_place[place] = by_place.get(place, Voice()) + said.raised
    ordered = sorted(by_place, key=lambda place: (place is None, -getattr(by_place[place], part), str(place)))
    best = next((place for place in ordered if getattr(by_place[place], part)), EVERYWHERE)
    return None if best == EVERYWHERE else (best, by_place[best])


def _with(row: ThemeRow, company: Company, themes: Mapping[UUID, Theme], said: Voices) -> Said | None:
    """The theme that stands beside it more often than it stands elsewhere."""
    everybody = {one: _share_of_all(one, said) for one in company.others if one in themes}
    near = {
        one: company.others[one] * log(company.others[one] / company.comments / base)
        for one, base in everybody.items()
        if base and company.others[one] >= FEWEST_TOGETHER
    }
    best = max(near, key=lambda one: (near[one], str(one)), default=None)
    if best is None or near[best] <= 0:
        return None
    other, both = themes[best], company.others[best]
    sentence = gettext(
        "In %(both)s of %(all)s comments about it people also speak of “%(theme)s”: %(share)s, against %(base)s among "
        "everybody who wrote.",
        both=number(both),
        all=number(company.comments),
        theme=text(other.names),
        share=percent(both / company.comments),
        base=percent(everybody[best]),
    )
    return Said(sentence, text(other.names), url_for("insights.theme", code=other.code))


def _share_of_all(theme_id: UUID, said: Voices) -> float:
    """Share of the people who wrote that raised a theme, over the groups that may be shown."""
    heard = [said.said(theme_id, EVERYWHERE, group) for group in said.groups]
    wrote = sum(one.wrote.people for one in heard)
    return sum(one.raised.people for one in heard) / wrote if wrote else 0.0


def _words(theme: Theme) -> Said | None:
    words = [gettext("“%(word)s”", word=word) for word in theme.terms[:OWN_WORDS]]
    if not words:
        return None
    told = ngettext("The word that tells it apart is %(words)s.", "The words that tell it apart are %(words)s.",
                    len(words), words=listed(words))  # fmt: skip
    return Said(told, gettext("Sentences"), url_for("sentences.sentences", theme=theme.code))


def mentions(count: int) -> str:
    return str(ngettext("%(shown)s mention", "%(shown)s mentions", count, shown=number(count)))


def moved(trend: Trend, names: Names) -> str:
    """Since when a group raises a theme more or less than before, beyond chance."""
    change, since = trend.change, trend.since
    assert change is not None and since is not None, "only changes are told"
    words = {
        "group": names.group(trend.group_id)["name"],
        "when": period_name(since),
        "before": percent(change.before),
        "after": percent(change.after),
    }
    if change.after > change.before:
        return str(gettext("“%(group)s”: raised more since %(when)s, %(before)s before and %(after)s after.", **words))
    return str(gettext("“%(group)s”: raised less since %(when)s, %(before)s before and %(after)s after.", **words))

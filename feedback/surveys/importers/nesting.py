"""Groups that lie in each other, as parts in a row. Pure.

Our sections hold no sections: a group that goes on after one inside it goes on in a part without title, shown under
the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from feedback.errors import N_, message
from feedback.surveys.importers.opening import NotImportable
from feedback.surveys.importers.source import Item, Part, Words

MOST = 5_000
"""Questions of one file; the longest questionnaire seen has four hundred."""
MOST_GROUPS = 2_000
DEEPEST = 50
"""Groups inside groups; each part is shown under the rules of all of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group, page, panel or repeat of a file; `rule` is its condition as the file writes it, "" for none."""

    name: str
    title: Words
    rule: str = ""


@dataclass(slots=True)
class Placed:
    """A part with the groups it lies in, the outermost first."""

    part: Part
    groups: tuple[Group, ...]


@dataclass(slots=True)
class Nest:
    """Takes groups and questions in order and keeps the parts they make."""

    placed: list[Placed] = field(default_factory=list)
    _open: list[Group] = field(default_factory=list)
    _ended: bool = True
    _items: int = 0

    def begin(self, group: Group, random: bool = False) -> None:
        """A group begins; what follows stands in it.

        Raises:
            NotImportable: there are more groups than any questionnaire has, or they lie deeper.
        """
        self._open.append(group)
        if len(self._open) > DEEPEST or len(self.placed) > MOST_GROUPS:
            raise NotImportable(N_("This file has more groups than any questionnaire, or groups nested deeper."))
        self._start(Part(title=group.title, has_condition=bool(group.rule), random=random))

    def end(self) -> bool:
        """The innermost group ends; False where none is open."""
        self._ended = True
        if not self._open:
            return False
        self._open.pop()
        return True

    def add(self, item: Item) -> None:
        """A question in the innermost open group.

        Raises:
            NotImportable: there are more than `MOST`.
        """
        self._items += 1
        if self._items > MOST:
            raise NotImportable(message(N_("This file has more than %(most)s questions."), most=MOST))
        if self._ended:
            self._start(Part())
        self.placed[-1].part.items.append(item)

    def unclosed(self) -> list[Group]:
        """Groups that were begun and not ended."""
        return list(self._open)

    def parts(self) -> Iterator[Part]:
        """Every part in order."""
        return (one.part for one in self.placed)

    def _start(self, part: Part) -> None:
        self.placed.append(Placed(part, tuple(self._open)))
        self._ended = False

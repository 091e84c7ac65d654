"""Every write of stakeholder groups."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from feedback.accounts.actions import record
from feedback.db import Texts, db, now
from feedback.errors import Conflict, NotFound, message
from feedback.names import code_of, free_code, line_of, refusal, texts_of
from feedback.permissions import Access
from feedback.stakeholders.models import Segment, StakeholderGroup
from feedback.stakeholders.queries import groups as queries
from feedback.stakeholders.rules import groups as rules


def create_group(
    *,
    name: Texts,
    kind: str,
    size: int | None = None,
    parent_id: UUID | None = None,
    code: str | None = None,
    by: Access | None = None,
) -> StakeholderGroup:
    """A new group, last in order; Invalid at the field that cannot be. Without a code it gets one from its name."""
    cleaned = texts_of("name", name)
    group = StakeholderGroup(
        code=_code(code, cleaned),
        kind=rules.kind_of(kind),
        name=cleaned,
        size=rules.people(size),
        parent_id=_parent(None, kind, parent_id),
        position=1 + max((row.position for row in queries.groups(include_archived=True)), default=0),
    )
    _keep(group)
    record(by, "group.created", group.code, {"kind": group.kind})
    return group


def _code(typed: str | None, name: Texts) -> str:
    taken = queries.codes()
    if not typed:
        return free_code(next(iter(name.values())), taken, "group")
    if (code := code_of(typed)) in taken:
        raise refusal("code", message("The code “%(code)s” is taken.", code=code))
    return code


def _parent(group: StakeholderGroup | None, kind: str, parent_id: UUID | None) -> UUID | None:
    if parent_id is None:
        return None
    try:
        parent = queries.group(parent_id)
    except NotFound:
        raise refusal("parent", message("There is no such group.")) from None
    has_sub_groups = group is not None and bool(queries.sub_groups(group.id, include_archived=True))
    itself = group is not None and group.id == parent.id
    rules.may_be_under(parent, kind, has_sub_groups=has_sub_groups, itself=itself)
    return parent.id


def _keep(group: StakeholderGroup) -> None:
    """Two people may give the same code at once; the database lets one of them have it."""
    db.session.add(group)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict(message("The code “%(code)s” is taken.", code=group.code)) from error


def change_group(
    group: StakeholderGroup,
    *,
    name: Texts,
    kind: str,
    size: int | None,
    parent_id: UUID | None = None,
    by: Access | None = None,
) -> StakeholderGroup:
    """Another name, kind, size or place; its sub-groups follow its kind."""
    group.name = texts_of("name", name)
    if parent_id != group.parent_id:
        group.parent_id = _parent(group, rules.kind_of(kind), parent_id)
    _change_kind(group, rules.kind_of(kind))
    group.size = rules.people(size)
    record(by, "group.changed", group.code)
    return group


def _change_kind(group: StakeholderGroup, kind: str) -> None:
    if kind == group.kind:
        return
    if group.parent_id is not None and queries.group(group.parent_id).kind != kind:
        raise refusal("kind", message("A sub-group is of the same kind as its group."))
    for one in (group, *queries.sub_groups(group.id, include_archived=True)):
        one.kind = kind


def archive_group(group: StakeholderGroup, *, by: Access | None = None) -> StakeholderGroup:
    """Take a group and its sub-groups out of use; figures of the past keep them. Doing it twice changes nothing."""
    if group.archived_at is None:
        moment = now()
        for one in (group, *queries.sub_groups(group.id)):
            one.archived_at = moment
        record(by, "group.archived", group.code)
    return group


def restore_group(group: StakeholderGroup, *, by: Access | None = None) -> StakeholderGroup:
    """Bring a group back, with the sub-groups that were archived together with it; Conflict under an archived one."""
    if group.archived_at is not None:
        rules.may_return(queries.group(group.parent_id) if group.parent_id else None)
        moment = group.archived_at
        for one in (group, *queries.sub_groups(group.id, include_archived=True)):
            one.archived_at = None if one.archived_at == moment else one.archived_at
        record(by, "group.restored", group.code)
    return group


def add_segment(group: StakeholderGroup, *, attribute: str, value: str) -> Segment:
    """People of a group told apart by an attribute, such as region = north; the same pair again is the same segment."""
    wanted = (line_of("attribute", attribute), line_of("value", value))
    known = {(segment.attribute, segment.value): segment for segment in group.segments}
    if wanted not in known:
        known[wanted] = Segment(group_id=group.id, attribute=wanted[0], value=wanted[1])
        group.segments.append(known[wanted])
        db.session.flush()
    return known[wanted]


def remove_segment(group_id: UUID, segment_id: UUID) -> None:
    """Forget a segment; NotFound where it is gone already."""
    db.session.delete(queries.segment(group_id, segment_id))

"""Designing questionnaires: drafts with a revision, versions that never change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update

from feedback.db import db, now
from feedback.errors import Conflict, Invalid, message
from feedback.names import texts_of
from feedback.surveys.canonical import canonical, fingerprint
from feedback.surveys.checking import Problem, check, is_publishable
from feedback.surveys.codes import new_code
from feedback.surveys.comparing import compare, own_words
from feedback.surveys.document import Question as Asked
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.document import Section, Texts
from feedback.surveys.history import KEPT
from feedback.surveys.identities import with_identities, with_new_identities
from feedback.surveys.models import Question, Questionnaire, QuestionnaireRevision, QuestionnaireVersion
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.reading import loads

LONGEST_TITLE = 200
_COPY = {"es": "copia", "en": "copy", "pt": "cópia"}


class Unpublishable(Invalid):
    """A draft that cannot be published yet; `problems` says everything that stands in the way."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problem for problem in problems if not problem.warning)
        first = self.problems[0].message
        super().__init__(first, {problem.path: problem.message for problem in self.problems})


def create(*, title: Mapping[str, str], languages: Sequence[str] | None = None) -> Questionnaire:
    """An empty questionnaire with this title, in the organisation's languages unless others are given."""
    spoken = tuple(languages or queries.languages())
    blank = Document(
        title=Texts(texts_of("title", title, most=LONGEST_TITLE)),
        languages=spoken,
        base_language=spoken[0],
        sections=(Section(str(uuid4())),),
    )
    return create_from(document=blank)


def create_from(*, document: Document, source_hash: str | None = None) -> Questionnaire:
    """A questionnaire with this draft; questions whose id is no UUID get one that follows from it."""
    row = Questionnaire(id=uuid4(), source_hash=source_hash)
    title = document.title.text_in(document.base_language)
    row.code = new_code(title, queries.is_taken, "questionnaire")
    row.draft = _written(with_identities(document, row.id))
    db.session.add(row)
    db.session.flush()
    return row


def duplicate(*, questionnaire: Questionnaire) -> Questionnaire:
    """A copy to change freely; its questions are other questions from now on."""
    draft = queries.draft_of(questionnaire)
    titles = {code: f"{text} ({_COPY.get(code, 'copy')})" for code, text in draft.title.by_language.items() if text}
    return create_from(document=with_new_identities(replace(draft, title=Texts(titles)), uuid4))


def save_draft(*, questionnaire: Questionnaire, document: Document, revision: int) -> Questionnaire:
    """Store the next draft and keep the one before; one that says the same stays as it is.

    Conflict where somebody saved after `revision`, so that nobody's text is overwritten.
    """
    before, after = questionnaire.draft, _written(document)
    if before == after and questionnaire.revision == revision:
        return questionnaire
    changed = update(Questionnaire).where(Questionnaire.id == questionnaire.id, Questionnaire.revision == revision)
    values = {"draft": after, "revision": revision + 1, "changed_at": now()}
    if db.session.execute(changed.values(**values)).rowcount != 1:  # type: ignore[attr-defined]
        raise _meanwhile()
    _keep(questionnaire.id, revision, before)
    db.session.refresh(questionnaire)
    return questionnaire


def edit(
    *,
    questionnaire: Questionnaire,
    change: Callable[[Document], Document],
    revision: int,
    part: Callable[[Document], object] | None = None,
) -> Questionnaire:
    """Apply one act of `surveys.editing` to the draft; Conflict and Invalid leave it as it was.

    Who saw an older `revision` may still change a `part` that is as they saw it: two people can write in two
    questions at once. And a change that has arrived already is not refused when it is sent again.
    """
    draft = queries.draft_of(questionnaire)
    changed = change(draft)
    if questionnaire.revision != revision and (changed == draft or _is_untouched(questionnaire, draft, revision, part)):
        revision = questionnaire.revision
    return save_draft(questionnaire=questionnaire, document=changed, revision=revision)


def undo(*, questionnaire: Questionnaire, revision: int) -> Questionnaire:
    """Bring back the draft before the last change, as a new revision; Conflict where somebody saved meanwhile."""
    return _bring_back_draft(questionnaire, queries.history(questionnaire).undo, revision)


def redo(*, questionnaire: Questionnaire, revision: int) -> Questionnaire:
    """Do again what was undone last; Conflict where somebody saved meanwhile."""
    return _bring_back_draft(questionnaire, queries.history(questionnaire).redo, revision)


def publish(*, questionnaire: Questionnaire, words: Mapping[str, bool] | None = None) -> QuestionnaireVersion:
    """Freeze the draft as the next version; the newest one where nothing changed since.

    `words`: question id -> whether its answers may be compared with those before, where the author judged.

    Raises:
        Unpublishable: something stands in the way, such as a stage the journey does not have.
    """
    row = _locked(questionnaire.id)
    stages = queries.stage_ids()
    draft = queries.draft_of(row)
    if not is_publishable(problems := check(draft, stages)):
        raise Unpublishable(problems)
    newest = queries.newest_version(row.id)
    if newest is not None and newest.sha256 == fingerprint(draft):
        return newest
    judged = own_words(compare(queries.document_of(newest), draft), words or {}) if newest else {}
    return _publish(row, draft, judged, 1 + (newest.number if newest else 0), stages)


def archive(*, questionnaire: Questionnaire) -> Questionnaire:
    """Take it off the list; its surveys and their answers stay."""
    questionnaire.archived_at = questionnaire.archived_at or now()
    return questionnaire


def bring_back(*, questionnaire: Questionnaire) -> Questionnaire:
    questionnaire.archived_at = None
    return questionnaire


def _locked(questionnaire_id: UUID) -> Questionnaire:
    """The row as it stands now; on PostgreSQL nobody else publishes it meanwhile."""
    wanted = select(Questionnaire).where(Questionnaire.id == questionnaire_id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def _is_untouched(
    row: Questionnaire, draft: Document, revision: int, part: Callable[[Document], object] | None
) -> bool:
    """Whether a part is as it was in an older revision; one that is no longer kept cannot say so."""
    seen = queries.draft_at(row.id, revision) if part else None
    return part is not None and seen is not None and part(seen) == part(draft)


def _bring_back_draft(row: Questionnaire, draft: str | None, revision: int) -> Questionnaire:
    if row.revision != revision:
        raise _meanwhile()
    return row if draft is None else save_draft(questionnaire=row, document=loads(draft), revision=revision)


def _keep(questionnaire_id: UUID, revision: int, draft: str) -> None:
    db.session.add(QuestionnaireRevision(questionnaire_id=questionnaire_id, revision=revision, draft=draft))
    mine = QuestionnaireRevision.questionnaire_id == questionnaire_id
    db.session.execute(delete(QuestionnaireRevision).where(mine, QuestionnaireRevision.revision <= revision - KEPT))


def _meanwhile() -> Conflict:
    return Conflict(message("Somebody else changed this questionnaire meanwhile. Nothing was overwritten."))


def _publish(
    row: Questionnaire, draft: Document, words: dict[str, bool], number: int, stages: Mapping[str, UUID]
) -> QuestionnaireVersion:
    version = QuestionnaireVersion(
        id=uuid4(),
        questionnaire_id=row.id,
        number=number,
        document=_written(draft),
        sha256=fingerprint(draft),
        comparability=words,
    )
    db.session.add(version)
    db.session.flush()
    db.session.add_all(_question(version.id, position, one, stages) for position, one in enumerate(draft.questions()))
    db.session.flush()
    return version


def _question(version_id: UUID, position: int, one: Asked, stages: Mapping[str, UUID]) -> Question:
    return Question(
        version_id=version_id,
        identity=UUID(one.id),
        code=one.code,
        field=one.field,
        kind=one.kind,
        stage_id=stages[one.stage] if one.stage else None,
        predicts=one.predicts,
        construct=one.construct,
        position=position,
    )


def _written(draft: Document) -> str:
    return canonical(draft).decode("utf-8")

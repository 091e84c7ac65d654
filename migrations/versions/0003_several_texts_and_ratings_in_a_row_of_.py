"""Several texts and ratings in a row of evidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = "'complaint', 'ticket', 'review', 'interview', 'old_survey', 'observation', 'figure'"


def upgrade() -> None:
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("question", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("rated", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("segments", sa.JSON(), server_default="{}", nullable=False))
        batch_op.drop_constraint(op.f("ck_evidence_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_evidence_kind"), f"kind IN ({KINDS}, 'rating')")
    with op.batch_alter_table("evidence_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("comments", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("ratings", sa.Integer(), server_default="0", nullable=False))
    # The defaults were for the rows that are there; the application says every value itself.
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        for name, kind in (("question", sa.String()), ("rated", sa.String()), ("segments", sa.JSON())):
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
    with op.batch_alter_table("evidence_import", schema=None) as batch_op:
        for name in ("comments", "ratings"):
            batch_op.alter_column(name, existing_type=sa.Integer(), existing_nullable=False, server_default=None)
    # Until now an imported row was one text.
    op.execute("UPDATE evidence_import SET comments = imported")


def downgrade() -> None:
    op.execute("DELETE FROM evidence WHERE kind = 'rating'")
    with op.batch_alter_table("evidence_import", schema=None) as batch_op:
        batch_op.drop_column("ratings")
        batch_op.drop_column("comments")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_evidence_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_evidence_kind"), f"kind IN ({KINDS})")
        batch_op.drop_column("segments")
        batch_op.drop_column("rated")
        batch_op.drop_column("question")
        batch_op.drop_column("person_id")

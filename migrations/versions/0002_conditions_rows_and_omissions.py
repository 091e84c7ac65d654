"""Questionnaires with conditions, rows and omissions; answers saved to go on later; drafts that can be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('questionnaire_revision',
    sa.Column('questionnaire_id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('draft', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id', 'questionnaire_id'], ['questionnaire.organisation_id', 'questionnaire.id'], name=op.f('fk_questionnaire_revision_organisation_id_questionnaire_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_questionnaire_revision_organisation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaire_revision')),
    sa.UniqueConstraint('organisation_id', 'id', name=op.f('uq_questionnaire_revision_organisation_id_id')),
    sa.UniqueConstraint('questionnaire_id', 'revision', name=op.f('uq_questionnaire_revision_questionnaire_id_revision'))
    )
    with op.batch_alter_table('questionnaire_revision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_questionnaire_revision_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('cut_tally',
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.Uuid(), nullable=False),
    sa.Column('cut_question_id', sa.Uuid(), nullable=False),
    sa.Column('cut_value', sa.String(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id', 'question_id'], ['question.organisation_id', 'question.id'], name=op.f('fk_cut_tally_organisation_id_question_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id', 'survey_id'], ['survey.organisation_id', 'survey.id'], name=op.f('fk_cut_tally_organisation_id_survey_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_cut_tally_organisation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('survey_id', 'question_id', 'cut_question_id', 'cut_value', 'part', 'value', name=op.f('pk_cut_tally'))
    )
    with op.batch_alter_table('cut_tally', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cut_tally_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('page_tally',
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.Uuid(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id', 'group_id'], ['stakeholder_group.organisation_id', 'stakeholder_group.id'], name=op.f('fk_page_tally_organisation_id_group_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id', 'survey_id'], ['survey.organisation_id', 'survey.id'], name=op.f('fk_page_tally_organisation_id_survey_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_page_tally_organisation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('survey_id', 'group_id', 'question_id', name=op.f('pk_page_tally'))
    )
    with op.batch_alter_table('page_tally', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_page_tally_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('partial_response',
    sa.Column('survey_id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('token_mac', sa.String(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('page', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id', 'group_id'], ['stakeholder_group.organisation_id', 'stakeholder_group.id'], name=op.f('fk_partial_response_organisation_id_group_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id', 'survey_id'], ['survey.organisation_id', 'survey.id'], name=op.f('fk_partial_response_organisation_id_survey_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_partial_response_organisation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partial_response')),
    sa.UniqueConstraint('organisation_id', 'id', name=op.f('uq_partial_response_organisation_id_id')),
    sa.UniqueConstraint('token_mac', name=op.f('uq_partial_response_token_mac'))
    )
    with op.batch_alter_table('partial_response', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_partial_response_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_partial_response_survey_id'), ['survey_id'], unique=False)

    op.create_table('omission',
    sa.Column('response_id', sa.Uuid(), nullable=False),
    sa.Column('question_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('wave_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.CheckConstraint("state IN ('skipped', 'not_applicable')", name=op.f('ck_omission_state')),
    sa.ForeignKeyConstraint(['organisation_id', 'question_id'], ['question.organisation_id', 'question.id'], name=op.f('fk_omission_organisation_id_question_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['organisation_id', 'response_id'], ['response.organisation_id', 'response.id'], name=op.f('fk_omission_organisation_id_response_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_omission_organisation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('response_id', 'question_id', name=op.f('pk_omission')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('omission', schema=None) as batch_op:
        batch_op.create_index('ix_omission_question', ['question_id', 'group_id', 'wave_id'], unique=False)

    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('part', sa.String(), server_default='', nullable=False))

    with op.batch_alter_table('answer_text', schema=None) as batch_op:
        batch_op.add_column(sa.Column('part', sa.String(), server_default='', nullable=False))

    with op.batch_alter_table('questionnaire', schema=None) as batch_op:
        batch_op.add_column(sa.Column('report', sa.JSON(), server_default='[]', nullable=False))

    with op.batch_alter_table('questionnaire_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('comparability', sa.JSON(), server_default='{}', nullable=False))

    with op.batch_alter_table('response', schema=None) as batch_op:
        batch_op.add_column(sa.Column('seed', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('seconds', sa.Integer(), nullable=True))

    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.add_column(sa.Column('part', sa.String(), server_default='', nullable=False))
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.alter_column('part', existing_type=sa.String(), existing_nullable=False, server_default=None)
        batch_op.drop_constraint('pk_tally', type_='primary')
        batch_op.create_primary_key('pk_tally', ['survey_id', 'question_id', 'group_id', 'wave_id', 'part', 'value'])



def downgrade() -> None:
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.drop_constraint('pk_tally', type_='primary')
        batch_op.create_primary_key('pk_tally', ['survey_id', 'question_id', 'group_id', 'wave_id', 'value'])
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.drop_column('part')

    with op.batch_alter_table('response', schema=None) as batch_op:
        batch_op.drop_column('seconds')
        batch_op.drop_column('seed')

    with op.batch_alter_table('questionnaire_version', schema=None) as batch_op:
        batch_op.drop_column('comparability')

    with op.batch_alter_table('questionnaire', schema=None) as batch_op:
        batch_op.drop_column('report')

    with op.batch_alter_table('answer_text', schema=None) as batch_op:
        batch_op.drop_column('part')

    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.drop_column('part')

    with op.batch_alter_table('omission', schema=None) as batch_op:
        batch_op.drop_index('ix_omission_question')

    op.drop_table('omission')
    with op.batch_alter_table('partial_response', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_partial_response_survey_id'))
        batch_op.drop_index(batch_op.f('ix_partial_response_organisation_id'))

    op.drop_table('partial_response')
    with op.batch_alter_table('page_tally', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_page_tally_organisation_id'))

    op.drop_table('page_tally')
    with op.batch_alter_table('cut_tally', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_cut_tally_organisation_id'))

    op.drop_table('cut_tally')
    with op.batch_alter_table('questionnaire_revision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_questionnaire_revision_organisation_id'))

    op.drop_table('questionnaire_revision')

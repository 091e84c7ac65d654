"""Forms of the programme: the work (`work`) and what people are told (`notices`)."""

from __future__ import annotations

from feedback.programme.forms.notices import NoticeForm, notice_form
from feedback.programme.forms.work import ChecksForm, MilestoneForm, PlanForm, ProgressForm, plan_form

__all__ = ["ChecksForm", "MilestoneForm", "NoticeForm", "PlanForm", "ProgressForm", "notice_form", "plan_form"]

"""The programme over the API: work, whether it helped, what people were told, and issues in trackers. It only reads."""

from feedback.programme.api import effects, issues, notices, work

blueprints = (work.blueprint, effects.blueprint, notices.blueprint, issues.blueprint)
"""One chapter each."""

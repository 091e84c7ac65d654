"""Durability: clients post answers while the server is killed at random moments; nothing acknowledged may be lost.

Case 92 of the security promises, without invitations. Arguments: number of kills (default 40), seed (default 92).
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from _serving import load, table  # noqa: E402

from tests.e2e import killing  # noqa: E402
from tests.e2e.killing import History  # noqa: E402
from tests.e2e.serving import Installation  # noqa: E402


def main(kills: int, seed: int) -> int:
    """Run and print a table; 1 where something was lost, doubled or damaged."""
    with tempfile.TemporaryDirectory(prefix="feedback-kill-") as folder:
        installation = Installation(Path(folder))
        paths = killing.ask(installation)
        installation.start()
        try:
            history = History(killing.read_surveys(installation, paths))
            killing.killed_while_answering(installation, history, kills, seed)
            return _told(installation, history, kills)
        finally:
            installation.stop()


def _told(installation: Installation, history: History, kills: int) -> int:
    stored, acknowledged = killing.stored(installation), len(history.acknowledged)
    statuses = Counter(status for _, status in history.told)
    other = killing.changed_by_replay(installation, history)
    doubled = killing.stored(installation) - stored
    damage = killing.damage(installation)
    rows: list[list[object]] = [
        ["kills", kills],
        ["answers acknowledged", acknowledged],
        ["posts without an answer", statuses[0]],
        ["lost", acknowledged - stored],
        ["stored again by a replay", doubled],
        ["another receipt on replay", len(other)],
        ["damage to the database", len(damage)],
    ]
    table([f"{load()}", ""], rows)
    return int(bool(acknowledged != stored or doubled or other or damage))


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [40, 92][len(given) :])))

"""Verify that this process has the match keys in use.

With another key a check finds nothing, and would say "No hit" for a target that others work on.
Every check therefore reads the marks, because the key may be changed at any time (`rekeying`). Only
the matcher uses this. `in_use` looks past row-level security; `require`, `locked` and `known` are
called past it.
"""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction.models import MatchKeyMark
from broadhurst.capabilities.deconfliction.rules.match_keys import Marks, objections_to_match_key
from broadhurst.capabilities.deconfliction.targets.match_keys import match_keys, newest
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.database.prepared import pipelined, send
from broadhurst.foundation.workflow import refuse_if

TO_KNOW = "to see which match key the entries are keyed with"
# Checks share this lock while they use the match keys. A step of changing one takes it alone.
KEYED = 0x6B65796564
SHARED = "SELECT pg_advisory_xact_lock_shared(%s)"
ALONE = "SELECT pg_advisory_xact_lock(%s)"
KNOWN = 'SELECT "current", "next", old, generation FROM deconfliction_matchkeymark WHERE id = 1'


def held() -> list[str]:
    """Return the marks of the match keys that this process has, the newest first."""
    return [key.mark for key in match_keys()]


def require() -> Marks:
    """Refuse the check unless this process has the match keys in use; return their marks.

    The very first check sets the key. The marks are read after taking the lock, and stay the same
    until the transaction ends. Called past the wall.
    """
    marks = locked(SHARED) or _set_first()
    refuse_if(objections_to_match_key(marks, held()))
    return marks


def in_use() -> Marks | None:
    """Return the marks in use, to say what this process can do; None before the first check."""
    with elevated(TO_KNOW):
        return known()


def objections() -> list[str]:
    """Return the reasons why this process cannot run checks. Empty if it can."""
    return objections_to_match_key(in_use(), held())


def locked(lock: str) -> Marks | None:
    """Return the marks in use after taking a lock, which keeps them until the transaction ends.

    Called past the wall.
    """
    with pipelined():
        send(lock, [KEYED])
        marks = send(KNOWN)
    return _marks(marks.rows())


def known() -> Marks | None:
    """Return the marks in use; None before the very first check. Called past the wall."""
    return _marks(send(KNOWN).rows())


def _marks(rows: Sequence[tuple[str, str, str, int]]) -> Marks | None:
    return Marks(*rows[0]) if rows else None


def _set_first() -> Marks:
    """Save this process's key as the first, or return what another process saved."""
    mark = MatchKeyMark(current=newest().mark, since=clock.now())
    MatchKeyMark.objects.bulk_create([mark], ignore_conflicts=True)
    saved = MatchKeyMark.objects.get()
    return Marks(saved.current, saved.next, saved.old, saved.generation)

"""Read the versions of the desired outcomes and of the tactics."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.plans.models import OutcomeList, P, TacticLibrary
from broadhurst.foundation import clock
from broadhurst.foundation.database.prepared import send

TACTICS = 0x7AC71C  # the number of the advisory lock
LABELS = {p.label.casefold(): p.value for p in P}


def outcome_lists() -> QuerySet[OutcomeList]:
    """Return every version of the desired outcomes, the newest first."""
    return OutcomeList.objects.select_related("set_by")


def libraries() -> QuerySet[TacticLibrary]:
    """Return every version of the tactics, the newest first."""
    return TacticLibrary.objects.select_related("set_by")


def latest_list() -> OutcomeList:
    """Return the latest version of the desired outcomes: in force, or planned for a later day."""
    return OutcomeList.objects.filter(next=None)[0]


def latest_library() -> TacticLibrary:
    """Return the latest version of the tactics: in force, or planned for a later day."""
    return TacticLibrary.objects.filter(next=None)[0]


def lock_library() -> None:
    """Let one transaction at a time change the tactics.

    A version is never updated, so there is no row to lock.
    """
    send("SELECT pg_advisory_xact_lock(%s::bigint)", [TACTICS])


def locked_library() -> TacticLibrary:
    """Return the latest version of the tactics, which nobody else changes until this commits."""
    lock_library()
    return latest_library()


def first_day(latest: OutcomeList | TacticLibrary) -> date:
    """Return the first day that a new version can start: today, or that of a planned one."""
    return max(clock.today(), latest.from_on)


def tactic_in(library: TacticLibrary, key: str) -> dict[str, Any]:
    """Return a tactic of a version, or an empty one."""
    return next((dict(row) for row in library.tactics if row["key"] == key), {})


def lines_of(outcomes: OutcomeList) -> list[str]:
    """Return a list as the form shows it: one outcome a line, after its P."""
    return [f"{P(row['p']).label}: {row['label']}" for row in outcomes.outcomes]


def by_p(outcomes: OutcomeList) -> list[tuple[str, list[str]]]:
    """Return the outcomes of a version by P."""
    return [(p.label, [row["label"] for row in outcomes.outcomes if row["p"] == p]) for p in P]

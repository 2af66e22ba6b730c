"""Rules on giving the work of a leaving officer to others. Pure."""

from collections.abc import Collection, Mapping
from heapq import heapify, heappop, heappush, heapreplace
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

JOB = "give-records"
TRIES = 5
ENDED = "This request to give records to successors has ended."
SETTLED = "This record already has a result."
NOT_IN_POST = (
    "The officer who asked for this no longer has a posting, so no more records are given. "
    "Another supervisor can ask again."
)
WHO = frozenset({"supervisor", "coordinator"})


def objections_to_rehome_here(actor: Any, *, is_colleague: bool) -> list[str]:
    """Supervisors and coordinators do this for officers of their organisation."""
    objections = []
    if not WHO & set(actor.roles):
        objections.append("Only a supervisor or an OCG coordinator can do this.")
    if not is_colleague:
        objections.append("You can only do this for officers of your organisation.")
    return objections


def objections_to_rehome(
    actor: Any,
    *,
    is_colleague: bool,
    successors: Mapping[str, Any],
    because: str,
    under_way: Any = None,
) -> list[str]:
    """At least one holding gets a successor, with a reason, once at a time."""
    objections = objections_to_rehome_here(actor, is_colleague=is_colleague)
    if not successors:
        objections.append("Choose a successor for at least one record.")
    if under_way is not None:
        objections.append(
            f"{under_way.posting.officer.name} is giving these records to successors now "
            f"({under_way.ref}). Wait until that has ended, then choose successors for the "
            "records that are left."
        )
    return objections + at("because", objections_to_text(because))


def objections_to_nothing(rows: Collection[Any]) -> list[str]:
    """Refuse if the officer no longer has any record to give."""
    if rows:
        return []
    return ["The officer no longer has these records. Open the page again to see what is left."]


def objections_to_run(rehoming: Any) -> list[str]:
    """A rehoming runs until it has ended."""
    return [] if rehoming.is_live else [ENDED]


def objections_to_give_again(row: Any) -> list[str]:
    """A record is given once."""
    return [SETTLED] if row.settled_at else []


def objections_to_posting(*, is_in_post: bool) -> list[str]:
    """Records are given in the name of an officer who is still in post."""
    return [] if is_in_post else [NOT_IN_POST]


def objections_to_give(name: str, *, is_held: bool) -> list[str]:
    """A record is given if the officer still has it."""
    return [] if is_held else [f"{name} no longer has this record, so nothing was changed."]


def objections_to_end_last_posting(name: str, held: Collection[str]) -> list[str]:
    """An officer's last posting ends at once only when nothing is left, as `held` says.

    An account can always be closed at once.
    """
    if not held:
        return []
    return at(
        "until_on",
        f"{name} still has {', '.join(held)}, and this is the last posting. Ask a supervisor of "
        "the unit to give this work to others first, or enter a later day. To stop all access "
        "now, close the account.",
    )


def propose(
    needs: Collection[tuple[str, Collection[int]]], loads: Mapping[int, int]
) -> dict[str, int]:
    """Propose for each need the officer who has the least work by then.

    `needs` are keys with the officers who cannot take them. `loads` are the OCGs that each officer
    leads. A key that nobody can take is left out.
    """
    work = [(load, officer) for officer, load in loads.items()]
    heapify(work)  # so that the officer with the least work comes first
    proposed = {}
    for key, barred in needs:
        passed = []
        while work and work[0][1] in barred:
            passed.append(heappop(work))
        if work:
            load, chosen = work[0]
            heapreplace(work, (load + 1, chosen))
            proposed[key] = chosen
        for officer in passed:
            heappush(work, officer)
    return proposed

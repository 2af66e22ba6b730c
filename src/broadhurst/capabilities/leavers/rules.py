"""Rules on giving the work of a leaving officer to others. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

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
    actor: Any, *, is_colleague: bool, successors: Mapping[str, Any], because: str
) -> list[str]:
    """At least one holding gets a successor, with a reason."""
    objections = objections_to_rehome_here(actor, is_colleague=is_colleague)
    if not successors:
        objections.append("Choose a successor for at least one record.")
    return objections + at("because", objections_to_text(because))


def propose(
    needs: Collection[tuple[str, Collection[int]]], loads: Mapping[int, int]
) -> dict[str, int]:
    """Propose an officer for each need, who has the least work by then.

    `needs` are keys with the officers who cannot take them. `loads` are the OCGs that each officer
    leads. A key that nobody can take is left out.
    """
    work, proposed = dict(loads), {}
    for key, barred in needs:
        free = [officer for officer in work if officer not in barred]
        if free:
            chosen = min(free, key=lambda officer: (work[officer], officer))
            work[chosen] += 1
            proposed[key] = chosen
    return proposed

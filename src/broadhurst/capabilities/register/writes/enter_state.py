"""Move an OCG to its next state. The commands that take a step call this."""

from datetime import date

from broadhurst.capabilities.register.models import Ocg, Stage
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


def enter_state(
    actor: Actor,
    ocg: Ocg,
    state: str,
    *,
    due_on: date | None = None,
    reason: str = "",
    explanation: str = "",
) -> Stage:
    """Close the span of the current state, and begin the next at the same instant.

    `due_on` is the last day for the step after it.
    """
    now = clock.now()
    ocg.stages.filter(until_at=None).update(until_at=now)
    ocg.state, ocg.due_on = state, due_on
    if state == Ocg.State.ACTIVE and ocg.adopted_at is None:
        ocg.adopted_at = now
    ocg.save(update_fields=["state", "due_on", "adopted_at"])
    return begin_stage(actor, ocg, reason=reason, explanation=explanation)


def mark_archive_proposed(ocg: Ocg, is_proposed: bool) -> None:
    """Mark whether a proposal to archive an OCG is open. The span of its state goes on."""
    ocg.is_archive_proposed = is_proposed
    ocg.save(update_fields=["is_archive_proposed"])


def begin_stage(actor: Actor, ocg: Ocg, *, reason: str = "", explanation: str = "") -> Stage:
    """Begin the span of the state that an OCG is in."""
    return Stage.objects.create(
        dossier=ocg.dossier,
        ocg=ocg,
        state=ocg.state,
        reason=reason,
        explanation=explanation,
        due_on=ocg.due_on,
        begun_by=actor.officer,
        from_at=clock.now(),
    )

"""Escalate late hits to the desk, then the superior, and flag officers who keep hitting limits."""

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.on_duty import contact_of
from broadhurst.capabilities.deconfliction.writes.announce import flag_rate_limited_officers
from broadhurst.capabilities.duty_desks import disclosure
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.workflow import refuse_if


class EscalateForm(CommandForm):
    """The form has no fields, because the time alone decides which hits are late."""


@command
def escalate(*, actor: Actor) -> int:
    """Move unacknowledged hits up by their clocks. Run it every few minutes.

    Returns the number of hits. It also flags officers that a rate limit stopped again and again,
    because a refused check leaves nothing but its log record.
    """
    refuse_if(desk_rules.objections_to_escalate(actor.roles))

    flag_rate_limited_officers()
    moved = disclosure.escalate_overdue()

    for side in moved:
        record(
            actor,
            "hit.escalated",
            side.ref,
            dossier=None,
            kind=Event.Kind.DISCLOSURE,
            tell=_recipients(side),
            unit=side.unit.name,
            due=moment(side.due_at),
            to=_holder(side),
            # The unit and its desk call the other side; the superior calls the unit.
            other=contact_of(side.other_unit, clock.now()),
            other_contact=contact_of(side.unit, clock.now()),
        )
    record(
        actor,
        "hits.escalated",
        "deconfliction",
        dossier=None,
        count=len(moved),
        past_the_wall=disclosure.TO_ESCALATE,
    )
    return len(moved)


def _recipients(side: HitSide) -> list[Unit | Officer]:
    """Return the unit, its desk and, after the last escalation, the superior."""
    recipients = (side.unit, side.desk, side.superior)
    return [recipient for recipient in recipients if recipient is not None]


def _holder(side: HitSide) -> str:
    """Return the name of the desk or superior who has the hit now."""
    if side.level == HitSide.Level.DESK and side.desk:
        return side.desk.name
    return side.superior.name if side.superior else "nobody, because no rota names a superior"

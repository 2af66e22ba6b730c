"""Escalate what nobody sees to: late hits to the desk, then the superior; and who is stopped."""

from broadhurst.capabilities.deconfliction.commands.announce import flag_rate_limited_officers
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries import contact_of
from broadhurst.capabilities.duty_desks import disclosure
from broadhurst.capabilities.duty_desks import rules as desk_rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.workflow import refuse_if


class EscalateForm(Ask):
    """Nothing is asked: the clock alone says what is late."""


@command
def escalate(*, actor: Actor) -> int:
    """Move unacknowledged hits up by their clocks; returns how many.

    Whom the limit stopped again and again is flagged here: a refusal leaves nothing but its record.
    """
    refuse_if(desk_rules.objections_to_escalate(actor.roles))

    flag_rate_limited_officers()
    moved = disclosure.escalated()

    for side in moved:
        record(
            actor,
            "hit.escalated",
            side.ref,
            dossier=None,
            kind=Event.Kind.DISCLOSURE,
            tell=_whom(side),
            unit=side.unit.name,
            due=moment(side.due_at),
            to=_with(side),
            # Whoever is to answer rings the other side; whoever is above them rings the unit.
            other=contact_of(side.other_unit, clock.now()),
            ring=contact_of(side.unit, clock.now()),
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


def _whom(side: HitSide) -> list[Unit | Officer]:
    """The unit, its desk and, at the last, the superior."""
    return [one for one in (side.unit, side.desk, side.superior) if one is not None]


def _with(side: HitSide) -> str:
    """Where the hit is now, in words."""
    if side.level == HitSide.Level.DESK and side.desk:
        return side.desk.name
    return side.superior.name if side.superior else "nobody above: no rota names a superior"

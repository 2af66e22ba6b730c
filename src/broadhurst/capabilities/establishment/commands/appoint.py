"""Appoint a chief officer to a post."""

from datetime import date

from broadhurst.capabilities.establishment import rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Appointment, Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def appoint(
    *,
    actor: Actor,
    officer: Officer,
    agency: Agency,
    post: str,
    is_responsible_for_rocu: bool,
    from_on: date,
    until_on: date | None = None,
) -> Appointment:
    """Record an appointment, so that who answers for a ROCU on any day can be shown."""
    refuse_if(rules.objections_to_administer(actor.roles))

    appointment = Appointment.objects.create(
        officer=officer,
        agency=agency,
        post=post,
        is_responsible_for_rocu=is_responsible_for_rocu,
        from_on=from_on,
        until_on=until_on,
    )

    record(actor, "officer.appointed", officer.username, dossier=None, post=post, body=agency.key)
    return appointment

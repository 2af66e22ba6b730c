"""Post an officer to a unit, with roles, from a day."""

from collections.abc import Sequence
from datetime import date

from broadhurst.capabilities.establishment import rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Posting, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def post(
    *,
    actor: Actor,
    officer: Officer,
    unit: Unit,
    title: str,
    roles: Sequence[str],
    from_on: date,
    until_on: date | None = None,
) -> Posting:
    """Post an officer to a unit."""
    refuse_if(
        rules.objections_to_administer(actor.roles)
        + rules.objections_to_post(unit, from_on=from_on, until_on=until_on)
    )

    posting = Posting.objects.create(
        officer=officer,
        unit=unit,
        title=title,
        roles=list(roles),
        from_on=from_on,
        until_on=until_on,
    )

    record(actor, "officer.posted", officer.username, dossier=None, unit=unit.key, title=title)
    return posting

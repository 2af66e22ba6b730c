"""Write cover, with the access that it gives on its days."""

from datetime import date

from broadhurst.capabilities.establishment.queries.officers import unit_to_lead
from broadhurst.capabilities.register.models import Cover, Lead
from broadhurst.capabilities.register.writes.begin_lead import level_for
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.doors.references import new_reference


def unit_of_deputy(deputy: Officer, lead: Lead) -> Unit:
    """Return the unit for which a deputy covers: the lead's, if the deputy is in it."""
    return unit_to_lead(deputy, [lead.unit], clock.today()) or lead.unit


def begin_cover(
    actor: Actor,
    lead: Lead,
    *,
    deputy: Officer,
    from_on: date,
    until_on: date,
    because: str,
    replaces: Cover | None = None,
) -> Cover:
    """Record that a deputy covers for a lead, and let the deputy see the OCG on those days."""
    ocg = lead.ocg
    cover = Cover.objects.create(
        dossier=ocg.dossier, ref=new_reference("COV"), ocg=ocg, lead=lead, deputy=deputy,
        from_on=from_on, until_on=until_on, because=because, named_by=actor.officer,
        named_at=clock.now(), replaces=replaces,
    )  # fmt: skip
    sight = Sight(
        deputy,
        level_for(unit_of_deputy(deputy, lead)),
        Grant.Why.COVER,
        cover.ref,
        until=clock.end_of(until_on),
        since=max(clock.now(), clock.midnight(from_on)),
    )
    grants.give(ocg.dossier, sight)
    return cover

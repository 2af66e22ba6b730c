"""Open a unit of a body."""

from datetime import date

from broadhurst.capabilities.establishment import rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, District, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def open_unit(
    *,
    actor: Actor,
    agency: Agency,
    key: str,
    name: str,
    kind: str,
    duty_contact: str,
    from_on: date,
    district: District | None = None,
) -> Unit:
    """Open a unit, or bring what is known of it up to date."""
    refuse_if(rules.objections_to_administer(actor.roles))

    unit, _ = Unit.objects.update_or_create(
        key=key,
        defaults={
            "agency": agency,
            "name": name,
            "kind": kind,
            "duty_contact": duty_contact,
            "from_on": from_on,
            "district": district,
        },
    )

    record(actor, "unit.opened", key, dossier=None, kind=Event.Kind.COLLECTION, name=name)
    return unit

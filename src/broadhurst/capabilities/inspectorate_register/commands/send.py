"""Send the text of entries of the inspectorate's register. Nothing is recorded yet."""

from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspectorate_register.forms.entries import SendEntriesForm
from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.rules import saving as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if

__all__ = ["SendEntriesForm", "send_entries"]


@for_roles(objections_to_record)
@command
def send_entries(
    *,
    actor: Actor,
    text: str,
    report: Report | None = None,
    agency: Agency | None = None,
    source: str = "",
) -> Reading:
    """Keep the text of entries, so that the officer can check it before saving."""
    refuse_if(rules.objections_to_send(actor.roles, text))

    ref = new_reference("REG")
    sight = Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)
    reading = Reading.objects.create(
        dossier=open_dossier(ref, [sight]), ref=ref, unit=actor.unit, sent_by=actor.officer,
        sent_at=clock.now(), text=text, report=report, agency=agency, source=source,
    )  # fmt: skip

    record(
        actor,
        "reading.sent",
        ref,
        dossier=reading.dossier,
        kind=Event.Kind.COLLECTION,
        characters=len(text),
    )
    return reading

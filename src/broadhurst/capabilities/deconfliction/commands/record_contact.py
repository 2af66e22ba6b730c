"""Record when the two sides of a hit spoke: the time to contact is what deconfliction is for."""

from datetime import datetime

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries import parts_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import DateTimeField
from broadhurst.foundation.workflow import refuse_if


class RecordContactForm(Ask):
    contacted_at = DateTimeField(
        label="When you spoke",
        help_text="The first time that the two sides spoke about this hit, such as 27 3 2026, "
        "14:30.",
    )


@command
def record_contact(*, actor: Actor, hit: HitSide, contacted_at: datetime) -> HitSide:
    """Record on this side when the two sides spoke; the other side records its own."""
    side = lock(HitSide.objects.select_related("hit", "unit"), hit)
    contacted_at = clock.in_order(side.raised_at, contacted_at)
    refuse_if(
        rules.objections_to_record_contact(parts_of(actor, side), side, contacted_at, clock.now())
    )

    side.contacted_at, side.contacted_by = contacted_at, actor.officer
    side.save(update_fields=["contacted_at", "contacted_by"])

    ocg = Ocg.objects.select_related("dossier").filter(ref=side.ocg_ref).first()
    record(
        actor,
        "hit.contact_recorded",
        side.ref,
        dossier=ocg.dossier if ocg else None,
        tell=[side.unit],
        hours=round((contacted_at - side.raised_at).total_seconds() / 3600, 1),
    )
    return side

"""Record when the two sides of a hit spoke.

Deconfliction is measured by the time to contact.
"""

from collections.abc import Sequence
from datetime import datetime

from broadhurst.capabilities.deconfliction.forms.answer import AnswerForm, held
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import parts_of
from broadhurst.capabilities.deconfliction.rules.hits import (
    objections_to_contact_now,
    objections_to_each,
    objections_to_record_contact,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateTimeField
from broadhurst.foundation.workflow import refuse_if


class RecordContactForm(AnswerForm):
    field_order = ("contacted_at", "also")
    contacted_at = DateTimeField(
        label="When you spoke",
        help_text="The first time that the two sides spoke about this hit, such as 27 3 2026, "
        "14:30.",
    )


@for_record(lambda actor, hit: objections_to_contact_now(parts_of(actor, hit), hit))
@command
def record_contact(
    *, actor: Actor, hit: HitSide, contacted_at: datetime, also: Sequence[HitSide] = ()
) -> HitSide:
    """Record on this side when the two sides spoke about a hit.

    `also` names the unit's other hits that they spoke about. The other unit records its own side.
    """
    side, answered = held(hit, also)
    spoke = {own_side: clock.in_order(own_side.raised_at, contacted_at) for own_side in answered}
    refuse_if(
        objections_to_each(
            side,
            answered,
            lambda own_side: objections_to_record_contact(
                parts_of(actor, own_side), own_side, spoke[own_side], clock.now()
            ),
        )
    )

    for own_side in answered:
        _record(actor, own_side, spoke[own_side])
    side.also = [own_side.ref for own_side in answered if own_side != side]
    return side


def _record(actor: Actor, side: HitSide, contacted_at: datetime) -> None:
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

"""Plan an event.

It is checked at once, and both sides learn of a conflict at the same time.
"""

from datetime import datetime, timedelta

from broadhurst.capabilities.deconfliction.matching import event_store, recent_use
from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.deconfliction.writes.announce import flag_probing
from broadhurst.capabilities.planned_events.forms.event import EventForm, placed
from broadhurst.capabilities.planned_events.rules import events as rules
from broadhurst.capabilities.planned_events.rules.limits import objections_to_planned
from broadhurst.capabilities.planned_events.writes.check_event import check_event, in_words
from broadhurst.capabilities.planned_events.writes.tell_leads import tell_leads
from broadhurst.capabilities.register.forms.fields import OwnOcgField
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.geography.sphere import Place
from broadhurst.foundation.workflow import refuse_if

NOT_YOURS = "You cannot see an OCG with this reference. Check the reference."


class PlanEventForm(EventForm):
    ocg = OwnOcgField(label="OCG", help_text="If the event is about one.")

    def narrow_choices(self) -> None:
        """Offer the OCGs that the officer may see."""
        super().narrow_choices()
        self.fields["ocg"].offer_own()  # type: ignore[attr-defined]

    def clean_ocg(self) -> str:
        """Return the reference of the OCG: an event keeps no more."""
        ocg = self.cleaned_data["ocg"]
        return str(ocg.ref) if ocg else ""


@command
def plan_event(
    *, actor: Actor, kind: str, cover_name: str, place: str, ground: Place, starts_at: datetime,
    ends_at: datetime, contact: str, buffer_minutes: int = rules.USUAL_BUFFER_MINUTES,
    is_armed: bool = False, is_undercover: bool = False, late_reason: str = "", ocg: str = "",
    asked_in: str = "",
) -> Check:  # fmt: skip
    """Plan an event for the actor's unit, check it, and issue a receipt.

    `asked_in` is the reference of the request between SIO and LRO that asks for it, if any.
    """
    now, buffer, ocg = clock.now(), timedelta(minutes=buffer_minutes), ocg.strip().upper()
    planned = recent_use.recent_plans(actor.officer)
    objections = objections_to_planned(planned) + rules.objections_to_plan(
        actor.roles, starts_at, ends_at, now, buffer=buffer, reach_m=ground.reach_m,
        late_reason=late_reason, cover_name=cover_name, place=place,
    )  # fmt: skip
    if ocg and not Ocg.objects.filter(ref=ocg).exists():
        objections.append(NOT_YOURS)
    refuse_if(objections)

    event_store.wait_for_others()
    event = Event.objects.create(
        ref=new_reference("EVT"), unit=actor.unit, ocg_ref=ocg, cover_name=cover_name, kind=kind,
        place=place, **placed(ground), starts_at=starts_at, ends_at=ends_at,
        buffer_minutes=buffer_minutes, is_armed=is_armed, is_undercover=is_undercover,
        contact=contact, late_reason=late_reason.strip(), planned_by=actor.officer,
        planned_at=now, begins_at=starts_at - buffer, expires_at=ends_at + buffer,
        asked_in=asked_in,
    )  # fmt: skip

    record(
        actor, "event.planned", event.ref, dossier=None, kind=audit.Event.Kind.COLLECTION,
        late_reason=event.late_reason, wide=in_words(event),
    )  # fmt: skip
    tell_leads(actor, event)
    check = check_event(actor, event)
    flag_probing(actor, event, planned.with_one_more())
    return check

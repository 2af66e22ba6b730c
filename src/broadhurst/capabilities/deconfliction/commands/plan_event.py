"""Plan an event: it is checked at once, and a conflict tells both sides at one instant."""

from datetime import datetime, timedelta

from broadhurst.capabilities.deconfliction import meeting
from broadhurst.capabilities.deconfliction.commands.event_form import EventForm, placed
from broadhurst.capabilities.deconfliction.engine.sphere import Place
from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.deconfliction.rules import events as rules
from broadhurst.capabilities.establishment.queries import system_actor
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if

NOT_YOURS = "There is no such OCG, or it is not yours to see."


class PlanEventForm(EventForm):
    ocg = TextField(
        label="OCG", help_text="Its reference, if the event is of one.", required=False,
        max_length=16, width=10,
    )  # fmt: skip


@command
def plan_event(
    *, actor: Actor, kind: str, cover_name: str, place: str, ground: Place, starts_at: datetime,
    ends_at: datetime, contact: str, buffer_minutes: int = rules.USUAL_BUFFER_MINUTES,
    is_armed: bool = False, is_undercover: bool = False, late_reason: str = "", ocg: str = "",
) -> Check:  # fmt: skip
    """Plan an event for one's unit, check it against others', and issue a receipt."""
    now, buffer, ocg = clock.now(), timedelta(minutes=buffer_minutes), ocg.strip().upper()
    objections = rules.objections_to_plan(
        actor.roles, starts_at, ends_at, now, buffer=buffer, late_reason=late_reason,
        cover_name=cover_name, place=place,
    )  # fmt: skip
    if ocg and not Ocg.objects.filter(ref=ocg).exists():
        objections.append(NOT_YOURS)
    refuse_if(objections)

    meeting.wait_for_others()
    event = Event.objects.create(
        ref=new_reference("EVT"), unit=actor.unit, ocg_ref=ocg, cover_name=cover_name, kind=kind,
        place=place, **placed(ground), starts_at=starts_at, ends_at=ends_at,
        buffer_minutes=buffer_minutes, is_armed=is_armed, is_undercover=is_undercover,
        contact=contact, late_reason=late_reason.strip(), planned_by=actor.officer,
        planned_at=now, begins_at=starts_at - buffer, expires_at=ends_at + buffer,
    )  # fmt: skip

    record(
        actor, "event.planned", event.ref, dossier=None, kind=audit.Event.Kind.COLLECTION,
        late_reason=event.late_reason,
    )  # fmt: skip
    return checked(actor, event)


def checked(actor: Actor, event: Event) -> Check:
    """Check an event against other units', tell both sides of each hit, and issue a receipt."""
    found = meeting.find(event)
    made = Check.objects.create(
        ref=new_reference(f"DCN-{clock.today().year}"), unit=event.unit,
        occasion=Check.Occasion.EVENT, matter=event.ref, made_by=actor.officer,
        made_at=clock.now(), entries=1, hit_count=found.standing,
    )  # fmt: skip
    record(
        actor, "event.checked", event.ref, dossier=None, kind=audit.Event.Kind.COMBINATION,
        receipt=made.ref, answer=rules.event_answer(made.hit_count),
        past_the_wall=meeting.TO_MEET,
    )  # fmt: skip
    # The system tells, so that the notice does not name the officer whose event it was.
    for side in found.raised:
        record(
            system_actor(), "hit.raised", side.ref, dossier=None,
            kind=audit.Event.Kind.DISCLOSURE, tell=[side.unit], match=side.hit.words,
            strength=side.hit.strength, body=side.other_unit.agency.name, ring=side.ring,
        )  # fmt: skip
    return made

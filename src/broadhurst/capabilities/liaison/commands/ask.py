"""Ask the other lead for something: the SIO asks the LRO, or the LRO the SIO."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.plan_event import plan_event
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.places import HOW, place_written
from broadhurst.capabilities.deconfliction.rules.events import USUAL_RADIUS_M
from broadhurst.capabilities.liaison import rules
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries import same_open
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import Standing, locked, standing
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.geography.sphere import InvalidPlace, Point, disc
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    DateField,
    DateTimeField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class AskForm(Ask):
    kind = ChoiceField(label="Kind of request", choices=Request.Kind.choices)
    what = TextAreaField(
        label="What you ask for",
        help_text="What, where and by when. No source, no covert activity.",
        max_length=2000,
    )
    is_urgent = BooleanField(label="Urgent: an answer is needed within 4 hours", required=False)
    needed_on = DateField(
        label="Needed by", help_text="For example, 27 3 2026", required=False, noun="needed-by date"
    )
    point = TextField(
        label="Where a warrant will be executed",
        help_text="If it is known, the event is planned for your unit and checked at once against "
        f"what others plan. {HOW}",
        noun="where it will be executed",
        required=False,
        width=20,
        max_length=60,
    )
    starts_at = DateTimeField(label="Start of the warrant", required=False)
    ends_at = DateTimeField(label="End of the warrant", required=False)

    def clean_point(self) -> Point | None:
        """The point in degrees, if one was given."""
        try:
            typed = self.cleaned_data["point"]
            return place_written(typed) if typed else None
        except InvalidPlace as invalid:
            raise ValidationError(str(invalid)) from invalid


@command
def ask(
    *,
    actor: Actor,
    ocg: Ocg,
    kind: str,
    what: str,
    is_urgent: bool = False,
    needed_on: date | None = None,
    point: Point | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Request:
    """Ask the other lead for something, with a clock for the answer.

    A request to execute a warrant checks the OCG's targets, and plans the event if it says where
    and when.
    """
    ocg = locked(ocg)
    now = standing(ocg)
    role = rules.role_of(actor, now.leads)
    refuse_if(
        rules.objections_to_ask(
            ocg,
            role,
            now.leads,
            what=what,
            needed_on=needed_on,
            today=clock.today(),
            already=same_open(ocg, kind, what, rules.OTHER[role or ""] if role else ""),
        )
        + rules.objections_to_event(kind, point, starts_at, ends_at)
    )

    asked = next(lead for lead in now.leads if lead.role == rules.OTHER[role or ""])
    request = Request.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("REQ"),
        ocg=ocg,
        kind=kind,
        what=what,
        asked_by=actor.officer,
        asked_of=asked.officer,
        asked_role=asked.role,
        asked_at=clock.now(),
        is_urgent=is_urgent,
        answer_due_at=_answer_due_at(now, is_urgent=is_urgent),
        needed_on=needed_on,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        starts_at=starts_at,
        ends_at=ends_at,
    )

    record(
        actor,
        "request.asked",
        request.ref,
        dossier=ocg.dossier,
        tell=[asked.officer],
        of=asked.officer.name,
        role=asked.get_role_display(),
        sort=in_sentence(request.get_kind_display()),
        ocg=ocg.ref,
    )
    if point and starts_at and ends_at:
        made = plan_event(
            actor=actor,
            kind="warrant",
            cover_name=ocg.name,
            place=f"Warrant of request {request.ref}",
            ground=disc(*point, USUAL_RADIUS_M),
            starts_at=starts_at,
            ends_at=ends_at,
            contact=actor.unit.duty_contact,
            late_reason=f"Asked for in request {request.ref}.",
            ocg=ocg.ref,
        )
        request.event_ref = made.matter
        request.save(update_fields=["event_ref"])
    # Last: an officer's events are counted before any key is locked, as all do who count.
    if kind == Request.Kind.EXECUTE_WARRANT:
        check(actor=actor, ocg=ocg, occasion=Check.Occasion.WARRANT)
    return request


def _answer_due_at(now: Standing, *, is_urgent: bool) -> datetime:
    if is_urgent:
        return clock.now() + timedelta(hours=rules.URGENT_ANSWER_WITHIN)
    nation = now.owner.agency.nation
    last = clock.add_working_days(clock.today(), rules.ANSWER_WITHIN, nation)
    # The last second of that day in London: the instant after it is the next day's.
    return clock.end_of(last) - timedelta(seconds=1)

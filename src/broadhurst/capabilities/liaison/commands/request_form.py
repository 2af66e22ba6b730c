"""The form and helpers that the commands to ask and to edit share."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from broadhurst.capabilities.deconfliction.commands.plan_event import plan_event
from broadhurst.capabilities.deconfliction.queries.places import HOW, place_written
from broadhurst.capabilities.deconfliction.rules.events import USUAL_RADIUS_M
from broadhurst.capabilities.liaison import rules
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.register.queries import Leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.geography.sphere import InvalidPlace, Point, disc
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    DateField,
    DateTimeField,
    TextAreaField,
    TextField,
)


class RequestForm(CommandForm):
    """The fields of a request, except its kind."""

    what = TextAreaField(
        label="What you ask for",
        help_text="Say what, where and by when. Do not mention sources or covert activity.",
        max_length=2000,
    )
    is_urgent = BooleanField(label="Urgent: an answer is needed within 4 hours", required=False)
    needed_on = DateField(
        label="Needed by", help_text="For example, 27 3 2026", required=False, noun="needed-by date"
    )
    point = TextField(
        label="Where a warrant will be executed",
        help_text="If you enter it, we plan the event for your unit and check it at once against "
        f"other units’ events. {HOW}",
        noun="where it will be executed",
        required=False,
        width=20,
        max_length=60,
    )
    starts_at = DateTimeField(label="Start of the warrant", required=False)
    ends_at = DateTimeField(label="End of the warrant", required=False)

    def clean_point(self) -> Point | None:
        """Return the point in degrees, or None if the field is blank."""
        try:
            typed = self.cleaned_data["point"]
            return place_written(typed) if typed else None
        except InvalidPlace as invalid:
            raise ValidationError(str(invalid)) from invalid


def plan_warrant(actor: Actor, request: Request) -> None:
    """Plan the event of a warrant for the actor's unit, if place and times are known."""
    where = (request.latitude, request.longitude)
    if None in where or not request.starts_at or not request.ends_at:
        return
    warrant = plan_event(
        actor=actor,
        kind="warrant",
        cover_name=request.ocg.name,
        place=f"Warrant of request {request.ref}",
        ground=disc(*where, USUAL_RADIUS_M),  # type: ignore[arg-type]
        starts_at=request.starts_at,
        ends_at=request.ends_at,
        contact=actor.unit.duty_contact,
        late_reason=f"Asked for in request {request.ref}.",
        ocg=request.ocg.ref,
    )
    request.event_ref = warrant.matter
    request.save(update_fields=["event_ref"])


def answer_due_at(leadership: Leadership, *, is_urgent: bool) -> datetime:
    """Return when a request made now must be answered."""
    if is_urgent:
        return clock.now() + timedelta(hours=rules.URGENT_ANSWER_WITHIN)
    nation = leadership.owner.agency.nation
    last = clock.add_working_days(clock.today(), rules.ANSWER_WITHIN, nation)
    # Midnight belongs to the next day in London, so take the second before it.
    return clock.end_of(last) - timedelta(seconds=1)

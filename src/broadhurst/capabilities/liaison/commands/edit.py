"""Correct a request before it is answered.

The audit log keeps the old and the new text.
"""

from datetime import date, datetime
from typing import Any

from broadhurst.capabilities.liaison.forms.request import RequestForm
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.answer_due import answer_due_at
from broadhurst.capabilities.liaison.queries.forms import to_move_of_police
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of, place_of, same_open
from broadhurst.capabilities.liaison.rules.requesting import (
    objections_to_edit,
    objections_to_event,
    objections_to_warrant,
)
from broadhurst.capabilities.liaison.writes.plan_warrant import plan_warrant
from broadhurst.capabilities.planned_events.writes.call_off import call_off_event
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.capabilities.register.rules.correcting import changed, in_words
from broadhurst.capabilities.register.rules.registering import is_partner
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.geography.sphere import Point
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import day, in_sentence, moment
from broadhurst.foundation.workflow import refuse_if

PLACE_AND_TIME = ("Place", "Start", "End")


class EditRequestForm(RequestForm):
    prefills = True
    because = TextAreaField(
        label="Reason for the correction",
        help_text="The other lead will read this.",
        max_length=1000,
        rows=3,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the OCG and the request, and return the subject with the locked request."""
        locked_ocg(subject["lead_request"].ocg)
        return subject | {"lead_request": locked(subject["lead_request"])}

    def narrow_choices(self) -> None:
        """Fill in the request as it is now. Only a warrant has a place and times."""
        request: Request = self.subject["lead_request"]
        for name in ("what", "is_urgent", "needed_on", "starts_at", "ends_at"):
            self.fields[name].initial = getattr(request, name)
        if request.latitude is not None:
            self.fields["point"].initial = f"{request.latitude}, {request.longitude}"
        if request.kind != Request.Kind.EXECUTE_WARRANT:
            for name in ("point", "starts_at", "ends_at"):
                del self.fields[name]


@for_record(to_move_of_police("edit"))
@command
def edit(
    *,
    actor: Actor,
    lead_request: Request,
    what: str,
    because: str,
    is_urgent: bool = False,
    needed_on: date | None = None,
    point: Point | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Request:
    """Correct a request.
    If a warrant's place or time changes, its event is planned again.
    """
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    before, was_urgent, needed_before = _in_words(request), request.is_urgent, request.needed_on
    request.what, request.is_urgent, request.needed_on = what, is_urgent, needed_on
    request.latitude = point.latitude if point else None
    request.longitude = point.longitude if point else None
    request.starts_at, request.ends_at = starts_at, ends_at
    changes = changed(before, _in_words(request))
    refuse_if(
        objections_to_edit(
            request,
            parts_of(request, actor),
            changed=list(changes),
            because=because,
            is_past=bool(needed_on and needed_on != needed_before and needed_on < clock.today()),
            already=same_open(request.ocg, request.kind, what, request.asked_role, but=request),
        )
        + objections_to_warrant(request.kind, has_partner_lro=is_partner(actor.agency))
        + objections_to_event(request.kind, point, starts_at, ends_at)
    )

    leadership = current_leadership(ocg)
    if is_urgent != was_urgent:
        due_at = answer_due_at(leadership, is_urgent=is_urgent)
        request.first_due_at = request.answer_due_at = due_at
    request.save()

    asked_leads = [lead.officer for lead in leadership.leads if lead.role == request.asked_role]
    record(
        actor,
        "request.edited",
        request.ref,
        dossier=ocg.dossier,
        tell=list(dict.fromkeys([request.asked_of, request.asked_by, *asked_leads])),
        sort=in_sentence(request.get_kind_display()),
        changes=in_words(changes),
        because=because,
        ocg=ocg.ref,
    )
    if not changes.keys().isdisjoint(PLACE_AND_TIME):
        _plan_again(actor, request)
    return request


def _plan_again(actor: Actor, request: Request) -> None:
    """Cancel the planned event, and plan the one that the request asks for now."""
    if request.event_ref:
        why = f"Request {request.ref} was corrected."
        call_off_event(actor=actor, ref=request.event_ref, reason=why)
        request.event_ref = ""
        request.save(update_fields=["event_ref"])
    plan_warrant(actor, request)


def _in_words(request: Request) -> dict[str, str]:
    return {
        "What is asked": request.what,
        "Urgent": "yes" if request.is_urgent else "no",
        "Needed by": day(request.needed_on) if request.needed_on else "",
        "Place": place_of(request),
        "Start": moment(request.starts_at) if request.starts_at else "",
        "End": moment(request.ends_at) if request.ends_at else "",
    }

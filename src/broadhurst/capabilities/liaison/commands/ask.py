"""Ask the other lead for something: the SIO asks the LRO, or the LRO the SIO."""

from datetime import date, datetime, timedelta

from broadhurst.capabilities.liaison import rules
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import Standing, locked, standing
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import BooleanField, ChoiceField, DateField, TextAreaField
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


@command
def ask(
    *,
    actor: Actor,
    ocg: Ocg,
    kind: str,
    what: str,
    is_urgent: bool = False,
    needed_on: date | None = None,
) -> Request:
    """Ask the other lead for something, with a clock for the answer."""
    ocg = locked(ocg)
    now = standing(ocg)
    role = rules.role_of(actor, now.leads)
    refuse_if(
        rules.objections_to_ask(
            ocg, role, now.leads, what=what, needed_on=needed_on, today=clock.today()
        )
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
    )

    record(
        actor,
        "request.asked",
        request.ref,
        dossier=ocg.dossier,
        tell=[asked.officer],
        of=asked.officer.name,
        role=asked.get_role_display(),
        sort=request.get_kind_display().lower(),
        ocg=ocg.ref,
    )
    return request


def _answer_due_at(now: Standing, *, is_urgent: bool) -> datetime:
    if is_urgent:
        return clock.now() + timedelta(hours=rules.URGENT_ANSWER_WITHIN)
    nation = now.owner.agency.nation
    last = clock.add_working_days(clock.today(), rules.ANSWER_WITHIN, nation)
    # The last second of that day in London: the instant after it is the next day's.
    return clock.end_of(last) - timedelta(seconds=1)

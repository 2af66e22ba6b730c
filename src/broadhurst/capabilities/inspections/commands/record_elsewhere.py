"""Record a response that was published elsewhere, with its real dates and address."""

from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.establishment.queries.organisations import forces_of, policing_body_of
from broadhurst.capabilities.inspections.forms.elsewhere import ElsewhereForm
from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.capabilities.inspections.queries.forms import to_open
from broadhurst.capabilities.inspections.queries.notified import notified_of
from broadhurst.capabilities.inspections.queries.opening import published_for
from broadhurst.capabilities.inspections.queries.responses import live, names_in
from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.inspections.rules import opening as rules
from broadhurst.capabilities.inspections.rules.responses import objections_to_public_text
from broadhurst.capabilities.inspections.writes.elsewhere import published
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class RecordElsewhereForm(ElsewhereForm):
    force = AgencyField(
        label="Police force",
        error_messages={"invalid_choice": rules.NOT_OURS},
    )
    field_order = ("force",)

    def narrow_choices(self) -> None:
        """Offer the forces that the actor's organisation oversees today."""
        forces = forces_of(self.actor.agency, clock.today())
        self.fields["force"].queryset = forces  # type: ignore[attr-defined]


@for_record(to_open(is_elsewhere=True))
@command
def record_elsewhere(
    *, actor: Actor, report: Report, force: Agency, published_on: date, url: str, **details: Any
) -> Response:
    """Record what was published, by the body responsible on that day."""
    report, today = lock(Report.objects.all(), report), clock.today()
    our_responses = live().filter(body=actor.agency, report=report, force=force)
    late_reason = details.get("late_reason", "")
    sent_dates = [details.get("sent_to_hmicfrs_on"), details.get("sent_to_home_secretary_on")]
    # The response exists, so it does not matter who the recorded findings are addressed to.
    refuse_if(
        rules.objections_to_open(
            actor, report, force, responsible=policing_body_of(force, today), is_asked=True,
            is_open=our_responses.exists(),
            published=published_for(report, force),
        )
        + objections_to_public_text(late_reason, names_in(late_reason))
        + rules.objections_to_elsewhere(
            report, published_on=published_on, url=url, sent=sent_dates, today=today
        )
    )  # fmt: skip

    ref = new_reference("RSP")
    dossier = open_dossier(ref, [Sight(actor.unit, Grant.Level.MANAGE, Grant.Why.OWNER, ref)])
    late = Text("the reason for lateness", late_reason, "late_reason")
    check_text(actor, ref, dossier, [late], public=public_names())
    body = policing_body_of(force, published_on) or actor.agency
    response = published(
        actor, dossier=dossier, ref=ref, report=report, body=body, unit=actor.unit, force=force,
        published_on=published_on, published_url=url, **details,
    )  # fmt: skip

    record(
        actor,
        "response.elsewhere_recorded",
        ref,
        dossier=dossier,
        kind=Event.Kind.COLLECTION,
        tell=notified_of(response),
        report=report.title,
        force=force.name,
        published_on=day(published_on),
        url=url,
    )
    return response

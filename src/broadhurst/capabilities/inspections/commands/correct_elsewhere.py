"""Correct the record of a response that was published elsewhere."""

from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.forms.elsewhere import ElsewhereForm
from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.capabilities.inspections.queries.forms import to_correct
from broadhurst.capabilities.inspections.queries.notified import notified_of
from broadhurst.capabilities.inspections.queries.responses import (
    locked,
    names_in,
)
from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.inspections.rules import opening as rules
from broadhurst.capabilities.inspections.rules.corrections import objections_to_reason
from broadhurst.capabilities.inspections.rules.responses import (
    objections_to_public_text,
)
from broadhurst.capabilities.inspections.writes.elsewhere import published
from broadhurst.capabilities.register.queries.text_check import Text
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class CorrectElsewhereForm(ElsewhereForm):
    prefills = True

    because = TextField(
        label="Reason for the correction",
        help_text="Anyone can read this, so do not include OCG names or references.",
        max_length=200,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the response."""
        return subject | {"response": locked(subject["response"])}

    def narrow_choices(self) -> None:
        """Fill in what is recorded now."""
        response = self.subject["response"]
        for name, field in self.fields.items():
            if name != "because":
                field.initial = getattr(response, "published_url" if name == "url" else name)


@for_record(to_correct("correct_elsewhere"))
@command
def correct_elsewhere(
    *, actor: Actor, response: Response, published_on: date, url: str, because: str, **details: Any
) -> Response:
    """Record the right dates and address as the next version.

    The old version stays readable.
    """
    response = locked(response)
    report = lock(Report.objects.all(), response.report)
    sent_dates = [details.get("sent_to_hmicfrs_on"), details.get("sent_to_home_secretary_on")]
    public_text = f"{because}\n{details.get('late_reason', '')}"
    refuse_if(
        to_correct("correct_elsewhere")(actor, response)
        + objections_to_reason(because)
        + objections_to_public_text(public_text, names_in(public_text))
        + rules.objections_to_elsewhere(
            report, published_on=published_on, url=url, sent=sent_dates, today=clock.today()
        )
    )

    texts = [
        Text("the reason for the correction", because, "because"),
        Text("the reason for lateness", details.get("late_reason", ""), "late_reason"),
    ]
    check_text(actor, response.ref, response.dossier, texts, public=public_names())
    new_version = published(
        actor, dossier=response.dossier, ref=new_reference("RSP"), report=report,
        body=response.body, unit=response.unit, force=response.force, published_on=published_on,
        published_url=url, version=response.version + 1, corrects=response, correction=because,
        **details,
    )  # fmt: skip

    record(
        actor,
        "response.elsewhere_corrected",
        new_version.ref,
        dossier=new_version.dossier,
        tell=notified_of(new_version),
        was=f"{response.published_on and day(response.published_on)}, {response.published_url}",
        now=f"{day(published_on)}, {url}",
        because=because,
    )
    return new_version

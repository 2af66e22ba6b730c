"""Record an inspection report that has been published."""

from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    DateField,
    ShortNameField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.short_name import objections_to_short_name
from broadhurst.foundation.workflow import refuse_if


class RecordReportForm(CommandForm):
    title = TextField(label="Title", max_length=200)
    publisher = AgencyField(
        Agency.objects.filter(kind=Agency.Kind.INSPECTORATE),
        label="Inspectorate",
    )
    published_on = DateField(
        label="Date of publication", help_text="Day 1 of the 56 days to answer."
    )
    is_day_unknown = BooleanField(
        label="Only the month of publication is known",
        help_text="Enter the last day of the month. The 56 days are not counted.",
        required=False,
    )
    scope = ChoiceField(label="Scope", choices=Report.Scope.choices)
    url = TextField(
        label="Web address", help_text="Like https://hmicfrs.justiceinspectorates.gov.uk/…",
        max_length=400,
    )  # fmt: skip
    key = ShortNameField(
        label="Short name", help_text="Lowercase letters, numbers and hyphens, like rocu-2021."
    )
    note = TextAreaField(
        label="Findings not added yet",
        required=False,
        max_length=2000,
        help_text="For example, recommendations 3 to 6.",
    )

    def clean(self) -> dict[str, Any]:
        """Turn "only the month is known" into the report's `published_day_known`."""
        values = dict(self.cleaned_data)
        values["published_day_known"] = not values.pop("is_day_unknown", False)
        self.cleaned_data = values
        return values


@for_roles(rules.objections_to_record)
@command
def record_report(
    *,
    actor: Actor,
    title: str,
    publisher: Agency,
    published_on: date,
    scope: str,
    url: str,
    key: str,
    note: str = "",
    published_day_known: bool = True,
    grades: list[dict[str, Any]] | None = None,
) -> Report:
    """Record a published report. Everyone who signs in can read it."""
    refuse_if(
        rules.objections_to_report(
            actor.roles,
            is_known=Report.objects.filter(key=key).exists(),
            published_on=published_on,
            today=clock.today(),
        )
        + rules.objections_to_address(url)
        + objections_to_short_name(key)
    )

    report = Report.objects.create(
        ref=new_reference("RPT"),
        key=key,
        publisher=publisher,
        title=title,
        url=url,
        published_on=published_on,
        published_day_known=published_day_known,
        scope=scope,
        note=note.strip(),
        grades=grades or [],
    )

    record(
        actor,
        "report.recorded",
        report.ref,
        dossier=None,
        kind=Event.Kind.COLLECTION,
        title=title,
    )
    return report

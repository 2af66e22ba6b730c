"""Record a finding of a report, in the inspectorate's own words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.forms.finding import (
    FindingField,
    deadline_field,
    groups_field,
    offer_groups,
    with_group_members,
    with_last_day,
)
from broadhurst.capabilities.inspections.models import Addressee, Finding, Report
from broadhurst.capabilities.inspections.queries.addressing import addressable, by_kind
from broadhurst.capabilities.inspections.queries.forms import to_add_finding
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    ModelCheckboxesField,
    ShortNameField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.short_name import objections_to_short_name
from broadhurst.foundation.workflow import refuse_if


class RecordFindingForm(CommandForm):
    kind = ChoiceField(label="Kind", choices=Finding.Kind.choices)
    number = TextField(label="Number", max_length=10, width=5, required=False)
    text = TextAreaField(label="Text", max_length=8000, rows=8)
    is_verbatim = BooleanField(label="This is the inspectorate's own wording", required=False)
    deadline = deadline_field()
    groups = groups_field()
    addressed_to = ModelCheckboxesField(
        Agency.objects.none(),
        label="Organisations it is addressed to",
        help_text="Organisations that were open on the day of the report.",
        to_field_name="key",
        required=False,
    )
    parent = FindingField(
        Finding.objects.none(),
        label="Related cause of concern",
        help_text="For a recommendation. Record the cause of concern first.",
        to_field_name="key",
        required=False,
    )
    recurs_from = FindingField(
        Finding.objects.none(), label="Repeats earlier finding", to_field_name="key", required=False
    )
    key = ShortNameField(
        label="Short name", help_text="Lowercase letters, numbers and hyphens, like rocu-2021-1."
    )

    def narrow_choices(self) -> None:
        """Offer this report's causes of concern, earlier findings and open organisations."""
        report = self.report
        offer_groups(self, report)
        if (field := self.fields.get("addressed_to")) is not None:
            field.queryset = addressable(report)  # type: ignore[attr-defined]
            field.widget.choices = by_kind(addressable(report))
        self.fields["parent"].queryset = report.findings.filter(  # type: ignore[attr-defined]
            kind__in=(Finding.Kind.CAUSE_OF_CONCERN, Finding.Kind.ACCELERATED), withdrawn_at=None
        )
        self.fields["recurs_from"].queryset = Finding.objects.filter(  # type: ignore[attr-defined]
            report__published_on__lt=report.published_on, withdrawn_at=None
        )

    def clean(self) -> dict[str, Any]:
        """Work out the last day of the deadline, and the members of the groups."""
        cleaned = with_group_members(self.cleaned_data, self.report)
        return with_last_day(cleaned, self.report)

    @property
    def report(self) -> Report:
        """Return the report of the finding."""
        report: Report = self.subject["report"]
        return report


@for_roles(rules.objections_to_record)
@for_record(to_add_finding)
@command
def record_finding(
    *,
    actor: Actor,
    report: Report,
    kind: str,
    text: str,
    is_verbatim: bool,
    key: str,
    addressed_to: Iterable[Agency] = (),
    number: str = "",
    due_on: date | None = None,
    due_text: str = "",
    parent: Finding | None = None,
    recurs_from: Finding | None = None,
    source: str = "",
    note: str = "",
) -> Finding:
    """Record a finding and its addressees.

    No addressees means that they are not known.
    """
    report = lock(Report.objects.all(), report)
    refuse_if(
        rules.objections_to_finding(
            actor.roles,
            is_known=Finding.objects.filter(key=key).exists(),
            kind=kind,
            due_on=due_on,
            published_on=report.published_on,
            parent=parent,
            report=report,
        )
        + objections_to_short_name(key)
    )

    finding = Finding.objects.create(
        key=key, report=report, number=number, kind=kind, text=text.strip(),
        is_verbatim=is_verbatim, due_on=due_on, due_text=due_text, parent=parent,
        recurs_from=recurs_from, source=source or report.url, note=note.strip(),
    )  # fmt: skip
    Addressee.objects.bulk_create(
        Addressee(finding=finding, agency=agency) for agency in addressed_to
    )

    record(
        actor,
        "finding.recorded",
        report.ref,
        dossier=None,
        kind=Event.Kind.COLLECTION,
        finding=in_sentence(str(finding)),
    )
    return finding

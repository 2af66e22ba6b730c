"""Record an inspectorate update on a finding: the only way its status changes."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.inspections.models import Finding, InspectorateAct
from broadhurst.capabilities.inspections.queries.acts import last_row_on, same_act
from broadhurst.capabilities.inspections.queries.reports import addressed
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.govuk.fields import (
    DateField,
    SelectField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class RecordActForm(CommandForm):
    agency = AgencyField(label="Organisation")
    acted_on = DateField(label="Date of the update")
    status = SelectField(
        label="Status it gave",
        choices=[("", "None: a comment only"), *InspectorateAct.Status.choices],
        required=False,
    )
    text = TextAreaField(
        label="Comment", help_text="In its own words.", required=False, max_length=8000
    )
    source = TextField(label="Where it can be read", max_length=400)

    def narrow_choices(self) -> None:
        """Offer the organisations that the finding is addressed to."""
        self.fields["agency"].queryset = addressed(self.subject["finding"])  # type: ignore[attr-defined]


@for_roles(rules.objections_to_record)
@command
def record_act(
    *,
    actor: Actor,
    finding: Finding,
    agency: Agency,
    acted_on: date,
    source: str,
    status: str = "",
    text: str = "",
) -> InspectorateAct:
    """Record an inspectorate update as it was published."""
    finding = lock(Finding.objects.select_related("report"), finding)
    update = (finding, agency, acted_on, status, text)
    last_row = last_row_on(*update)
    is_known = same_act(*update).exists() or (last_row is not None and not last_row.is_withdrawal)
    refuse_if(
        rules.objections_to_record(actor.roles)
        + rules.objections_to_act(
            status=status,
            text=text,
            acted_on=acted_on,
            report=finding.report,
            today=clock.today(),
            is_known=is_known,
        )
    )

    # An update that was withdrawn in error can be recorded again, after its withdrawal.
    act = InspectorateAct.objects.create(
        finding=finding,
        agency=agency,
        acted_on=acted_on,
        status=status,
        text=text,
        source=source,
        recorded_at=clock.now(),
        recorded_by=actor.officer,
        corrects=last_row,
        because="Recorded again." if last_row else "",
    )

    record(
        actor,
        "finding.act_recorded",
        finding.report.ref,
        dossier=None,
        kind=Event.Kind.COLLECTION,
        finding=in_sentence(str(finding)),
        agency=agency.name,
        status=act.get_status_display(),
    )
    return act

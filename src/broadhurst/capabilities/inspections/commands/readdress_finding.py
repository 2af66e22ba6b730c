"""Change the organisations that a finding is addressed to."""

from collections.abc import Iterable
from typing import Any

from broadhurst.capabilities.inspections.forms.finding import (
    groups_field,
    offer_groups,
    with_group_members,
)
from broadhurst.capabilities.inspections.models import Addressee, Finding
from broadhurst.capabilities.inspections.queries.addressing import addressable, by_kind
from broadhurst.capabilities.inspections.queries.forms import to_edit_finding
from broadhurst.capabilities.inspections.queries.reports import addressed
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.writes.corrected import (
    correct,
    keep_history,
    locked_finding,
    refuse_strangers,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import ModelCheckboxesField, TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class ReaddressFindingForm(CommandForm):
    prefills = True

    groups = groups_field()
    addressed_to = ModelCheckboxesField(
        Agency.objects.none(),
        label="Organisations it is addressed to",
        help_text="Organisations that were open on the day of the report.",
        to_field_name="key",
        required=False,
    )
    because = TextField(label="Reason for the change", max_length=200)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the report, then the finding."""
        return subject | {"finding": locked_finding(subject["finding"])}

    def narrow_choices(self) -> None:
        """Offer the organisations that were open then, and select those recorded now."""
        finding, field = self.subject["finding"], self.fields["addressed_to"]
        open_then = addressable(finding.report, finding)
        field.queryset = open_then  # type: ignore[attr-defined]
        field.widget.choices = by_kind(open_then)
        self.fields["addressed_to"].initial = list(addressed(finding))
        offer_groups(self, finding.report)

    def clean(self) -> dict[str, Any]:
        """Add the members of the groups to the organisations chosen."""
        return with_group_members(self.cleaned_data, self.subject["finding"].report)


@for_roles(objections_to_record)
@for_record(to_edit_finding)
@command
def readdress_finding(
    *, actor: Actor, finding: Finding, addressed_to: Iterable[Agency], because: str
) -> Finding:
    """Replace the organisations that a finding is addressed to."""
    finding = locked_finding(finding)
    before, after = set(addressed(finding)), set(addressed_to)
    refuse_strangers(actor, finding.report)
    refuse_if(
        rules.objections_to_edit(actor.roles, finding, is_changed=before != after, because=because)
    )

    finding.addressees.filter(agency__in=before - after).delete()
    Addressee.objects.bulk_create(
        Addressee(finding=finding, agency=agency) for agency in after - before
    )
    correct(finding.report, because, finding)
    moved = ["Addressed to", _names(before), _names(after)]
    keep_history(actor, finding.report, finding, because, [moved])

    record(
        actor,
        "finding.readdressed",
        finding.report.ref,
        dossier=None,
        finding=in_sentence(str(finding)),
        was=_names(before),
        now=_names(after),
        because=because,
    )
    return finding


def _names(agencies: Iterable[Agency]) -> str:
    return ", ".join(sorted(agency.name for agency in agencies)) or "not known"

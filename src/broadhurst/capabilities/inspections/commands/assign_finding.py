"""Name the officer or the unit that acts on a finding for an organisation."""

from django.db.models import QuerySet

from broadhurst.capabilities.establishment.forms.fields import (
    AgencyField,
    OfficerField,
    UnitField,
)
from broadhurst.capabilities.establishment.queries.officers import officers_of
from broadhurst.capabilities.establishment.queries.organisations import units_in_force
from broadhurst.capabilities.inspections.models import Addressee, Finding, OurStatus
from broadhurst.capabilities.inspections.queries.forms import to_assign
from broadhurst.capabilities.inspections.queries.reports import addressed, status_of
from broadhurst.capabilities.inspections.rules import statuses as rules
from broadhurst.capabilities.inspections.writes.corrected import locked_finding
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Officer, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class AssignFindingForm(CommandForm):
    agency = AgencyField(label="Organisation")
    owner = OfficerField(
        label="Officer", help_text="Name an officer or a unit, not both.", required=False
    )
    owner_unit = UnitField(label="Unit", required=False)
    note = TextAreaField(
        label="Note",
        help_text="Everyone who signs in can read this.",
        required=False,
        max_length=2000,
        rows=3,
    )

    def narrow_choices(self) -> None:
        """Offer the actor's organisation if it is addressed, with its officers and units."""
        agency, today = self.actor.agency, clock.today()
        addressed = self.addressed_to().filter(pk=agency.pk)
        self.fields["agency"].queryset = addressed  # type: ignore[attr-defined]
        self.fields["agency"].initial = agency.key
        self.fields["owner"].queryset = officers_of(agency, today)  # type: ignore[attr-defined]
        units = units_in_force(today).filter(agency=agency)
        self.fields["owner_unit"].queryset = units  # type: ignore[attr-defined]

    def addressed_to(self) -> QuerySet[Agency]:
        """Return the organisations that the finding is addressed to."""
        return addressed(self.subject["finding"])


class AssignFindingsForm(AssignFindingForm):
    """The answers for several findings. Each finding then has the form of its own."""

    def addressed_to(self) -> QuerySet[Agency]:
        """Return the organisations that one of the chosen findings is addressed to."""
        chosen = Addressee.objects.filter(finding__in=self.subject["chosen"])
        return Agency.objects.filter(pk__in=chosen.values("agency"))


@for_record(to_assign)
@command
def assign_finding(
    *,
    actor: Actor,
    finding: Finding,
    agency: Agency,
    owner: Officer | None = None,
    owner_unit: Unit | None = None,
    note: str = "",
) -> OurStatus:
    """Name who acts on a finding. The status stays the same; the owner is notified."""
    finding = locked_finding(finding)
    now = status_of(finding, agency)
    refuse_if(rules.objections_to_assign(actor, agency, now, owner=owner, owner_unit=owner_unit))

    status = OurStatus.objects.create(
        finding=finding, agency=agency, status=rules.once_assigned(now.ours), set_at=clock.now(),
        set_by=actor.officer, note=note.strip(), owner=owner, owner_unit=owner_unit,
    )  # fmt: skip

    new_owner = owner or owner_unit
    record(
        actor,
        "finding.assigned",
        finding.report.ref,
        dossier=None,
        tell=[new_owner] if new_owner else [],
        finding=in_sentence(str(finding)),
        agency=agency.name,
        owner=new_owner.name if new_owner else "nobody",
    )
    return status

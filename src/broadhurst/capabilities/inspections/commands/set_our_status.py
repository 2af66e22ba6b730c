"""Set an organisation's own status of a finding.

The inspectorate's status does not change.
"""

from broadhurst.capabilities.establishment.forms.fields import AgencyField, OfficerField
from broadhurst.capabilities.establishment.queries.officers import officers_of
from broadhurst.capabilities.inspections.models import Finding, OurStatus
from broadhurst.capabilities.inspections.queries.reports import addressed, newer_findings, status_of
from broadhurst.capabilities.inspections.rules import statuses as rules
from broadhurst.capabilities.inspections.writes.own_status import lock_both, objections_to_newer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors
from broadhurst.foundation.govuk.fields import ChoiceField, ModelSelectField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class SetOurStatusForm(CommandForm):
    shows = {"status": {"superseded": ("superseded_by",)}}
    needs = ("superseded_by",)

    agency = AgencyField(label="Organisation")
    status = ChoiceField(label="Our status", choices=OurStatus.Status.choices)
    superseded_by = ModelSelectField(
        Finding.objects.none(),
        label="Finding that supersedes it",
        help_text="A finding of the same report or of a later one, addressed to your organisation.",
        to_field_name="key",
        required=False,
    )
    note = TextAreaField(
        label="Note",
        help_text="Say what changed. If the status is reopened, superseded or no action, say why. "
        "Everyone who signs in can read this.",
        required=False,
        max_length=2000,
    )
    owner = OfficerField(
        label="Owner",
        help_text="The officer who acts on it from now on. Leave blank to keep the owner.",
        required=False,
    )

    allowed = staticmethod(rules.next_statuses)

    def narrow_choices(self) -> None:
        """Offer the actor's organisation if it is addressed, and the statuses allowed now.

        The other statuses stay valid choices, so that the rule refuses them and says why.
        """
        own_agency = addressed(self.subject["finding"]).filter(pk=self.actor.agency.pk)
        self.fields["agency"].queryset = own_agency  # type: ignore[attr-defined]
        self.fields["agency"].initial = self.actor.agency.key
        statuses = status_of(self.subject["finding"], self.actor.agency)
        allowed = self.allowed(statuses.ours, statuses.theirs)
        labels = [choice for choice in OurStatus.Status.choices if choice[0] in allowed]
        self.fields["status"].widget.choices = labels
        finding, officers = self.subject["finding"], officers_of(self.actor.agency, clock.today())
        self.fields["superseded_by"].queryset = newer_findings(finding, self.actor.agency)  # type: ignore[attr-defined]
        self.fields["owner"].queryset = officers  # type: ignore[attr-defined]


@for_actors(rules.objections_to_own_status_by)
@command
def set_our_status(
    *,
    actor: Actor,
    finding: Finding,
    agency: Agency,
    status: str,
    superseded_by: Finding | None = None,
    note: str = "",
    owner: Officer | None = None,
) -> OurStatus:
    """Move an organisation's own status of a finding one step."""
    finding = lock_both(finding, superseded_by)
    statuses = status_of(finding, agency)
    refuse_if(
        rules.objections_to_set_our_status(
            actor, agency, now=statuses.ours, to=status, theirs=statuses.theirs
        )
        + rules.objections_to_detail(status, note, finding, superseded_by)
        + objections_to_newer(superseded_by, agency)
    )

    new_status = OurStatus.objects.create(
        finding=finding,
        agency=agency,
        status=status,
        set_at=clock.now(),
        set_by=actor.officer,
        superseded_by=superseded_by,
        note=note.strip(),
        owner=owner or statuses.owner,
        owner_unit=None if owner else statuses.owner_unit,
    )

    record(
        actor,
        "finding.our_status_set",
        finding.report.ref,
        dossier=None,
        tell=[actor.unit],
        finding=in_sentence(str(finding)),
        agency=agency.name,
        was=statuses.ours_in_words,
        now=new_status.get_status_display(),
        note=new_status.note,
        owner=new_status.owner_name,
    )
    return new_status

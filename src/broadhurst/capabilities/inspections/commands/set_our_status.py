"""Set an organisation's own status of a finding.

The inspectorate's status does not change.
"""

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.inspections.models import Finding, OurStatus
from broadhurst.capabilities.inspections.queries.reports import addressed, status_of
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class SetOurStatusForm(CommandForm):
    agency = AgencyField(label="Organisation")
    status = ChoiceField(label="Our status", choices=OurStatus.Status.choices)

    allowed = staticmethod(rules.next_statuses)

    def narrow_choices(self) -> None:
        """Offer the actor's organisation if it is addressed, and the statuses allowed now.

        The other statuses stay valid choices, so that the rule refuses them and says why.
        """
        own = addressed(self.subject["finding"]).filter(pk=self.actor.agency.pk)
        self.fields["agency"].queryset = own  # type: ignore[attr-defined]
        self.fields["agency"].initial = self.actor.agency.key
        statuses = status_of(self.subject["finding"], self.actor.agency)
        allowed = self.allowed(statuses.ours, statuses.theirs)
        labels = [choice for choice in OurStatus.Status.choices if choice[0] in allowed]
        self.fields["status"].widget.choices = labels


@command
def set_our_status(*, actor: Actor, finding: Finding, agency: Agency, status: str) -> OurStatus:
    """Move an organisation's own status of a finding one step."""
    lock(Finding.objects.all(), finding)
    statuses = status_of(finding, agency)
    refuse_if(
        rules.objections_to_set_our_status(
            actor, agency, now=statuses.ours, to=status, theirs=statuses.theirs
        )
    )

    new_status = OurStatus.objects.create(
        finding=finding,
        agency=agency,
        status=status,
        set_at=clock.now(),
        set_by=actor.officer,
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
    )
    return new_status

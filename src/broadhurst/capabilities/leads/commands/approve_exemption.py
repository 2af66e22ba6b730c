"""Let one officer be both the SIO and the LRO of an OCG, until a day (rule 6)."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.leads.queries.forms import to_approve
from broadhurst.capabilities.leads.rules import objections_to_approve_exemption
from broadhurst.capabilities.register.models import Exemption, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ApproveExemptionForm(CommandForm):
    officer = OfficerField(label="Officer", help_text="The present SIO or LRO.")
    until_on = DateField(
        label="Last day", help_text="A year from today at most. For example, 27 3 2026"
    )
    because = TextAreaField(
        label="Reason", help_text="Say why nobody else can be the SIO or the LRO.", max_length=1000
    )

    def narrow_choices(self) -> None:
        """Offer the SIO and the LRO."""
        leads = current_leadership(self.subject["ocg"]).leads
        ids = [lead.officer_id for lead in leads if lead.role in ("sio", "lro")]
        self.fields["officer"].queryset = Officer.objects.filter(pk__in=ids)  # type: ignore[attr-defined]


@for_record(to_approve)
@command
def approve_exemption(
    *, actor: Actor, ocg: Ocg, officer: Officer, until_on: date, because: str
) -> Exemption:
    """Approve an exemption, in place of an earlier one of the OCG."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_approve_exemption(
            ocg, actor, leadership.owner, leadership.leads, officer=officer, until_on=until_on,
            today=clock.today(), because=because,
        )
    )  # fmt: skip

    Exemption.objects.filter(ocg=ocg, ended_at=None).update(
        ended_at=clock.now(), ended_by=actor.officer, ended_because="Another was approved."
    )
    exemption = Exemption.objects.create(
        dossier=ocg.dossier, ref=new_reference("EXM"), ocg=ocg, officer=officer,
        until_on=until_on, because=because, approved_by=actor.officer, approved_at=clock.now(),
    )  # fmt: skip

    record(
        actor, "exemption.approved", exemption.ref, dossier=ocg.dossier,
        tell=leadership.officers(), name=officer.name, ocg=ocg.name, until_on=day(until_on),
        because=because,
    )  # fmt: skip
    return exemption

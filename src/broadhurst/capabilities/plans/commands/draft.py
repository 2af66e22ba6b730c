"""Draft the first or the next version of an OCG's 4P plan."""

from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class DraftForm(CommandForm):
    aim = TextAreaField(
        label="Aim", help_text="Say what the whole plan should achieve.", max_length=2000
    )

    def narrow_choices(self) -> None:
        """Fill in the aim of the live version, if there is one."""
        if live := live_plan(self.subject["ocg"]):
            self.fields["aim"].initial = live.aim


@for_record(
    on_ocg(lambda ocg, parts, _ocg: rules.objections_to_draft(ocg, parts, live_plan(ocg), aim=""))
)
@command
def draft(*, actor: Actor, ocg: Ocg, aim: str) -> Plan:
    """Start a new version.
    It includes the objectives and open actions of the last one.
    """
    ocg = locked(ocg)
    leadership, live = current_leadership(ocg), live_plan(ocg)
    refuse_if(rules.objections_to_draft(ocg, leadership.parts_of(actor), live, aim=aim))

    if live is not None:
        live.stage, live.superseded_at = Plan.Stage.SUPERSEDED, clock.now()
        live.save(update_fields=["stage", "superseded_at"])
    plan = Plan.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("PLN"),
        ocg=ocg,
        version=live.version + 1 if live else 1,
        aim=aim,
        owner_unit=leadership.owner,
        because="drafted",
        drafted_by=actor.officer,
        drafted_at=clock.now(),
    )

    record(
        actor,
        "plan.drafted",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        plan=plan.ref,
        version=plan.version,
    )
    return plan

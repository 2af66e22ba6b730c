"""Close an intelligence gap, with what was learnt."""

from functools import partial

from broadhurst.capabilities.plans.models import Gap
from broadhurst.capabilities.plans.rules import aims as rules
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class CloseGapForm(CommandForm):
    result = ChoiceField(label="Result", choices=Gap.Result.choices)
    learnt = TextAreaField(
        label="Explanation",
        help_text="Say what was learnt, or why the plan no longer needs to know. Do not mention "
        "sources.",
        max_length=4000,
    )


@for_record(on_ocg(partial(rules.objections_to_close_gap, text=""), at="plan.ocg"))
@command
def close_gap(*, actor: Actor, gap: Gap, result: str, learnt: str) -> Gap:
    """Close a gap. The log says only that it is closed."""
    ocg = locked(gap.plan.ocg)
    gap = Gap.objects.select_related("plan__ocg").get(pk=gap.pk)
    leadership = current_leadership(ocg)
    refuse_if(rules.objections_to_close_gap(ocg, leadership.parts_of(actor), gap, text=learnt))

    gap.result, gap.learnt = result, learnt
    gap.closed_by, gap.closed_at = actor.officer, clock.now()
    gap.save(update_fields=["result", "learnt", "closed_by", "closed_at"])

    record(
        actor,
        "plan.gap_closed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        gap=gap.ref,
        result=gap.get_result_display(),
    )
    return gap

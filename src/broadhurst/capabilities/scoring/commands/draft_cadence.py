"""Draft a new review policy: how often OCGs are assessed and plans reviewed, by tier."""

from datetime import date

from broadhurst.capabilities.register.models import Cadence
from broadhurst.capabilities.register.queries.assessing import cadence_in_force
from broadhurst.capabilities.scoring import rules
from broadhurst.capabilities.scoring.queries.policies import approved_days
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, NumberField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

DAYS = {
    "assess_tier_1": "Days to the next assessment in tier 1",
    "assess_tier_2": "Days to the next assessment in tier 2",
    "assess_tier_3": "Days to the next assessment in tier 3",
    "plan_tier_1": "Days between plan reviews in tier 1",
    "plan_tier_2": "Days between plan reviews in tier 2",
    "plan_tier_3": "Days between plan reviews in tier 3",
    "decide_within": "Working days to decide on a report",
    "assess_within": "Working days to assess",
}


def _days(name: str) -> NumberField:
    return NumberField(label=DAYS[name], min_value=1, max_value=366)


class DraftCadenceForm(CommandForm):
    from_on = DateField(label="First day", help_text="Dates set from this day on follow it.")
    assess_tier_1 = _days("assess_tier_1")
    assess_tier_2 = _days("assess_tier_2")
    assess_tier_3 = _days("assess_tier_3")
    plan_tier_1 = _days("plan_tier_1")
    plan_tier_2 = _days("plan_tier_2")
    plan_tier_3 = _days("plan_tier_3")
    decide_within = _days("decide_within")
    assess_within = _days("assess_within")
    because = TextAreaField(label="Reason", max_length=2000)

    def narrow_choices(self) -> None:
        """Start with the days in force."""
        current = cadence_in_force(clock.today())
        for name in DAYS:
            self.fields[name].initial = getattr(current, name)


@for_actors(rules.objections_to_set)
@command
def draft_cadence(*, actor: Actor, from_on: date, because: str, **days: int) -> Cadence:
    """Draft a review policy. Another officer approves it."""
    refuse_if(
        rules.objections_to_set(actor)
        + rules.objections_to_first_day(from_on, clock.today(), approved_days(Cadence))
    )

    cadence = Cadence.objects.create(
        ref=new_reference("CAD"),
        from_on=from_on,
        because=because,
        drafted_by=actor.officer,
        drafted_at=clock.now(),
        **days,
    )

    record(
        actor, "cadence.drafted", cadence.ref, dossier=None, from_on=day(from_on), because=because
    )
    return cadence

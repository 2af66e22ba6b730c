"""Retire a tactic, with a reason. Actions that began with it keep their words."""

from datetime import date

from broadhurst.capabilities.plans.models import TacticLibrary
from broadhurst.capabilities.plans.queries.policies import (
    first_day,
    latest_library,
    locked_library,
    tactic_in,
)
from broadhurst.capabilities.plans.rules import policies as rules
from broadhurst.capabilities.plans.writes.set_library import set_library
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class RetireTacticForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="For example, “The law that it rests on was repealed”.",
        max_length=400,
        rows=2,
    )
    from_on = DateField(label="First day without it")

    def narrow_choices(self) -> None:
        """Set the first day to today, or to that of a planned version."""
        self.fields["from_on"].initial = first_day(latest_library())


@command
def retire_tactic(*, actor: Actor, key: str, because: str, from_on: date) -> TacticLibrary:
    """Retire a tactic from a day on, also from the templates of plans."""
    latest = locked_library()
    title = tactic_in(latest, key).get("title", "")
    refuse_if(
        rules.objections_to_set(
            actor.roles, from_on=from_on, today=clock.today(), latest_on=latest.from_on
        )
        + rules.objections_to_find(key, latest.tactics)
        + rules.objections_to_retire([title], because)
    )

    library = set_library(
        actor,
        latest,
        from_on,
        tactics=[row for row in latest.tactics if row["key"] != key],
        templates=rules.without_tactic(key, latest.templates),
        because=because,
        retired=[title],
    )

    record(
        actor, "plan.tactic_retired", library.version, dossier=None, tactic=title,
        from_on=day(from_on), because=because,
    )  # fmt: skip
    return library

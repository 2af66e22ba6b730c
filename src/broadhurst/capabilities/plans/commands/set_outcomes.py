"""Set the list of desired outcomes that plans choose from, from a day on."""

from collections.abc import Sequence
from datetime import date

from broadhurst.capabilities.plans.models import OutcomeList
from broadhurst.capabilities.plans.queries.policies import (
    LABELS,
    first_day,
    latest_list,
    lines_of,
)
from broadhurst.capabilities.plans.rules import policies as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, LinesField, TextAreaField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class SetOutcomesForm(CommandForm):
    name = TextField(
        label="Name", help_text="For example, Regional outcomes, April 2026", max_length=120
    )
    outcomes = LinesField(
        label="Desired outcomes",
        help_text="Enter each on a new line, after its P. For example, Pursue: The supply has "
        "stopped. Remove a line to retire an outcome.",
        most=60,
        rows=14,
    )
    because = TextAreaField(
        label="Reason",
        help_text="Needed if you retire an outcome or change its words.",
        required=False,
        max_length=400,
        rows=2,
    )
    source = TextField(
        label="Source", help_text="Say who agreed the list and where it is written.", max_length=200
    )
    from_on = DateField(
        label="First day", help_text="Outcomes added on this day or later come from this list."
    )

    def narrow_choices(self) -> None:
        """Begin with the latest list."""
        self.fields["outcomes"].initial = "\n".join(lines_of(latest_list()))
        self.fields["from_on"].initial = first_day(latest_list())


@command
def set_outcomes(
    *,
    actor: Actor,
    name: str,
    outcomes: Sequence[str],
    source: str,
    from_on: date,
    because: str = "",
) -> OutcomeList:
    """Set the list from a day on. Outcomes that plans have keep their words."""
    latest = latest_list()
    refuse_if(
        rules.objections_to_set(
            actor.roles, from_on=from_on, today=clock.today(), latest_on=latest.from_on
        )
        + rules.objections_to_lines(outcomes, LABELS)
    )
    rows = rules.outcomes_in(outcomes, LABELS, latest.outcomes)
    _added, retired = rules.compare(latest.outcomes, rows)
    refuse_if(rules.objections_to_retire(retired, because))

    new = OutcomeList.objects.create(
        version=new_reference("DOL"),
        name=name,
        outcomes=rows,
        from_on=from_on,
        source=source,
        follows=latest,
        because=because,
        retired=retired,
        set_by=actor.officer,
        set_at=clock.now(),
    )

    record(
        actor, "plan.outcomes_set", new.version, dossier=None, name=name, from_on=day(from_on),
        because=because,
    )  # fmt: skip
    return new

"""Set the wording of the grades and the list of types, from a day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.models import DisruptionPolicy, Grade
from broadhurst.capabilities.disruptions.queries.disruptions import policy_on
from broadhurst.capabilities.plans.models import P
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, LinesField, TextAreaField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class SetGradesForm(CommandForm):
    name = TextField(
        label="Name", help_text="For example, Regional wording, April 2026", max_length=120
    )
    major = TextAreaField(label="Major", noun="what a major disruption is", max_length=1000)
    moderate = TextAreaField(
        label="Moderate", noun="what a moderate disruption is", max_length=1000
    )
    minor = TextAreaField(label="Minor", noun="what a minor disruption is", max_length=1000)
    kinds = LinesField(
        label="Types",
        help_text="Enter each on a new line, after its P. For example, Pursue: Arrest",
        most=60,
        rows=14,
    )
    source = TextField(
        label="Source",
        help_text="Say who agreed this wording and where it is written.",
        max_length=200,
    )
    from_on = DateField(
        label="First day", help_text="Claims made on this day or later have this wording."
    )

    def narrow_choices(self) -> None:
        """Begin with the current wording."""
        now = policy_on(clock.today())
        fields: dict[str, Any] = self.fields
        for grade in Grade:
            fields[grade.value].initial = now.words[grade]
        lines = [f"{P(row['p']).label}: {row['label']}" for row in now.kinds]
        fields["kinds"].initial = "\n".join(lines)
        fields["from_on"].initial = clock.today()


@command
def set_grades(
    *,
    actor: Actor,
    name: str,
    major: str,
    moderate: str,
    minor: str,
    kinds: Sequence[str],
    source: str,
    from_on: date,
) -> DisruptionPolicy:
    """Set the wording from a day on. Claims made before keep theirs."""
    labels = {p.label.casefold(): p.value for p in P}
    refuse_if(
        rules.objections_to_set_grades(actor.roles, from_on=from_on, today=clock.today())
        + rules.objections_to_kinds(kinds, labels)
    )

    keys = {(row["p"], row["label"].casefold()): row["key"] for row in policy_on(from_on).kinds}
    words = {Grade.MAJOR: major, Grade.MODERATE: moderate, Grade.MINOR: minor}
    policy = DisruptionPolicy.objects.create(
        version=new_reference("GRD"),
        name=name,
        grades=[{"grade": grade.value, "words": text} for grade, text in words.items()],
        kinds=rules.kinds_of(kinds, labels, keys),
        from_on=from_on,
        source=source,
    )

    record(
        actor,
        "disruption.grades_set",
        policy.version,
        dossier=None,
        name=name,
        from_on=day(from_on),
    )
    return policy

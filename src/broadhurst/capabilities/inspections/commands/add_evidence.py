"""Add evidence to an answer: a figure with the records behind it, an appointment, or a record."""

from datetime import date

from broadhurst.capabilities.inspections.commands.edited import edited
from broadhurst.capabilities.inspections.figures.evidence import (
    RECORD,
    counted,
    kind_of,
    sealed,
    to_choose,
)
from broadhurst.capabilities.inspections.models import Evidence, Finding, Response
from broadhurst.capabilities.inspections.queries.responses import locked, names_in
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import BooleanField, DateField, SelectField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class AddEvidenceForm(Ask):
    what = SelectField(label="Evidence", choices=[])
    since = DateField(label="From", help_text="For a figure over a period.", required=False)
    as_of = DateField(label="To the end of")
    text = TextAreaField(
        label="Words",
        help_text="What the record shows and where it is held; for a figure, what to say of it.",
        required=False,
        max_length=2000,
    )
    is_publishable = BooleanField(label="This may be published", required=False)

    def offer(self) -> None:
        """Every room's figures, the chief officers for ROCUs, and a record in words."""
        self.fields["what"].choices = to_choose()  # type: ignore[attr-defined]
        self.fields["as_of"].initial = clock.today()


@command
def add_evidence(
    *,
    actor: Actor,
    response: Response,
    finding: Finding,
    what: str,
    as_of: date,
    is_publishable: bool,
    since: date | None = None,
    text: str = "",
) -> Evidence:
    """Count a figure now, in the actor's own sight, and keep it as it stands."""
    response = locked(response)
    answers = response.answers.filter(finding=finding)
    parts = rules.parts_played(actor, response)
    refuse_if(
        rules.STAGES.objections("add_evidence", response.stage, parts)
        + rules.objections_to_evidence(
            is_answered=answers.exists(),
            is_record=what == RECORD,
            text=text,
            since=since,
            as_of=as_of,
            today=clock.today(),
        )
        + rules.objections_to_public_text(text, names_in(text))
    )

    one = Evidence.objects.create(
        dossier=response.dossier,
        ref=new_reference("EVD"),
        answer=answers.get(),
        kind=kind_of(what),
        name=what,
        text=text,
        since=since,
        as_of=as_of,
        figure={} if what == RECORD else sealed(counted(what, since, as_of)),
        is_publishable=is_publishable,
        held_by=actor.unit,
        added_by=actor.officer,
        added_at=clock.now(),
    )
    edited(response, actor)

    record(
        actor,
        "response.evidence_added",
        response.ref,
        dossier=response.dossier,
        evidence=one.ref,
        finding=str(finding).lower(),
    )
    return one

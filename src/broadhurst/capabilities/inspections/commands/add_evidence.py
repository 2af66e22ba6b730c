"""Add evidence to an answer: a figure, an appointment or a record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.commands.count_figures import count_figures
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE
from broadhurst.capabilities.inspections.figures.evidence import (
    CHIEF_OFFICER,
    RECORD,
    autonomy,
    kind_of,
    sealed,
    to_choose,
)
from broadhurst.capabilities.inspections.models import Evidence, Finding, Response
from broadhurst.capabilities.inspections.queries.forms import to_move
from broadhurst.capabilities.inspections.queries.linked import not_linked
from broadhurst.capabilities.inspections.queries.responses import locked, names_in
from broadhurst.capabilities.inspections.queries.scopes import scopes_about
from broadhurst.capabilities.inspections.rules import answers as answering
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.scopes import objections_to_cite, objections_to_value
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.figure import OPEN, Figure
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    DateField,
    LinesField,
    SelectField,
    TextAreaField,
)
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import at, refuse_if


class AddEvidenceForm(CommandForm):
    what = SelectField(label="Evidence", choices=[])
    scope = SelectField(
        label="Whose records",
        help_text="We count all records of these organisations, including those you cannot see.",
        choices=[],
        required=False,
    )
    since = DateField(label="From", help_text="For a figure over a period.", required=False)
    as_of = DateField(label="To the end of", noun="last day")
    text = TextAreaField(
        label="Words",
        help_text="For a record: what it shows and where it is held. For a figure: what it means.",
        required=False,
        max_length=2000,
    )
    records = LinesField(
        label="References of records",
        help_text="For a record: each on a new line, for example OCG-7K3QF2. They are never "
        "published. A reader opens those that they can see.",
        required=False,
        most=20,
        rows=3,
    )
    is_publishable = BooleanField(label="This may be published", required=False)

    def narrow_choices(self) -> None:
        """Offer the evidence choices: citable figures, ROCU chief officers or a record."""
        force, today = self.subject["response"].force, clock.today()
        scopes = [(scope.key, scope.name) for scope in scopes_about(self.actor, force, today)]
        self.fields["what"].choices = to_choose(today, has_scope=bool(scopes))  # type: ignore[attr-defined]
        self.fields["as_of"].initial = today
        if scopes:
            self.fields["scope"].choices = scopes  # type: ignore[attr-defined]
        else:
            del self.fields["scope"]


@for_record(to_move("add_evidence"))
@command
def add_evidence(
    *,
    actor: Actor,
    response: Response,
    finding: Finding,
    what: str,
    as_of: date,
    is_publishable: bool,
    scope: str = "",
    since: date | None = None,
    text: str = "",
    records: Sequence[str] = (),
) -> Evidence:
    """Add evidence to an answer. A figure is counted now, for a scope, and stored."""
    response = locked(response)
    answers = response.answers.filter(finding=finding)
    parts = rules.roles_on(actor, response)
    scope = scope or _usual_scope(actor, response, as_of)
    measure = FIGURES.get(what)
    refuse_if(
        rules.STAGES.objections("add_evidence", response.stage, parts)
        + answering.objections_to_evidence(
            is_answered=answers.exists(),
            is_record=what == RECORD,
            text=text,
            since=since,
            as_of=as_of,
            today=clock.today(),
        )
        + answering.objections_to_records(records, not_linked(records), is_record=what == RECORD)
        + objections_to_cite(
            is_open=measure is None or measure.is_open,
            is_scoped=bool(scope),
            force=response.force.name,
        )
        + rules.objections_to_public_text(text, names_in(text))
    )

    figure = {} if what == RECORD else _counted(actor, what, scope, since, as_of)

    evidence = Evidence.objects.create(
        dossier=response.dossier,
        ref=new_reference("EVD"),
        answer=answers.get(),
        kind=kind_of(what),
        name=what,
        text=text,
        since=since if measure is None or measure.is_of_a_period else None,
        as_of=as_of,
        figure=figure,
        records=list(records),
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
        evidence=evidence.ref,
        finding=in_sentence(str(finding)),
    )
    return evidence


def _usual_scope(actor: Actor, response: Response, as_of: date) -> str:
    """Return the key of the response's force, or "" if the actor cannot count it."""
    return next((scope.key for scope in scopes_about(actor, response.force, as_of)), "")


def _counted(
    actor: Actor, name: str, scope: str, since: date | None, as_of: date
) -> dict[str, Any]:
    """Count the figure and return it as stored. Refuse a figure without a value."""
    if name.startswith(CHIEF_OFFICER):
        rocu = Agency.objects.get(key=name.removeprefix(CHIEF_OFFICER))
        return _valued(autonomy(rocu, as_of), chief_officer_of=rocu.name)
    if name in FOR_EVERYONE or not scope:
        return _valued(FIGURES[name](OPEN, since, as_of))
    counted = count_figures(actor=actor, names=[name], scope=scope, since=since, as_of=as_of)
    agencies = [part.key.removeprefix("agency:") for part in counted.parts]
    return _valued(counted.lines[0].whole) | {"agencies": agencies}


def _valued(figure: Figure, chief_officer_of: str = "") -> dict[str, Any]:
    refuse_if(at("what", objections_to_value(figure.has_value, chief_officer_of=chief_officer_of)))
    return sealed(figure)

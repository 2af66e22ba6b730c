"""Cite a figure as evidence of a self-assessment."""

from datetime import date

from broadhurst.capabilities.inspections.commands.count_figures import count_figures
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE
from broadhurst.capabilities.inspections.rules.scopes import objections_to_value
from broadhurst.capabilities.self_assessment import rules
from broadhurst.capabilities.self_assessment.models import Assessment, Evidence
from broadhurst.capabilities.self_assessment.queries.assessments import locked_assessment
from broadhurst.capabilities.self_assessment.writes.checked import check_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, SelectField, TextField
from broadhurst.foundation.workflow import at, refuse_if

TO_CITE = sorted(
    (measure.title, name) for name, measure in FIGURES.items() if name not in FOR_EVERYONE
)


class CiteFigureForm(CommandForm):
    figure = SelectField(
        label="Figure",
        help_text="We count all records of your organisation, including those you cannot see.",
        choices=[("", "Choose"), *((name, title) for title, name in TO_CITE)],
    )
    since = DateField(label="From", help_text="For a figure over a period.", required=False)
    as_of = DateField(label="To the end of", noun="last day")
    note = TextField(
        label="Note", help_text="Say what the figure shows.", required=False, max_length=400
    )

    def narrow_choices(self) -> None:
        """Start with today."""
        self.fields["as_of"].initial = clock.today()


@for_actors(rules.objections_to_role)
@for_record(rules.objections_to_change)
@command
def cite_figure(
    *,
    actor: Actor,
    assessment: Assessment,
    figure: str,
    as_of: date,
    since: date | None = None,
    note: str = "",
) -> Evidence:
    """Count a figure of your organisation now, and keep it as evidence."""
    refuse_if(rules.objections_to_change(actor, assessment))
    assessment = locked_assessment(assessment)
    refuse_if(rules.objections_to_change(actor, assessment))
    check_words(actor, assessment.ref, {"note": note})
    scope = f"agency:{actor.agency.key}"
    counted = count_figures(actor=actor, names=[figure], scope=scope, since=since, as_of=as_of)
    whole = counted.lines[0].whole
    refuse_if(at("figure", objections_to_value(whole.has_value)))

    evidence = Evidence.objects.create(
        ref=new_reference("SLE"),
        agency=actor.agency,
        assessment=assessment,
        figure={**whole.as_json(), "records": []},
        note=note,
        added_by=actor.officer,
        added_at=clock.now(),
    )

    record(
        actor, "self_assessment.evidence_added", assessment.ref, dossier=None,
        agency=actor.agency.name, finding=str(assessment.finding), what=str(evidence),
    )  # fmt: skip
    return evidence

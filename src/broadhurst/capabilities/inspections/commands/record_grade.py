"""Record or change the grade that the inspectorate gave an organisation."""

from typing import Any

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.queries.forms import to_grade
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.writes.corrected import (
    correct,
    keep_history,
    refuse_strangers,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import ChoiceField, TextField
from broadhurst.foundation.workflow import refuse_if


class RecordGradeForm(CommandForm):
    agency = AgencyField(
        Agency.objects.filter(kind__in=(Agency.Kind.POLICE_FORCE, Agency.Kind.ROCU)),
        label="Organisation",
    )
    grade = ChoiceField(
        label="Grade",
        choices=[
            *((grade, grade.capitalize()) for grade in rules.GRADES),
            ("none", "No grade (remove the current one)"),
        ],
    )
    question = TextField(
        label="Question",
        help_text="As the report words it, like “Disrupting serious and organised crime”. Leave "
        "blank for the overall grade.",
        required=False,
        max_length=200,
    )
    because = TextField(
        label="Reason",
        help_text="Only needed if you change or remove a grade.",
        required=False,
        max_length=200,
    )


@for_roles(objections_to_record)
@for_record(to_grade)
@command
def record_grade(
    *,
    actor: Actor,
    report: Report,
    agency: Agency,
    grade: str,
    question: str = "",
    because: str = "",
) -> Report:
    """Record one grade for each organisation and question. The choice "none" removes it."""
    question = " ".join(question.split())
    report = lock(Report.objects.all(), report)
    other_grades = [entry for entry in report.grades if not _is_of(entry, agency, question)]
    same = (entry["grade"] for entry in report.grades if _is_of(entry, agency, question))
    old_grade = next(same, "")
    new_grade = "" if grade == "none" else grade
    if old_grade:
        refuse_strangers(actor, report)
    refuse_if(
        rules.objections_to_grade(
            actor.roles, report, was=old_grade, now=new_grade, because=because
        )
    )

    entry = {"body": agency.key, "question": question, "grade": new_grade}
    grades = [*other_grades, entry] if new_grade else other_grades
    if old_grade:
        correct(report, because, report, grades=grades)
        name = f"Grade of {agency.name}" + (f" for “{question}”" if question else "")
        keep_history(actor, report, None, because, [[name, old_grade, new_grade or "none"]])
    else:
        Report.objects.filter(pk=report.pk).update(grades=grades)
        report.grades = grades

    record(
        actor,
        "report.graded",
        report.ref,
        dossier=None,
        agency=agency.name,
        question=question or None,
        was=old_grade or "none",
        now=new_grade or "none",
        because=because or None,
    )
    return report


def _is_of(entry: dict[str, Any], agency: Agency, question: str) -> bool:
    """Return whether a grade is of this organisation and question, in any capitals."""
    recorded = entry.get("question", "")
    return bool(entry["body"] == agency.key and recorded.lower() == question.lower())

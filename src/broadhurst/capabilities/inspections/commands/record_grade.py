"""Record or change the grade that the inspectorate gave an organisation."""

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.writes.corrected import correct, refuse_strangers
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
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
    because = TextField(
        label="Reason",
        help_text="Only needed if you change or remove a grade.",
        required=False,
        max_length=200,
    )


@command
def record_grade(
    *, actor: Actor, report: Report, agency: Agency, grade: str, because: str = ""
) -> Report:
    """Record one grade for each organisation. The choice "none" removes it."""
    report = lock(Report.objects.all(), report)
    other_grades = [entry for entry in report.grades if entry["body"] != agency.key]
    old_grade = next((entry["grade"] for entry in report.grades if entry["body"] == agency.key), "")
    new_grade = "" if grade == "none" else grade
    if old_grade:
        refuse_strangers(actor, report)
    refuse_if(
        rules.objections_to_grade(
            actor.roles, report, was=old_grade, now=new_grade, because=because
        )
    )

    grades = (
        [*other_grades, {"body": agency.key, "grade": new_grade}] if new_grade else other_grades
    )
    if old_grade:
        correct(report, because, report, grades=grades)
    else:
        Report.objects.filter(pk=report.pk).update(grades=grades)
        report.grades = grades

    record(
        actor,
        "report.graded",
        report.ref,
        dossier=None,
        agency=agency.name,
        was=old_grade or "none",
        now=new_grade or "none",
        because=because or None,
    )
    return report

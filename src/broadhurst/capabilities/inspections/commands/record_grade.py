"""Record the grade that the inspectorate gave an organisation, or change it."""

from broadhurst.capabilities.inspections.commands.corrected import correct, refuse_strangers
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import ChoiceField, ModelSelectField, TextField
from broadhurst.foundation.workflow import refuse_if


class RecordGradeForm(Ask):
    agency = ModelSelectField(
        Agency.objects.filter(kind__in=(Agency.Kind.POLICE_FORCE, Agency.Kind.ROCU)),
        label="Organisation",
        to_field_name="key",
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
    """Keep one grade for each organisation; the choice without a grade removes it."""
    report = lock(Report.objects.all(), report)
    others = [one for one in report.grades if one["body"] != agency.key]
    was = next((one["grade"] for one in report.grades if one["body"] == agency.key), "")
    now = "" if grade == "none" else grade
    if was:
        refuse_strangers(actor, report)
    refuse_if(rules.objections_to_grade(actor.roles, report, was=was, now=now, because=because))

    grades = [*others, {"body": agency.key, "grade": now}] if now else others
    if was:
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
        was=was or "none",
        now=now or "none",
        because=because or None,
    )
    return report

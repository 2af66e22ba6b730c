"""Correct a report. The audit log keeps the earlier values."""

from typing import Any

from broadhurst.capabilities.inspections.commands.record_report import RecordReportForm
from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.inspections.queries.forms import to_edit_report
from broadhurst.capabilities.inspections.queries.resting import is_recorder
from broadhurst.capabilities.inspections.rules import corrections
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.capabilities.inspections.writes.corrected import (
    changes,
    correct,
    in_words,
    keep_history,
    move_deadlines,
    refuse_strangers,
    was_and_now,
)
from broadhurst.foundation import clock, public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if

PREFILLED = ("title", "publisher", "published_on", "scope", "url", "note")


class EditReportForm(RecordReportForm):
    prefills = True

    key = None  # type: ignore[assignment]
    because = TextField(label="Reason for the correction", max_length=200)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the report."""
        return subject | {"report": lock(Report.objects.all(), subject["report"])}

    def narrow_choices(self) -> None:
        """Fill in what is recorded now."""
        report = self.subject["report"]
        for name in PREFILLED:
            self.fields[name].initial = getattr(report, name)
        self.fields["is_day_unknown"].initial = not report.published_day_known


@for_roles(rules.objections_to_record)
@for_record(to_edit_report)
@command
def edit_report(*, actor: Actor, report: Report, because: str, **values: Any) -> Report:
    """Correct a report. The 56 days and deadlines like “within six months” follow its new date.

    The officer who recorded it may also correct it if its findings are addressed to others only.
    """
    report = lock(Report.objects.all(), report)
    changed = changes(report, values | {"note": values["note"].strip()})
    if not is_recorder(actor, report):
        refuse_strangers(actor, report)
    refuse_if(
        corrections.objections_to_edit(
            actor.roles, report, is_changed=bool(changed), because=because
        )
        + rules.objections_to_published_on(values["published_on"], clock.today())
        + rules.objections_to_address(values["url"])
    )

    details = was_and_now(report, changed)
    history, before = in_words(report, changed), (report.published_on, report.published_day_known)
    correct(report, because, report, **changed)
    keep_history(actor, report, None, because, history)
    move_deadlines(actor, report, before, because)
    public_copies.changed(report)

    record(actor, "report.corrected", report.ref, dossier=None, because=because, **details)
    return report

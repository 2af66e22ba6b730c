"""Correct a finding. The audit log keeps the earlier text."""

from typing import Any

from broadhurst.capabilities.inspections.commands.record_finding import RecordFindingForm
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.queries.forms import to_edit_finding
from broadhurst.capabilities.inspections.rules import corrections
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.capabilities.inspections.writes.corrected import (
    changes,
    correct,
    in_words,
    keep_history,
    locked_finding,
    refuse_strangers,
    was_and_now,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if

PREFILLED = ("kind", "number", "text", "is_verbatim", "parent", "recurs_from")


class EditFindingForm(RecordFindingForm):
    prefills = True

    key = addressed_to = groups = None  # type: ignore[assignment]
    because = TextField(label="Reason for the correction", max_length=200)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the report, then the finding."""
        return subject | {"finding": locked_finding(subject["finding"])}

    def narrow_choices(self) -> None:
        """Fill in what is recorded now. A finding cannot be under itself."""
        super().narrow_choices()
        finding = self.subject["finding"]
        other_causes = self.fields["parent"].queryset.exclude(pk=finding.pk)  # type: ignore[attr-defined]
        self.fields["parent"].queryset = other_causes  # type: ignore[attr-defined]
        for name in PREFILLED:
            self.fields[name].initial = getattr(finding, name)
        self.fields["deadline"].initial = _deadline(finding)

    def clean(self) -> dict[str, Any]:
        """Keep the recorded last day if the words of the deadline are the same."""
        finding = self.subject["finding"]
        if self.cleaned_data.get("deadline") != _deadline(finding):
            return super().clean()
        del self.cleaned_data["deadline"]
        return self.cleaned_data | {"due_text": finding.due_text, "due_on": finding.due_on}

    @property
    def report(self) -> Report:
        """Return the report of the finding."""
        report: Report = self.subject["finding"].report
        return report


@for_roles(rules.objections_to_record)
@for_record(to_edit_finding)
@command
def edit_finding(*, actor: Actor, finding: Finding, because: str, **values: Any) -> Finding:
    """Correct a finding. A published response keeps the finding as it answered it."""
    finding = locked_finding(finding)
    changed = changes(finding, values | {"text": values["text"].strip()})
    refuse_strangers(actor, finding.report)
    refuse_if(
        corrections.objections_to_edit(
            actor.roles, finding, is_changed=bool(changed), because=because
        )
        + corrections.objections_to_kind(
            values["kind"], has_children=finding.children.filter(withdrawn_at=None).exists()
        )
        + rules.objections_to_content(
            kind=values["kind"],
            due_on=values["due_on"],
            published_on=finding.report.published_on,
            parent=values["parent"],
            report=finding.report,
        )
    )

    details = was_and_now(finding, changed) | {"finding": in_sentence(str(finding))}
    history = in_words(finding, changed)
    correct(finding.report, because, finding, **changed)
    keep_history(actor, finding.report, finding, because, history)

    subject = finding.report.ref
    record(actor, "finding.corrected", subject, dossier=None, because=because, **details)
    return finding


def _deadline(finding: Finding) -> str:
    """Return the words of the deadline, or its day if no words are recorded."""
    return finding.due_text or (day(finding.due_on) if finding.due_on else "")

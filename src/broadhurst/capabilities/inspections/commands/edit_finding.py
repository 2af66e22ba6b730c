"""Correct a finding. The log keeps what it said before."""

from typing import Any

from broadhurst.capabilities.inspections.commands.corrected import (
    changes,
    correct,
    held,
    refuse_strangers,
    was_and_now,
)
from broadhurst.capabilities.inspections.commands.record_finding import RecordFindingForm
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.rules import corrections
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if

SAME = ("kind", "number", "text", "is_verbatim", "due_on", "due_text", "parent", "recurs_from")


class EditFindingForm(RecordFindingForm):
    keeps = True

    key = addressed_to = None  # type: ignore[assignment]
    because = TextField(label="Reason for the correction", max_length=200)

    @staticmethod
    def held(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Behind the locks of the report and of the finding."""
        return subject | {"finding": held(subject["finding"])}

    def offer(self) -> None:
        """Begin with what is recorded. A finding is not under itself."""
        super().offer()
        finding = self.subject["finding"]
        others = self.fields["parent"].queryset.exclude(pk=finding.pk)  # type: ignore[attr-defined]
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        for name in SAME:
            self.fields[name].initial = getattr(finding, name)

    @property
    def report(self) -> Report:
        """The report that the finding is of."""
        report: Report = self.subject["finding"].report
        return report


@command
def edit_finding(*, actor: Actor, finding: Finding, because: str, **given: Any) -> Finding:
    """Correct what is recorded of a finding. A published response keeps what it answered."""
    finding = held(finding)
    changed = changes(finding, given | {"text": given["text"].strip()})
    refuse_strangers(actor, finding.report)
    refuse_if(
        corrections.objections_to_edit(
            actor.roles, finding, is_changed=bool(changed), because=because
        )
        + corrections.objections_to_kind(
            given["kind"], has_children=finding.children.filter(withdrawn_at=None).exists()
        )
        + rules.objections_to_content(
            kind=given["kind"],
            due_on=given["due_on"],
            published_on=finding.report.published_on,
            parent=given["parent"],
            report=finding.report,
        )
    )

    told = was_and_now(finding, changed) | {"finding": in_sentence(str(finding))}
    correct(finding.report, because, finding, **changed)

    subject = finding.report.ref
    record(actor, "finding.corrected", subject, dossier=None, because=because, **told)
    return finding

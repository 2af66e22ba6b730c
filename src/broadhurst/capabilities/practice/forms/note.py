"""The form of a practice note."""

from typing import Any

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.plans.models import P
from broadhurst.capabilities.practice.models import Label
from broadhurst.capabilities.practice.queries.notes import practice_findings
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    ModelSelectField,
    TextAreaField,
    TextField,
)

HINTS = {
    "worked": "You measured it, and it did what you hoped.",
    "promising": "Early results are good, but not yet proven.",
    "new": "You have just started, or have no results yet.",
    "did_not_work": "You stopped, or would not do it again. Others learn from this too.",
}
TOPIC_HINTS = {
    "pursue": "Prosecute and disrupt.",
    "prevent": "Stop people taking part.",
    "protect": "Protect people and places.",
    "prepare": "Be ready when it happens.",
}


class FindingField(ModelSelectField):
    """One of the inspectorate's findings of good practice, named by its report."""

    def label_from_instance(self, finding: Any) -> str:
        return f"{finding.report.title}: {finding.text[:80]}"


class NoteForm(CommandForm):
    title = TextField(label="Title", help_text="Say what you did, in a few words.", max_length=120)
    label = ChoiceField(label="How well it worked", choices=Label.choices, hints=HINTS)
    topic = ChoiceField(label="Topic", choices=P.choices, hints=TOPIC_HINTS)
    what = TextAreaField(
        label="What you did",
        noun="what you did",
        help_text="Enough for another organisation to do the same. Name no person or OCG.",
        max_length=4000,
        rows=8,
    )
    place = TextField(
        label="Where", noun="where you tried it", help_text="Like Bolton, or the whole force.",
        max_length=200,
    )  # fmt: skip
    evidence = TextAreaField(
        label="Evidence",
        help_text="Say what you counted, over which time, and what you compared it with. "
        "If you have none yet, say so.",
        max_length=3000,
    )
    cost = TextField(
        label="Cost", help_text="Money, staff and time, like £4,200 and one analyst for 6 months.",
        max_length=400,
    )  # fmt: skip
    contact = TextField(
        label="Contact",
        help_text="A role, and a team’s phone number or email address.",
        max_length=200,
    )
    finding = FindingField(
        Finding.objects.none(),
        label="Inspectorate’s finding",
        help_text="If the inspectorate described this practice.",
        to_field_name="key",
        required=False,
    )

    def narrow_choices(self) -> None:
        """Offer the findings of good practice, and fill in the words of the note, if any."""
        self.fields["finding"].queryset = practice_findings()  # type: ignore[attr-defined]
        if note := self.subject.get("note"):
            for name in NoteForm.base_fields:
                self.fields[name].initial = getattr(note, name)
            self.fields["finding"].initial = note.finding and note.finding.key

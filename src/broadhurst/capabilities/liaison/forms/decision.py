"""The questions of an entry of the policy log, that both ways to record one share."""

from typing import Any

from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.rules.headings import FULL, HEADINGS, ONLY_FULL, SHORT
from broadhurst.foundation.doors.command_form import ANY, CommandForm
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    DateTimeField,
    ModelSelectField,
    TextAreaField,
)

LONGEST_NAME = 60


class DecisionForm(CommandForm):
    shows = {"extent": {FULL: ONLY_FULL}, "supersedes": {ANY: ("superseded_because",)}}
    needs = (*ONLY_FULL, "superseded_because")

    made_at = DateTimeField(
        label="Time the decision was made", help_text="If you record it later than it was made."
    )
    decision = TextAreaField(label="Decision", max_length=2000)
    rationale = TextAreaField(label="Rationale", max_length=4000)
    extent = ChoiceField(
        label="How much do you record?",
        choices=[
            (SHORT, "The decision and its rationale"),
            (FULL, "A full decision, under the headings of the National Decision Model"),
        ],
        initial=SHORT,
        required=False,
    )
    ethics = TextAreaField(
        label=HEADINGS["ethics"],
        help_text="Say how the decision meets the Code of Ethics, for example why it is fair.",
        required=False, max_length=4000, rows=3,
    )  # fmt: skip
    information = TextAreaField(
        label=HEADINGS["information"],
        help_text="Say what you know, how reliable it is, and what you do not know yet.",
        required=False, max_length=4000, rows=3,
    )  # fmt: skip
    strategy = TextAreaField(
        label=HEADINGS["strategy"],
        help_text="Say who could come to harm, how likely that is, and what you want to achieve.",
        required=False, max_length=4000, rows=3,
    )  # fmt: skip
    powers = TextAreaField(
        label=HEADINGS["powers"],
        help_text="For example, “PACE 1984, section 8” or the policy of your force.",
        required=False, max_length=4000, rows=3,
    )  # fmt: skip
    options = TextAreaField(
        label=HEADINGS["options"],
        help_text="Say which options you considered, and what you will do if this one fails.",
        required=False, max_length=2000, rows=3, noun="options and contingencies",
    )  # fmt: skip
    action = TextAreaField(
        label=HEADINGS["action"],
        help_text="Say who does what and by when, and when you will review it.",
        required=False, max_length=4000, rows=3,
    )  # fmt: skip
    supersedes = ModelSelectField(
        LogEntry.objects.none(),
        label="Earlier entry that this one supersedes",
        help_text="The earlier entry stays in the log, marked as superseded.",
        required=False,
        to_field_name="ref",
    )
    superseded_because = TextAreaField(
        label="Reason why it is superseded", required=False, max_length=1000, rows=2
    )

    def narrow_choices(self) -> None:
        """Offer the entries of this log that no later one supersedes."""
        rows = LogEntry.objects.filter(ocg=self.subject["ocg"], superseded_by=None)
        field: Any = self.fields["supersedes"]
        field.queryset = rows
        field.label_from_instance = entry_in_short


def entry_in_short(entry: LogEntry) -> str:
    """Return the number of an entry, and how its decision begins."""
    text = " ".join(entry.decision.split())
    short = text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"
    return f"Entry {entry.number}: {short}"

"""The form of a judgement."""

from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.foundation import clock
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextAreaField

HINTS = {
    "met": "You do all that the finding asks for, and can show it.",
    "partly_met": "You do some of it. Say what is missing.",
    "not_met": "You do not do it yet. Say what you plan.",
}


class JudgementForm(CommandForm):
    judgement = ChoiceField(label="Judgement", choices=Assessment.Judgement.choices, hints=HINTS)
    why = TextAreaField(
        label="Reason",
        help_text="Say what you do, and what is missing. Name no person or OCG: other "
        "organisations read this. Add figures and records as evidence afterwards.",
        max_length=4000,
        rows=6,
    )
    assessed_on = DateField(label="Date of the judgement", help_text="For example, 27 3 2026")

    def narrow_choices(self) -> None:
        """Start with today, or with what the self-assessment says now."""
        self.fields["assessed_on"].initial = clock.today()
        if assessment := self.subject.get("assessment"):
            for name in ("judgement", "why", "assessed_on"):
                self.fields[name].initial = getattr(assessment, name)

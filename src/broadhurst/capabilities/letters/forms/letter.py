"""The questions about a letter, the same for drafting and editing."""

from typing import Any

from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.capabilities.inspections.rules.paragraphs import MOST
from broadhurst.capabilities.letters.models import Signatory
from broadhurst.capabilities.letters.queries.kept import signatories
from broadhurst.capabilities.letters.queries.letters import answerable, paragraphs_for
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    InOrderField,
    ModelSelectField,
    TextAreaField,
    TextField,
)


class ResponseField(ModelSelectField):
    """A response, named by its report and its force."""

    def label_from_instance(self, response: Any) -> str:
        return f"{response.report.title}, {response.force.name} ({response.stage}, {response.ref})"


class ReportField(ModelSelectField):
    """A report, named by its title and the month of its publication."""

    def label_from_instance(self, report: Any) -> str:
        return f"{report.title}, {report.published_on:%B %Y} ({report.ref})"


class SignatoryField(ModelSelectField):
    """A signatory, named with their office."""

    def label_from_instance(self, signatory: Any) -> str:
        return f"{signatory.name}, {signatory.office}"


class LetterForm(CommandForm):
    # This does not clash with `CommandForm.subject`, which is set on the instance.
    subject = TextField(label="Subject", max_length=200)  # type: ignore[assignment]
    response = ResponseField(
        Response.objects.none(),
        label="Response",
        help_text="For a response to an inspection or an invitation to comment.",
        to_field_name="ref",
        required=False,
    )
    report = ReportField(
        Report.objects.none(),
        label="Report",
        help_text="For correspondence about a report.",
        to_field_name="ref",
        required=False,
    )
    paragraphs = InOrderField(
        label="Paragraphs",
        help_text="Choose standard paragraphs in the order of the letter. Leave the rest empty.",
        each="Paragraph",
        most=MOST,
        required=False,
    )
    text = TextAreaField(
        label="Text",
        help_text="What you write for this letter alone. You can use **bold**, lists and the "
        "variables of the template.",
        max_length=8000,
        rows=12,
        required=False,
    )
    signatory = SignatoryField(Signatory.objects.none(), label="Signatory", to_field_name="ref")

    def narrow_choices(self) -> None:
        """Offer the unit's responses, paragraphs and signatories, and fill in the letter."""
        letter, unit = self.subject.get("letter"), self.actor.unit  # type: ignore[attr-defined]
        chosen = letter.paragraphs if letter else []
        fields: dict[str, Any] = self.fields
        fields["response"].queryset = answerable(unit)
        fields["report"].queryset = reports().filter(withdrawn_at=None)
        fields["signatory"].queryset = signatories().filter(unit=unit, withdrawn_at=None)
        fields["paragraphs"].choices = [
            (paragraph["key"], paragraph["title"])
            for paragraph in paragraphs_for(unit, chosen).values()
        ]
        if letter:
            for name in LetterForm.base_fields:
                fields[name].initial = getattr(letter, name)
            fields["paragraphs"].initial = [paragraph["key"] for paragraph in chosen]

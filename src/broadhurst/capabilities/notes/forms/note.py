"""The questions about a note, and who it mentions."""

from types import MappingProxyType

from broadhurst.capabilities.notes.queries.readers import mentionable
from broadhurst.capabilities.notes.rules import CANNOT_MENTION
from broadhurst.foundation.doors.command_form import ANY, CommandForm
from broadhurst.foundation.govuk.fields import SelectField, TextAreaField

MENTIONS = ("mention", "mention_2", "mention_3")
MESSAGES = {"invalid_choice": CANNOT_MENTION}
LONGEST = 4000


def note_field() -> TextAreaField:
    """Return the question for the text of a note."""
    return TextAreaField(
        label="Note",
        help_text="For example: the council’s tenancy officer calls back on Friday.",
        max_length=LONGEST,
        rows=6,
    )


class AddNoteForm(CommandForm):
    text = note_field()
    mention = SelectField(
        label="Mention",
        noun="the person or unit",
        help_text="A person or unit to notify. The list has those who can see this record.",
        required=False,
        error_messages=MESSAGES,
    )
    mention_2 = SelectField(
        label="Mention another", noun="the person or unit", required=False, error_messages=MESSAGES
    )
    mention_3 = SelectField(
        label="Mention a third", noun="the person or unit", required=False, error_messages=MESSAGES
    )
    shows = MappingProxyType(
        {
            "mention": MappingProxyType({ANY: ("mention_2",)}),
            "mention_2": MappingProxyType({ANY: ("mention_3",)}),
        }
    )

    def narrow_choices(self) -> None:
        """Offer only those who can see the record."""
        offered = mentionable(self.subject["about"], self.actor)
        choices = [("", "Choose"), *((value, label) for value, (label, _) in offered.items())]
        for name in MENTIONS:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

"""Fields that the forms of posts and appointments share."""

from broadhurst.foundation.agencies.models import Appointment, Post
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextField


def title_field() -> TextField:
    return TextField(
        label="Post", help_text="For example, Assistant Chief Constable", max_length=120
    )


def kind_field() -> ChoiceField:
    return ChoiceField(
        label="Responsibility",
        help_text="If an officer has several responsibilities, add a post for each.",
        choices=Post.Kind.choices,
    )


def basis_field() -> ChoiceField:
    return ChoiceField(
        label="Kind of appointment",
        choices=Appointment.Basis.choices,
        hints={
            "temporary": "The officer has the rank for a time.",
            "acting": "The officer stands in, and keeps the rank that they had.",
        },
    )


def first_day_field() -> DateField:
    return DateField(label="First day", help_text="For example, 1 4 2019")


def end_field(help_text: str) -> DateField:
    return DateField(label="First day after it ends", help_text=help_text, required=False)


def because_field(label: str) -> TextField:
    return TextField(label=label, help_text="Everyone who signs in can read it.", max_length=200)


class WithdrawForm(CommandForm):
    because = because_field("Why it was recorded in error")

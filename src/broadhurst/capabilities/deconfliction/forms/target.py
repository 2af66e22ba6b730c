"""Forms for typed-in targets: field by field, or one on each line."""

from typing import Any

from django.core.exceptions import ValidationError

from broadhurst.capabilities.deconfliction.rules.days import NoDate, born
from broadhurst.capabilities.deconfliction.rules.identifiers import wrong_with
from broadhurst.capabilities.register.forms.fields import OwnOcgField
from broadhurst.capabilities.register.models import Sex
from broadhurst.foundation import clock
from broadhurst.foundation.doors.command_form import ANY, CommandForm
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    LinesField,
    SelectField,
    TextAreaField,
    TextField,
)

MOST_LINES = 50
KINDS = (
    "person", "address", "phone", "handle", "vehicle", "imei", "account", "wallet", "company",
    "device",
)  # fmt: skip


def _lines(label: str, hint: str) -> LinesField:
    return LinesField(
        label=label, help_text=f"{hint} Enter each on a new line.", required=False, rows=2
    )


class PurposeForm(CommandForm):
    """The questions of every check of typed-in targets: who it is for, and if it is silent."""

    shows = {"is_silent": {ANY: ("because",)}}
    needs = ("because",)

    ocg = OwnOcgField(label="OCG", help_text="If the target belongs to one of yours.")
    matter = TextField(
        label="Your own reference",
        help_text="The crime, operation or log number that this is for.",
        required=False,
        max_length=60,
        width=20,
    )
    is_silent = BooleanField(
        label="Silent entry",
        help_text="For a deconfliction desk: hits go to your desk alone, and other units are "
        "referred. Warning: if someone checks a single number, a “referred” answer may "
        "reveal that a silent entry exists.",
        required=False,
    )
    because = TextAreaField(label="Why it must be silent", required=False, max_length=1000, rows=2)

    def narrow_choices(self) -> None:
        """Show the silent-entry fields to desks only.

        If someone else sends them, the fields stay so that the command refuses. Without them the
        target would become an ordinary entry that every unit can match.
        """
        self.fields["ocg"].offer_own()  # type: ignore[attr-defined]
        if "desk" not in self.actor.roles and not {"is_silent", "because"} & {*self.data}:
            del self.fields["is_silent"], self.fields["because"]


class CheckTargetForm(PurposeForm):
    field_order = (
        "person", "born", "sex", "address", "phone", "handle", "vehicle", "imei", "account",
        "wallet", "company", "device",
    )  # fmt: skip

    person = _lines("Names", "The name first, then other names they go by.")
    born = TextField(
        label="Date of birth",
        help_text="For example, 27 3 1988. A year, or a month and year, is enough.",
        required=False,
        width=10,
    )
    sex = SelectField(label="Sex", choices=[("", "Not known"), *Sex.choices], required=False)
    address = _lines("Addresses", "With the postcode, or the UPRN.")
    phone = _lines("Phone numbers", "British, or with the country code.")
    handle = _lines(
        "Handles and email addresses", "For example, telegram: name, or name@example.com."
    )
    vehicle = _lines("Vehicles", "Registration mark or VIN.")
    imei = _lines("Handsets (IMEI)", "15 digits, or 14 without the check digit.")
    account = _lines("Bank accounts", "Sort code and number, or the IBAN.")
    wallet = _lines("Crypto wallets", "The whole address.")
    company = _lines("Companies", "The Companies House number, or the name with its postcode.")
    device = _lines("Devices", "For example, a MAC address or a SIM’s ICCID.")

    def clean_born(self) -> str:
        """Return the date of birth as ISO text, maybe partial."""
        text = self.cleaned_data["born"]
        try:
            return born(text, clock.today()) if text else ""
        except NoDate as wrong:
            raise ValidationError(str(wrong)) from wrong

    def clean(self) -> dict[str, Any]:
        """Require something to check, and a valid form of each identifier."""
        for kind in KINDS:
            for text in self.cleaned_data.get(kind, ()):
                if wrong := wrong_with(kind, text):
                    self.add_error(kind, f"{text}: {wrong}")
        if not self.errors and not any(self.cleaned_data[kind] for kind in KINDS):
            self.add_error("person", "Enter a name, or something to check in another answer")
        return self.cleaned_data


class CheckLinesForm(PurposeForm):
    """Up to 50 targets, one on each line, with a purpose that is asked once."""

    field_order = ("lines",)

    lines = LinesField(
        label="Names, numbers, plates and addresses",
        help_text="Enter each on a new line. We show you what each line was taken for before "
        "anything is checked. For a person, put the date of birth after the name: Orla "
        "Quillfeather 27/3/1988.",
        rows=10,
        most=MOST_LINES,
    )

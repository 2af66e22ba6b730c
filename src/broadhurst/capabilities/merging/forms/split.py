"""The form that splits an OCG."""

from collections.abc import Mapping
from typing import Any

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.merging.queries.split_parts import Chosen, choices_of
from broadhurst.capabilities.merging.queries.splits import likely_same
from broadhurst.capabilities.register.forms.not_same_as import (
    NotSameAsField,
    offer_likely_of_ocgs,
)
from broadhurst.capabilities.register.models import Identifier, Person
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ModelCheckboxesField, TextAreaField, TextField
from broadhurst.foundation.govuk.words import in_sentence


class _Links(ModelCheckboxesField):
    def label_from_instance(self, link: Any) -> str:
        """Return both ends and what one is to the other."""
        return f"{link.caption}: {in_sentence(link.get_kind_display())}"


class _Requests(ModelCheckboxesField):
    def label_from_instance(self, request: Any) -> str:
        """Return what is asked, in short."""
        return f"{request.get_kind_display()} {request.ref}: {request.what[:80]}"


class SplitForm(CommandForm):
    name = TextField(
        label="Cover name of the new OCG",
        help_text="For example, Pewter Bunting.",
        max_length=80,
    )
    because = TextAreaField(
        label="Reason",
        help_text="For example, two brothers now run separate lines in two districts.",
        max_length=2000,
        rows=3,
    )
    people = ModelCheckboxesField(
        Person.objects.none(),
        label="People to move",
        help_text="Their identifiers, links, court orders and referrals move with them.",
        to_field_name="ref",
        required=False,
    )
    identifiers = ModelCheckboxesField(
        Identifier.objects.none(),
        label="Identifiers of the group to move",
        to_field_name="ref",
        required=False,
    )
    links = _Links(
        Link.objects.none(),
        label="Links with other OCGs to move",
        to_field_name="ref",
        required=False,
    )
    requests = _Requests(
        Request.objects.none(),
        label="Open requests to move",
        help_text="An event that was planned for a request moves with it.",
        to_field_name="ref",
        required=False,
    )
    events = ModelCheckboxesField(
        Event.objects.none(),
        label="Planned events to move",
        to_field_name="ref",
        required=False,
    )
    not_same_as = NotSameAsField("OCG")

    def clean(self) -> dict[str, Any]:
        """Show the OCGs that the new one may be."""
        answers: Mapping[str, Any] = super().clean() or {}
        if answers.get("name"):
            offer_likely_of_ocgs(self, likely_same(self.subject["ocg"], answers["name"]))
        return dict(answers)

    def narrow_choices(self) -> None:
        """Offer what is on the OCG now. A question without choices is left out."""
        for name, rows in choices_of(self.subject["ocg"]).items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            if name != "people" and not rows.exists():
                del self.fields[name]

    def chosen(self) -> Chosen:
        """Return what is chosen so far, for a preview. Wrong choices are left out."""
        choices = {}
        for name, rows in choices_of(self.subject["ocg"]).items():
            refs = self.data.getlist(name)  # type: ignore[attr-defined]
            choices[name] = list(rows.filter(ref__in=refs))
        return Chosen(**choices)

"""Ask officers who enter a record to tell it apart from likely duplicates.

A page asks once there are any: it shows each with a link and one box. The API and the terminal send
the references.
"""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from broadhurst.capabilities.register.queries.duplicates import likely_ocgs
from broadhurst.capabilities.register.rules.duplicates import Likely
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.widgets import CheckboxOf


class NotSameAsField(TextField):
    """References with commas between them, as a list."""

    def __init__(self, noun: str, max_length: int = 200) -> None:
        super().__init__(
            label="Likely duplicates that are different",
            help_text=f"If a likely duplicate is another {noun}, enter its reference. "
            "Separate references with commas.",
            required=False,
            max_length=max_length,
            widget=forms.HiddenInput(),
        )

    def clean(self, value: str) -> list[str]:
        """Return the references."""
        return [ref.strip().upper() for ref in super().clean(value).split(",") if ref.strip()]


def offer_likely_ocgs(form: forms.Form, answers: Mapping[str, Any]) -> None:
    """Show the OCGs that an OCG with these answers may be."""
    if answers.get("name"):
        new = SimpleNamespace(
            **{part: answers.get(part, "") for part in ("name", "national_ref", "place")}
        )
        offer_likely(form, likely_ocgs(new), _ocg_href, "OCG")


def offer_likely_of_ocgs(form: forms.Form, likely: Sequence[Likely]) -> None:
    """Show the OCGs that several new ones may be."""
    offer_likely(form, likely, _ocg_href, "OCG")


def offer_likely_people(form: forms.Form, likely: Sequence[Likely]) -> None:
    """Show the people that a new person of the same OCG may be."""
    offer_likely(form, likely, _person_href, "person")


def _person_href(likely: Likely) -> str:
    return reverse("dossier:ocg_people", args=[likely.row.ocg.ref])


def _ocg_href(likely: Likely) -> str:
    return reverse("dossier:ocg", args=[likely.ref])


def offer_likely(
    form: forms.Form, likely: Sequence[Likely], href: Callable[[Likely], str], noun: str
) -> None:
    """Show the likely duplicates with one box, if there are any."""
    if not likely:
        return
    refs = ",".join(dict.fromkeys(duplicate.ref for duplicate in likely))
    is_one = len({duplicate.ref for duplicate in likely}) == 1
    field = form["not_same_as"]
    field.label = f"This is another {noun}" if is_one else "This is none of these"
    field.help_text = format_html(
        "Likely duplicates: {}",
        format_html_join(
            "; ",
            '<a class="govuk-link" href="{}">{} {}</a> ({})',
            (
                (href(duplicate), duplicate.name, duplicate.ref, duplicate.why)
                for duplicate in likely
            ),
        ),
    )
    field.field.widget = CheckboxOf(refs)

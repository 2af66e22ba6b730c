"""Ask people who decide on an OCG about its open hits, the same way on every form."""

from typing import Any

from django import forms

from broadhurst.capabilities.deconfliction.queries.ocg_hits import OpenHits, open_hits_of
from broadhurst.capabilities.deconfliction.rules.open_hits import objections_to_unknown_hits
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.govuk.fields import NumberField
from broadhurst.foundation.govuk.widgets import Checkbox


class _Confirm(Checkbox):
    """A box whose value is the number of hits that were open when the form was shown.

    A hit raised since makes another number: the box is empty again, and the decider is told.
    """

    def __init__(self, count: int) -> None:
        super().__init__(attrs={"value": str(count)}, check_test=lambda it: it == str(count))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The number, not whether the box was ticked."""
        return data.get(name)

    def format_value(self, value: Any) -> None:
        """None: the number is among the attributes."""


def known_hits_field() -> NumberField:
    """The question as the API and the terminal ask it. A page asks only if hits are open."""
    return NumberField(
        label="Open hits you know about",
        help_text="Enter how many hits are open on this OCG, if there are any.",
        required=False,
        min_value=0,
    )


def offer_known_hits(form: forms.Form, ocg: Ocg | None) -> None:
    """Ask it as a box to tick if hits are open now; do not show it if none are."""
    field, found = form.fields["known_hits"], open_hits_of(ocg)
    if found is None:
        field.widget = forms.HiddenInput()
        return
    field.label = f"I know that this OCG has {found.many}"
    field.help_text = found.title
    field.widget = _Confirm(found.count)


def objections_to_hits(ocg: Ocg | None, known: int | None) -> tuple[list[str], OpenHits | None]:
    """Return objections if the decider did not confirm the open hits, and the open hits.

    Call it once the OCG is locked: what was raised since the form was shown counts.
    """
    found = open_hits_of(ocg)
    if found is None:
        return [], None
    return objections_to_unknown_hits(found.count, known=known, said=found.title), found

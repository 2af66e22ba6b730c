"""Ask people who decide on an OCG to confirm that they know of its open hits."""

from django import forms

from broadhurst.capabilities.deconfliction.queries.ocg_hits import OpenHits, open_hits_of
from broadhurst.capabilities.deconfliction.rules.open_hits import objections_to_unknown_hits
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.govuk.fields import NumberField
from broadhurst.foundation.govuk.widgets import CheckboxOf


def known_hits_field() -> NumberField:
    """Return the field as the API and the terminal show it.

    A page asks only if hits are open.
    """
    return NumberField(
        label="Open hits you know about",
        help_text="Enter how many hits are open on this OCG, if there are any.",
        required=False,
        min_value=0,
    )


def offer_known_hits(form: forms.Form, ocg: Ocg | None) -> None:
    """Show the field as a checkbox if hits are open now, and hide it if none are."""
    field, hits = form.fields["known_hits"], open_hits_of(ocg)
    if hits is None:
        field.widget = forms.HiddenInput()
        return
    field.label = f"I know that this OCG has {hits.many}"
    field.help_text = hits.title
    field.widget = CheckboxOf(str(hits.count))


def objections_to_hits(ocg: Ocg | None, known: int | None) -> tuple[list[str], OpenHits | None]:
    """Return objections if the decider did not confirm the open hits, and the hits.

    Call it once the OCG is locked, so that hits raised since the form was shown count too.
    """
    hits = open_hits_of(ocg)
    if hits is None:
        return [], None
    return objections_to_unknown_hits(hits.count, known=known, heading=hits.title), hits

"""The widget that searches many choices."""

from typing import Any

from django import forms

from broadhurst.foundation.govuk.offered import (
    MOST_MATCHES,
    MOST_OPTIONS,
    meant,
    offered_by,
)
from broadhurst.foundation.govuk.widgets import Select


class Lookup(Select):
    """A drop-down of few choices; for many, a search box with suggestions as the user types.

    Without a script, the search is a step of its own: the form comes back with the matches as
    radios. They are sent as `<name>_choice`, and what is typed replaces them. `no_choice` is the
    radio that chooses none.
    """

    no_choice = "None"
    narrowed_by = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed or suggested, or else the match that was chosen."""
        return data.get(name) or data.get(f"{name}_choice", data.get(name))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Return whether neither the search box nor a match was sent."""
        return name not in data and f"{name}_choice" not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the current choice, or the matches of what was typed, if there are many choices."""
        offered = offered_by(self.choices)
        if not offered.has_more_than(MOST_OPTIONS):
            return super().get_context(name, value, attrs)
        context = forms.Widget.get_context(self, name, value, attrs)
        typed = " ".join(str(value or "").split())
        chosen = meant(offered, typed)
        matches = [] if chosen else offered.matching(typed, MOST_MATCHES + 1)
        input_attrs = context["widget"]["attrs"]
        input_attrs["class"] = (
            "govuk-input govuk-input--error" if input_attrs.get("aria-invalid") else "govuk-input"
        )
        if input_attrs.get("id"):
            described = [input_attrs.get("aria-describedby"), f"{input_attrs['id']}_how"]
            input_attrs["aria-describedby"] = " ".join(part for part in described if part)
        context["widget"] |= {
            "template_name": "govuk/widgets/lookup.html",
            "chosen": chosen,
            "matches": matches[:MOST_MATCHES],
            "has_more": len(matches) > MOST_MATCHES,
            "typed": typed,
            "no_choice": self.no_choice,
            "narrowed_by": self.narrowed_by,
        }
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> Any:
        """Render the template that the context chose."""
        chosen: str = context["widget"]["template_name"]
        return super()._render(chosen, context, renderer)  # type: ignore[misc]

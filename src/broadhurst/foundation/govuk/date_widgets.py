"""Widgets of dates and times: a text box for each part."""

from typing import Any

from django import forms

from broadhurst.foundation.govuk.reading import by_part, wrong_parts


class DateBoxes(forms.Widget):
    """Day, month and year. Reads `name_day` and so on, or one ISO text under the plain name."""

    template_name = "govuk/widgets/date.html"
    use_fieldset = True
    parts: tuple[str, ...] = ("day", "month", "year")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the typed parts, or the one text, or None."""
        if any(f"{name}_{part}" in data for part in self.parts):
            return {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}
        return data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Return whether neither a part nor the plain name was sent."""
        return name not in data and not any(f"{name}_{part}" in data for part in self.parts)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first box."""
        return f"{id_}_day" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add an entry for each input: what was typed, and whether it is wrong."""
        context: dict[str, Any] = super().get_context(name, None, attrs)
        typed = by_part(value, self.parts)
        invalid = bool((attrs or {}).get("aria-invalid"))
        wrong = (wrong_parts(typed) or self.parts) if invalid else ()
        context["widget"]["boxes"] = [
            {"part": part, "value": typed[part], "error": part in wrong} for part in self.parts
        ]
        return context


class DateTimeBoxes(DateBoxes):
    """Day, month, year and a time of day in London."""

    parts = ("day", "month", "year", "time")

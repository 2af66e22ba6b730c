"""Widgets with GOV.UK markup. The fields in `fields.py` choose them; forms rarely need to."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from re import IGNORECASE, fullmatch
from typing import Any, ClassVar

from django import forms

from broadhurst.foundation import clock
from broadhurst.foundation.govuk.copied import Copied

ZONES = {
    "BST": timezone(timedelta(hours=1)), "+0100": timezone(timedelta(hours=1)),
    "GMT": UTC, "+0000": UTC,
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Styled(Copied, forms.Widget):
    """A Django widget that carries the classes of its GOV.UK block and shows its error state."""

    block: ClassVar[str]

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: the browser's own bubbles are worse than our messages."""
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The context of Django, with the block's classes among the attributes."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        error = f"{self.block}--error" if own.get("aria-invalid") else ""
        own["class"] = " ".join(part for part in (self.block, own.get("class"), error) if part)
        return context


class TextInput(Styled, forms.TextInput):
    """One line."""

    block = "govuk-input"


class PoundsInput(TextInput):
    """One line after a pound sign."""

    template_name = "govuk/widgets/pounds.html"


class PasswordInput(Styled, forms.PasswordInput):
    """A password, with a button to show it. It is never sent back to the browser."""

    block = "govuk-input"
    template_name = "govuk/widgets/password.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Adds the classes by which the script finds the box."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["class"] += (
            " govuk-password-input__input govuk-js-password-input-input"
        )
        return context


class TextArea(Styled, forms.Textarea):
    """Several lines, with a count when there is a limit."""

    block = "govuk-textarea"
    template_name = "govuk/widgets/textarea.html"
    limit: int | None = None

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Adds the limit, and ties the count to the box for those who cannot see it."""
        context = super().get_context(name, value, attrs)
        context["widget"]["limit"] = self.limit
        own = context["widget"]["attrs"]
        if self.limit and own.get("id"):
            described = [own.get("aria-describedby"), f"{own['id']}-info"]
            own["aria-describedby"] = " ".join(part for part in described if part)
            own["class"] += " govuk-js-character-count"
        return context


class Select(Styled, forms.Select):
    """A drop-down."""

    block = "govuk-select"


class FileInput(Styled, forms.FileInput):
    """One file."""

    block = "govuk-file-upload"


class Checkbox(Styled, forms.CheckboxInput):
    """One box; the field template puts the label beside it."""

    block = "govuk-checkboxes__input"
    beside = True


class _Options(forms.RadioSelect):
    """Options under one legend, each with an optional hint."""

    hints: Mapping[str, str] = {}
    inline = False

    def use_required_attribute(self, initial: Any) -> bool:
        """Never, as everywhere."""
        return False

    def id_for_label(self, id_: str, index: str | None = "0") -> str:
        """The first option, so that the error summary has somewhere to go."""
        return f"{id_}_{index or 0}" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Without aria-invalid, which a radio may not carry."""
        kept = {key: given for key, given in (attrs or {}).items() if key != "aria-invalid"}
        context = super().get_context(name, value, kept)
        context["widget"]["inline"] = self.inline
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the hint of this option."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"] and option["attrs"].get("id"):
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}-hint"
        return option


class Radios(_Options):
    """Radio buttons."""

    template_name = "govuk/widgets/radios.html"


class Checkboxes(_Options):
    """Checkboxes: any number of the options."""

    allow_multiple_selected = True
    input_type = "checkbox"
    template_name = "govuk/widgets/checkboxes.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """A list, whether it came from a form or from JSON."""
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never known: boxes left empty are not sent."""
        return False


class DateBoxes(forms.Widget):
    """Day, month and year. Reads `name_day` and so on, or one ISO text under the plain name."""

    template_name = "govuk/widgets/date.html"
    use_fieldset = True
    parts: tuple[str, ...] = ("day", "month", "year")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed, by part; or the one text; or None."""
        if any(f"{name}_{part}" in data for part in self.parts):
            return {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}
        return data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether neither a part nor the plain name was sent."""
        return name not in data and not any(f"{name}_{part}" in data for part in self.parts)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first box."""
        return f"{id_}_day" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """One entry for each box, with what was typed and whether it is the one in error."""
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


def by_part(value: Any, parts: tuple[str, ...]) -> dict[str, str]:
    """A day, an instant, what was typed, or a text, as the boxes show it."""
    if isinstance(value, str):
        value = _as_date(value) or {"day": value}
    elif isinstance(value, datetime):
        value = value.astimezone(clock.LONDON)
    if isinstance(value, date):
        time = _in_its_box(value) if isinstance(value, datetime) else ""
        value = {"day": value.day, "month": value.month, "year": value.year, "time": time}
    return {part: str((value or {}).get(part, "")) for part in parts}


def _as_date(text: str) -> date | datetime | None:
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        read = as_time(text)
        return read.astimezone(clock.LONDON) if read.tzinfo else read
    except (ValueError, OverflowError):
        return None


def _in_its_box(when: datetime) -> str:
    """A time of day as it may be typed again. One that was typed without an offset has none yet."""
    zone = f" {when:%Z}" if when.tzinfo and clock.comes_twice(when) else ""
    return f"{when:%H:%M}{zone}"


def as_time(text: str) -> datetime:
    """An ISO text, with its offset if it has one, which may be BST or GMT. ValueError if it is
    none.
    """
    bare, zone = time_and_zone(text)
    return (
        datetime.fromisoformat(bare).replace(tzinfo=zone) if zone else datetime.fromisoformat(text)
    )


def as_instant(text: str) -> datetime:
    """The same as an instant in UTC; without an offset it is London time. ValueError or
    OverflowError if it is none.
    """
    read = as_time(text)
    return (read if read.tzinfo else read.replace(tzinfo=clock.LONDON)).astimezone(UTC)


def time_and_zone(typed: str) -> tuple[str, timezone | None]:
    """What was typed without the offset at its end, and that offset: of London's two."""
    found = fullmatch(r"(.*?[0-9a-z]) ?(BST|GMT|\+0[01]:?00)", typed, IGNORECASE)
    return (found[1], ZONES[found[2].upper().replace(":", "")]) if found else (typed, None)


def time_of_day(typed: str) -> time | None:
    """14:30 for "14:30", "14.30", "1430", "1430hrs", "2:30pm", "2pm" or "14:30:00"; None else."""
    text = {"midday": "12:00", "noon": "12:00"}.get(typed.lower(), typed.lower())
    found = fullmatch(
        r"([0-9]{1,2})(?:[:.]([0-9]{2})(?::00)?|(?<=[0-9]{2})([0-9]{2}))? ?([ap]m|hrs|h)?", text
    )
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if found[4] in ("am", "pm"):
        hour = hour % 12 + (12 if found[4] == "pm" else 0) if 1 <= hour <= 12 else 24
    return time(hour, minute) if hour < 24 and minute < 60 else None


def month_number(typed: str) -> int:
    """3 for "3", "03", "Mar" or "March"; 0 for anything else."""
    name = typed.lower()
    if len(name) >= 3 and name[:3] in MONTHS:
        return MONTHS.index(name[:3]) + 1
    return int(name) if fullmatch(r"0?[1-9]|1[0-2]", name) else 0


def wrong_parts(typed: Mapping[str, str]) -> tuple[str, ...]:
    """Which boxes to mark: those left empty, else those that cannot be right on their own."""
    missing = tuple(part for part, text in typed.items() if not text)
    if missing:
        return missing
    right = {
        "day": bool(fullmatch(r"0?[1-9]|[12][0-9]|3[01]", typed["day"])),
        "month": month_number(typed["month"]) > 0,
        "year": bool(fullmatch(r"19[0-9]{2}|20[0-9]{2}", typed["year"])),
        "time": time_of_day(time_and_zone(typed.get("time", ""))[0]) is not None,
    }
    return tuple(part for part in typed if not right[part])

"""Form fields that ask the GOV.UK way and explain what is wrong in words of their label."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from re import fullmatch
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import pretty_name

from broadhurst.foundation import clock
from broadhurst.foundation.govuk import widgets

if TYPE_CHECKING:
    OneRow = forms.ModelChoiceField[Any]
    ManyRows = forms.ModelMultipleChoiceField[Any]
else:
    OneRow, ManyRows = forms.ModelChoiceField, forms.ModelMultipleChoiceField


class Spoken(forms.Field):
    """A field that knows what it is called, and so can say what is missing or wrong.

    `noun` is the name used in messages; without it, the label with a small first letter.
    """

    ask = "Enter"

    def __init__(self, *args: Any, noun: str = "", **kwargs: Any) -> None:
        self.given_noun = noun
        self.given_messages = kwargs.get("error_messages") or {}
        super().__init__(*args, **kwargs)

    def get_bound_field(self, form: Any, field_name: str) -> BoundField:
        """The bound field, once the label is known and the messages are in its words."""
        if self.label is None:
            self.label = pretty_name(field_name)
        self.error_messages = {**self.error_messages, **self.messages(), **self.given_messages}
        return super().get_bound_field(form, field_name)

    @property
    def noun(self) -> str:
        """What messages call this: "handover date", but "SIO"."""
        label = str(self.label or "answer")
        return self.given_noun or (label if label[1:2].isupper() else label[:1].lower() + label[1:])

    @property
    def subject(self) -> str:
        """The noun at the head of a sentence, safe for a message that takes parameters."""
        return (self.noun[:1].upper() + self.noun[1:]).replace("%", "%%")

    def messages(self) -> dict[str, str]:
        """Messages by code, in place of Django's."""
        label, subject = str(self.label), self.subject
        asked = f"Answer the question “{label}”" if label.endswith("?") else ""
        choose = f"Choose {self.noun} from the list".replace("%", "%%")
        return {
            "required": asked if asked and not self.given_noun else f"{self.ask} {self.noun}",
            "invalid_choice": choose,
            "invalid_pk_value": choose,
            "max_length": f"{subject} must be %(limit_value)d characters or fewer. It has "
            "%(show_value)d",
            "min_length": f"{subject} must be %(limit_value)d characters or more. It has "
            "%(show_value)d",
            "min_value": f"{subject} must be %(limit_value)s or more",
            "max_value": f"{subject} must be %(limit_value)s or less",
            "null_characters_not_allowed": f"{subject} must not include invisible characters",
        }


class TextField(Spoken, forms.CharField):
    """One line of text. `width` is the number of characters the box is made for."""

    widget: Any = widgets.TextInput

    def __init__(
        self, *args: Any, width: int = 0, autocomplete: str = "", inputmode: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        size = f"govuk-input--width-{width}" if width else ""
        hints = {"class": size, "autocomplete": autocomplete, "inputmode": inputmode}
        self.widget.attrs.update({name: value for name, value in hints.items() if value})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength: a browser that cuts a pasted text says nothing; our message does."""
        return {}


class TextAreaField(Spoken, forms.CharField):
    """Several lines of text, with a count where there is a `max_length`."""

    widget = widgets.TextArea

    def __init__(self, *args: Any, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs["rows"] = rows
        self.widget.limit = self.max_length

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength, as for one line."""
        return {}

    def to_python(self, value: Any) -> str | None:
        """Line ends as one character each, so that the count on the page is the count here."""
        text: str | None = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


class NumberField(TextField):
    """A whole number, with or without thousands separators."""

    def __init__(
        self,
        *args: Any,
        min_value: int | None = None,
        max_value: int | None = None,
        width: int = 5,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, width=width, inputmode="numeric", empty_value=None, **kwargs)
        self.min_value, self.max_value = min_value, max_value

    def clean(self, value: Any) -> Any:
        """An int within its limits, or None."""
        text = super().clean(value)
        if text is None:
            return None
        digits = str(text).replace(",", "").replace(" ", "")
        if not fullmatch(r"[-+]?[0-9]{1,18}", digits):
            raise ValidationError(f"{self.subject} must be a whole number, like 12", "invalid")
        number = int(digits)
        if self.min_value is not None and number < self.min_value:
            raise self._out_of_range("min_value", self.min_value)
        if self.max_value is not None and number > self.max_value:
            raise self._out_of_range("max_value", self.max_value)
        return number

    def _out_of_range(self, code: str, limit: int) -> ValidationError:
        return ValidationError(self.error_messages[code], code, {"limit_value": limit})


class PoundsField(TextField):
    """An amount in pounds as people write it; gives pence."""

    widget = widgets.PoundsInput

    def __init__(self, *args: Any, width: int = 10, **kwargs: Any) -> None:
        super().__init__(*args, width=width, inputmode="decimal", empty_value=None, **kwargs)

    def clean(self, value: Any) -> Any:
        """Pence, or None."""
        text = super().clean(value)
        if text is None:
            return None
        amount = str(text).replace(",", "").replace(" ", "").removeprefix("£")
        if not fullmatch(r"[0-9]{1,12}(\.[0-9]{1,2})?", amount):
            raise ValidationError(
                f"{self.subject} must be an amount in pounds, like 1,250 or 99.50", "invalid"
            )
        return int(Decimal(amount) * 100)

    def prepare_value(self, value: Any) -> Any:
        """Pence as pounds; what was typed stays as it was typed."""
        return f"{Decimal(value) / 100:.2f}" if isinstance(value, int) else value


class PasswordField(TextField):
    """A password, exactly as typed."""

    widget = widgets.PasswordInput

    def __init__(self, *args: Any, autocomplete: str = "current-password", **kwargs: Any) -> None:
        super().__init__(*args, autocomplete=autocomplete, strip=False, **kwargs)


class DateBoundField(BoundField):
    """Points the error summary at the box that is wrong."""

    @property
    def id_for_label(self) -> str:
        """The first box in error, else the first box."""
        wrong: tuple[str, ...] = ()
        if self.errors and isinstance(self.data, Mapping):
            wrong = widgets.wrong_parts(self.data)
        return f"{self.auto_id}_{wrong[0] if wrong else 'day'}"


class DateField(Spoken, forms.DateField):
    """A day from 1900 to 2099, in three boxes or as an ISO text."""

    widget = widgets.DateBoxes
    bound_field_class = DateBoundField

    def to_python(self, value: Any) -> date | None:
        """The day; ValidationError says which part is missing or wrong."""
        if isinstance(value, datetime):
            return value.astimezone(clock.LONDON).date()
        if value is None or isinstance(value, date):
            return value
        if isinstance(value, Mapping):
            return self._day_of(value) if any(value.values()) else None
        text = str(value).strip()
        try:
            return self._of_our_time(date.fromisoformat(text)) if text else None
        except ValueError:
            raise self._wrong("be a real date, like 2026-03-27") from None

    def _day_of(self, typed: Mapping[str, str]) -> date:
        missing = [part for part, text in typed.items() if not text]
        if missing:
            raise self._wrong(f"include a {_joined(missing)}")
        if typed["year"].isdecimal() and len(typed["year"]) != 4:
            raise self._wrong("have a year with 4 numbers")
        try:
            month = widgets.month_number(typed["month"])
            return self._of_our_time(date(int(typed["year"]), month, int(typed["day"])))
        except (ValueError, OverflowError):
            raise self._wrong("be a real date") from None

    def _of_our_time(self, day: date) -> date:
        if not 1900 <= day.year <= 2099:
            raise self._wrong("have a year between 1900 and 2099")
        return day

    def _wrong(self, what: str) -> ValidationError:
        return ValidationError(f"{self.subject} must {what}", "invalid")


class DateTimeField(DateField):
    """An instant, asked as a day and a time in London; gives UTC."""

    widget = widgets.DateTimeBoxes

    def to_python(self, value: Any) -> datetime | None:
        """The instant; ValidationError says which part is missing or wrong."""
        if value is None or isinstance(value, datetime):
            return value
        if isinstance(value, Mapping):
            return self._instant_of(value) if any(value.values()) else None
        text = str(value).strip()
        try:
            instant = widgets.as_instant(text) if text else None
        except (ValueError, OverflowError):
            raise self._wrong("be a real date and time, like 2026-03-27T15:04") from None
        if instant:
            self._of_our_time(instant)
        return instant

    def _instant_of(self, typed: Mapping[str, str]) -> datetime:
        day = self._day_of(typed)
        found = fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))? ?([ap]m)?", typed["time"].lower())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if found and found[3]:
            hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 24
        try:
            return datetime.combine(day, time(hour, minute), clock.LONDON).astimezone(UTC)
        except ValueError:
            raise self._wrong("have a time like 14:30 or 2:30pm") from None


def _joined(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


class ChoiceField(Spoken, forms.ChoiceField):
    """One of a few choices, as radios. `hints` gives a line of help by value."""

    ask = "Select"
    widget = widgets.Radios

    def __init__(
        self,
        *args: Any,
        hints: Mapping[str, str] | None = None,
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.widget.hints = hints or {}
        self.widget.inline = inline


class SelectField(Spoken, forms.ChoiceField):
    """One of many choices, as a drop-down that starts at "Choose"."""

    ask = "Select"
    widget = widgets.Select

    def __init__(self, *args: Any, choices: Any = (), **kwargs: Any) -> None:
        listed = choices() if callable(choices) else getattr(choices, "choices", choices)
        super().__init__(*args, choices=[("", "Choose"), *listed], **kwargs)


class MultiChoiceField(Spoken, forms.MultipleChoiceField):
    """Any number of a few choices, as checkboxes."""

    ask = "Select"
    widget = widgets.Checkboxes

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.hints = hints or {}


class BooleanField(Spoken, forms.BooleanField):
    """One checkbox with its label beside it. Required means that it has to be ticked."""

    widget = widgets.Checkbox

    def messages(self) -> dict[str, str]:
        """A box that must be ticked is named by its whole label."""
        return {**super().messages(), "required": f"Tick “{self.label}” to continue"}


class ModelRadioField(Spoken, OneRow):
    """One of a few rows, as radios."""

    ask = "Select"
    widget = widgets.Radios

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, **{"empty_label": None, **kwargs})


class ModelSelectField(Spoken, OneRow):
    """One of many rows, as a drop-down."""

    ask = "Select"
    widget = widgets.Select

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, **{"empty_label": "Choose", **kwargs})


class ModelCheckboxesField(Spoken, ManyRows):
    """Any number of rows, as checkboxes."""

    ask = "Select"
    widget = widgets.Checkboxes


class FileField(Spoken, forms.FileField):
    """One file. `accept` tells the browser which kinds to offer."""

    ask = "Select"
    widget = widgets.FileInput

    def __init__(self, *args: Any, accept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if accept:
            self.widget.attrs["accept"] = accept

    def messages(self) -> dict[str, str]:
        """A file is empty, or its name too long, in words."""
        return {
            **super().messages(),
            "empty": "The file you chose is empty. Choose another",
            "missing": f"Select {self.noun} again: the file did not arrive",
            "invalid": f"Select {self.noun} again: the file did not arrive",
            "max_length": "The name of the file must be %(max)d characters or fewer. It has "
            "%(length)d",
        }

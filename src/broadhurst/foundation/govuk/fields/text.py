"""Fields for text, numbers, amounts, passwords and files."""

from decimal import Decimal
from re import fullmatch
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.file_markings.find import find_marking_in
from broadhurst.foundation.govuk import widgets
from broadhurst.foundation.govuk.fields.labelled import LabelledField
from broadhurst.foundation.invisible_characters import find_invisible
from broadhurst.foundation.short_name import LONGEST, WRONG, objections_to_short_name


def all_seen(text: str) -> None:
    """Refuse invisible characters, except NUL, which Django refuses itself."""
    if "\0" not in text and (which := find_invisible(text)):
        raise ValidationError("", "unseen", {"which": which})


def within_the_ceiling(text: str) -> None:
    """Refuse a marking above OFFICIAL-SENSITIVE (rule 28), in every text that officers enter."""
    if marking := find_marking(text):
        raise ValidationError("", "marking", {"marking": marking})


class TextField(LabelledField, forms.CharField):
    """One line of text. `width` is the width of the input in characters."""

    widget: Any = widgets.TextInput
    default_validators = [all_seen, within_the_ceiling]

    def __init__(
        self, *args: Any, width: int = 0, autocomplete: str = "", inputmode: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        size = f"govuk-input--width-{width}" if width else ""
        hints = {"class": size, "autocomplete": autocomplete, "inputmode": inputmode}
        self.widget.attrs.update({name: value for name, value in hints.items() if value})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Omit maxlength: browsers cut a pasted text silently, and our message explains it."""
        return {}


def short_name(text: str) -> None:
    """Refuse a text that cannot be part of a URL."""
    if objections_to_short_name(text):
        raise ValidationError(WRONG)


class ShortNameField(TextField):
    """A short name that becomes part of a URL, like rocu-2021."""

    default_validators = [all_seen, within_the_ceiling, short_name]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": LONGEST, "width": 20} | kwargs)


class EmailField(TextField):
    """One email address."""

    default_validators = [all_seen, within_the_ceiling, validate_email]
    default_error_messages = {
        "invalid": "Enter an email address in the correct format, like name@example.com."
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=254, inputmode="email", **kwargs)
        self.widget.attrs["spellcheck"] = "false"


class TextAreaField(LabelledField, forms.CharField):
    """Several lines of text, with a character count if there is a `max_length`."""

    widget = widgets.TextArea
    default_validators = [all_seen, within_the_ceiling]

    def __init__(self, *args: Any, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs["rows"] = rows
        self.widget.limit = self.max_length

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Omit maxlength, as in `TextField`."""
        return {}

    def to_python(self, value: Any) -> str | None:
        """Return the text with one character for each line end, as the page counts them."""
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
    """An amount typed in pounds, returned in pence."""

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
        """Format pence as pounds; typed text is returned unchanged."""
        return f"{Decimal(value) / 100:.2f}" if isinstance(value, int) else value


class PasswordField(TextField):
    """A password, exactly as typed, without a check for invisible characters."""

    widget = widgets.PasswordInput
    default_validators = []

    def __init__(self, *args: Any, autocomplete: str = "current-password", **kwargs: Any) -> None:
        super().__init__(*args, autocomplete=autocomplete, strip=False, **kwargs)


class FileField(LabelledField, forms.FileField):
    """One file. `accept` tells the browser which kinds to offer."""

    ask = "Select"
    widget = widgets.FileInput
    is_of_several = False

    def __init__(self, *args: Any, accept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if accept:
            self.widget.attrs["accept"] = accept

    def to_python(self, data: Any) -> Any:
        """Return the file; refuse a name with invisible characters."""
        file = super().to_python(data)
        if file and (which := find_invisible(file.name or "")):
            raise ValidationError(self.error_messages["unseen"], "unseen", {"which": which})
        return file

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file; refuse one with a marking above OFFICIAL-SENSITIVE (rule 28)."""
        file = super().clean(data, initial)
        if data and file and (found := find_marking_in(file)):
            place = f"{found.place} of “{file.name}”" if self.is_of_several else found.place
            raise ValidationError(
                self.error_messages["marking"],
                "marking",
                {"place": place, "marking": found.marking},
            )
        return file

    def messages(self) -> dict[str, str]:
        """Return the messages, with those for empty, missing and badly named files."""
        return {
            **super().messages(),
            "empty": "The file you chose is empty. Choose another",
            "missing": f"Select {self.asked_for} again. The file did not arrive",
            "invalid": f"Select {self.asked_for} again. The file did not arrive",
            "unseen": "The name of the file must not include invisible characters. There is "
            "%(which)s: name it again",
            "marking": "%(place)s says “%(marking)s”. Broadhurst holds OFFICIAL and "
            "OFFICIAL-SENSITIVE only, so the file was not saved. If the word is part of a name, "
            "write it in small letters",
            "max_length": "The name of the file must be %(max)d characters or fewer. It has "
            "%(length)d",
        }


class FilesField(FileField):
    """Several files, as a list. Each is checked as one file is."""

    widget = widgets.FilesInput
    is_of_several = True

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files; without any, an empty list."""
        files = [file for file in data or [] if file]
        if not files:
            super().clean(None, initial)
        return [super(FilesField, self).clean(file, initial) for file in files]

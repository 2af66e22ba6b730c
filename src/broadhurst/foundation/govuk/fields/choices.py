"""Choice fields: few or many choices, or rows of a model."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from broadhurst.foundation.govuk import widgets
from broadhurst.foundation.govuk.fields.articles import singular
from broadhurst.foundation.govuk.fields.labelled import LabelledField
from broadhurst.foundation.govuk.lookup import Lookup
from broadhurst.foundation.govuk.offered import LONGEST, MOST_OPTIONS, Rows, meant, offered_by

if TYPE_CHECKING:
    OneRow = forms.ModelChoiceField[Any]
    ManyRows = forms.ModelMultipleChoiceField[Any]
else:
    OneRow, ManyRows = forms.ModelChoiceField, forms.ModelMultipleChoiceField


class ChoiceField(LabelledField, forms.ChoiceField):
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


class Searched(LabelledField):
    """A choice that accepts a value, or a text that names exactly one of its choices.

    With more than 15 choices it is a search box (`Lookup`). `only` says which choices there are, in
    the error for an answer that is none of them. `narrowed_by` names the question whose answer
    narrows the choices: suggestions are asked for with it.
    """

    ask = "Select"
    only = ""
    widget: Any = Lookup

    def __init__(self, *args: Any, narrowed_by: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.narrowed_by = narrowed_by

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as wrong:
            if not isinstance(value, str) or wrong.code != "invalid_choice":
                raise
            return super().to_python(self._meant_by(value, wrong))

    def _meant_by(self, text: str, wrong: ValidationError) -> str:
        """Return the value of the choice that a text names, or raise."""
        offered = offered_by(self.widget.choices)
        if choice := meant(offered, text):
            return choice[0]
        if not offered.has_more_than(MOST_OPTIONS):
            raise self._with_reason(wrong)
        if offered.matching(text, 1):
            raise ValidationError(
                f"{self.ask} {self.asked_for} from the matches for “{text}”", "invalid_choice"
            )
        if "invalid_choice" in self.given_messages:
            raise wrong
        advice = self.only or "Enter another part of the name"
        raise ValidationError(f"Nothing matches “{text[:LONGEST]}”. {advice}", "invalid_choice")

    def _with_reason(self, wrong: ValidationError) -> ValidationError:
        if not self.only:
            return wrong
        return ValidationError(f"{wrong.message}. {self.only}", "invalid_choice")


class SelectField(Searched, forms.ChoiceField):
    """One of many choices, as a drop-down that starts at "Choose", or as a search box."""

    def __init__(self, *args: Any, choices: Any = (), **kwargs: Any) -> None:
        listed = choices() if callable(choices) else getattr(choices, "choices", choices)
        super().__init__(*args, choices=[("", "Choose"), *listed], **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the value. Django would only look at it in `validate`, when it is too late."""
        text = str(value or "")
        if not text or self.valid_value(text):
            return super().to_python(text)
        missing = ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return self._meant_by(text, missing)


class Several(LabelledField):
    """A field that takes any number of choices."""

    ask = "Select"

    @property
    def asked_for(self) -> str:
        """Any of them will do: "at least one threat type"."""
        return f"at least one {singular(self.noun)}"


class MultiChoiceField(Several, forms.MultipleChoiceField):
    """Any number of a few choices, as checkboxes."""

    widget = widgets.Checkboxes

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.hints = hints or {}


class BooleanField(LabelledField, forms.BooleanField):
    """One checkbox with its label beside it. Required means that it has to be ticked."""

    widget = widgets.Checkbox

    def messages(self) -> dict[str, str]:
        """Return the messages; the one for a missing tick quotes the whole label."""
        return {**super().messages(), "required": f"Tick “{self.label}” to continue"}


class InOrderField(LabelledField, forms.MultipleChoiceField):
    """Some of many choices, in order. `each` is the label of a place, `most` the number of places.

    The API takes a list in order, and the terminal takes the option several times.
    """

    ask = "Choose"
    widget = widgets.InOrder

    def __init__(self, *args: Any, each: str, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.each, self.widget.most = each, most

    def clean(self, value: Any) -> Any:
        values = super().clean(value)
        if len(set(values)) < len(values):
            raise ValidationError(f"Choose each {self.widget.each.lower()} once", "twice")
        return values


class ModelRadioField(LabelledField, OneRow):
    """One of a few rows, as radios."""

    ask = "Select"
    widget = widgets.Radios

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, **{"empty_label": None, **kwargs})


class ModelSelectField(Searched, OneRow):
    """One of many rows, as a drop-down, or as a search box over the columns in `searched`.

    Without `searched`, all rows are read to search their labels: good for hundreds of rows.
    """

    iterator = Rows
    searched: tuple[str, ...] = ()

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, **{"empty_label": "Choose", **kwargs})

    def with_labels(self, rows: Any) -> Any:
        """Return the rows with what their labels need, so that no label asks for it again."""
        return rows


class ModelCheckboxesField(Several, ManyRows):
    """Any number of rows, as checkboxes."""

    widget = widgets.Checkboxes

"""Widgets with GOV.UK markup. The fields in `fields/` choose them; forms rarely need to."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt

from broadhurst.foundation.govuk.fast_copy import FastCopyMixin
from broadhurst.foundation.govuk.words import first_capital


def _with_capital(widget: forms.Select | forms.RadioSelect, label: Any) -> Any:
    """The label of an option with a first capital; a row keeps its own name, such as de Souza."""
    is_row = isinstance(widget.choices, ModelChoiceIterator)
    return label if is_row or not isinstance(label, str) else first_capital(label)


class Styled(FastCopyMixin, forms.Widget):
    """A Django widget with the CSS classes of its GOV.UK block, also for the error state."""

    block: ClassVar[str]

    def use_required_attribute(self, initial: Any) -> bool:
        """Return False: our error messages are clearer than those of the browser."""
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the block's classes to the attributes."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        input_attrs = context["widget"]["attrs"]
        error = f"{self.block}--error" if input_attrs.get("aria-invalid") else ""
        input_attrs["class"] = " ".join(
            part for part in (self.block, input_attrs.get("class"), error) if part
        )
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
        """Add the classes that GOV.UK's script needs to show and hide the password."""
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
        """Add the limit, and link the character count to the input for screen readers."""
        context = super().get_context(name, value, attrs)
        context["widget"]["limit"] = self.limit
        input_attrs = context["widget"]["attrs"]
        if self.limit and input_attrs.get("id"):
            described = [input_attrs.get("aria-describedby"), f"{input_attrs['id']}-info"]
            input_attrs["aria-describedby"] = " ".join(part for part in described if part)
            input_attrs["class"] += " govuk-js-character-count"
        return context


class Select(Styled, forms.Select):
    """A drop-down."""

    block = "govuk-select"
    template_name = "govuk/widgets/select.html"

    def create_option(
        self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """The option begins with a capital. Its attributes are written here, as in `_Options`."""
        option: dict[str, Any] = super().create_option(
            name, value, _with_capital(self, label), *args, **kwargs
        )
        option["attributes"] = flatatt(option["attrs"])
        return option


class FileInput(Styled, forms.FileInput):
    """One file."""

    block = "govuk-file-upload"


class FilesInput(FileInput):
    """Several files."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"multiple": True, **(attrs or {})})


class Checkbox(Styled, forms.CheckboxInput):
    """One box; the field template puts the label beside it."""

    block = "govuk-checkboxes__input"
    beside = True


class CheckboxOf(Checkbox):
    """One box that sends a value: what it confirms, as it was when the form was shown.

    If that has changed since, the box is empty again, and the officer sees what is new.
    """

    def __init__(self, value: str) -> None:
        super().__init__(attrs={"value": value}, check_test=lambda sent: sent == value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the value, not whether the box was ticked."""
        return data.get(name)

    def format_value(self, value: Any) -> None:
        """Return None, because the value is already an attribute."""


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
        """Remove aria-invalid, which is not allowed on radios."""
        allowed = {key: text for key, text in (attrs or {}).items() if key != "aria-invalid"}
        context = super().get_context(name, value, allowed)
        context["widget"]["inline"] = self.inline
        return context

    def create_option(
        self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Begin the option with a capital, and add its hint.

        Its attributes are written here, because a template for each option is slow, and a form has
        many options.
        """
        option: dict[str, Any] = super().create_option(
            name, value, _with_capital(self, label), *args, **kwargs
        )
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"] and option["attrs"].get("id"):
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}-hint"
        option["attributes"] = flatatt(option["attrs"])
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
        """Return False: browsers do not send empty checkboxes, so it cannot be known."""
        return False


class InOrder(forms.SelectMultiple):
    """A drop-down for each place of a ranking, so that it works without a script."""

    template_name = "govuk/widgets/in_order.html"
    use_fieldset = True
    each, most = "Place", 1

    def use_required_attribute(self, initial: Any) -> bool:
        """Never, as everywhere."""
        return False

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first drop-down, so that the error summary has somewhere to go."""
        return f"{id_}_0" if id_ else ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the choices in order, without the places left empty."""
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [value for value in values if value]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add an entry for each place, with its choices."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        chosen, choices = [str(key) for key in value or []], list(self.choices)
        places = max(min(self.most, len(choices)), len(chosen), 1)
        context["widget"]["invalid"] = bool((attrs or {}).get("aria-invalid"))
        context["widget"]["places"] = [
            {
                "label": f"{self.each} {place}",
                "choices": [
                    (key, label, chosen[place - 1 : place] == [str(key)]) for key, label in choices
                ],
            }
            for place in range(1, places + 1)
        ]
        return context

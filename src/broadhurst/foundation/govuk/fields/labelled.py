"""The base class of all fields: its error messages use the field's label."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import pretty_name

from broadhurst.foundation.govuk.fast_copy import FastCopyMixin
from broadhurst.foundation.govuk.fields.articles import with_article


class LabelledField(FastCopyMixin, forms.Field):
    """A field whose error messages name it.

    `noun` is the name in messages (default: the label with a lower-case first letter).
    """

    ask = "Enter"

    def __init__(self, *args: Any, noun: str = "", **kwargs: Any) -> None:
        self.given_noun = noun
        self.given_messages = kwargs.get("error_messages") or {}
        self.messages_of: dict[Any, dict[str, str]] = {}  # messages by label, shared by all copies
        super().__init__(*args, **kwargs)

    def get_bound_field(self, form: Any, field_name: str) -> BoundField:
        """Return the bound field, after setting the label and the messages that use it."""
        if self.label is None:
            self.label = pretty_name(field_name)
        if self.label not in self.messages_of:
            self.messages_of[self.label] = {**self.messages(), **self.given_messages}
        self.error_messages = {**self.error_messages, **self.messages_of[self.label]}
        return super().get_bound_field(form, field_name)

    @property
    def noun(self) -> str:
        """The name of this field in messages: "handover date", but "SIO"."""
        label = str(self.label or "answer")
        return self.given_noun or (label if label[1:2].isupper() else label[:1].lower() + label[1:])

    @property
    def asked_for(self) -> str:
        """Return the noun for a "missing answer" message: "a reason", "the last day"."""
        return with_article(self.noun)

    @property
    def subject(self) -> str:
        """The noun with a capital letter, escaped for messages with parameters."""
        return (self.noun[:1].upper() + self.noun[1:]).replace("%", "%%")

    def messages(self) -> dict[str, str]:
        """Return our messages by error code, in place of Django's."""
        label, subject = str(self.label), self.subject
        asked = f"Answer the question “{label}”" if label.endswith("?") else ""
        wanted = f"an answer to “{label}”" if asked and not self.given_noun else self.asked_for
        choose = f"Choose {wanted} from the list".replace("%", "%%")
        return {
            "required": asked if asked and not self.given_noun else f"{self.ask} {self.asked_for}",
            "invalid_choice": choose,
            "invalid_pk_value": choose,
            "max_length": f"{subject} must be %(limit_value)d characters or fewer. It has "
            "%(show_value)d",
            "min_length": f"{subject} must be %(limit_value)d characters or more. It has "
            "%(show_value)d",
            "min_value": f"{subject} must be %(limit_value)s or more",
            "max_value": f"{subject} must be %(limit_value)s or less",
            "unseen": f"{subject} must not include invisible characters. There is %(which)s: "
            "type it instead of pasting it",
            "marking": "Remove the marking “%(marking)s”. Broadhurst holds OFFICIAL and "
            "OFFICIAL-SENSITIVE only. Enter a reference that reveals nothing instead. If the word "
            "is part of a name, write it in small letters",
            "null_characters_not_allowed": f"{subject} must not include invisible characters",
        }

"""The form of a command. Pages, API and terminal all use the same one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.workflow import field_of

ANY = "*"  # in `shows`, every answer that is not empty
FEWEST_TO_TURN = 6  # questions of a form that marks what is needed instead of what is optional


class CommandForm(forms.Form):
    """The arguments of a command, as a form for one actor and one subject.

    `narrow_choices` limits each choice to what the actor may see and the subject allows, so that a
    list of choices never leaks a name. `asks_more` says that it also adds fields that depend on the
    data.

    `prefills` says that it fills in the current values. An officer at the terminal or the API can
    then change one field without repeating the rest. Such a form also takes the locks of its
    command, in `lock_subject`. Only one of the fields in `either` has a value: a new answer to one
    replaces the value of another.

    `shows` says which answers call for further questions: {"outcome": {"returned": ("reason",)}}.
    ANY stands for every answer. A page with a script shows those questions then, and does not send
    their answers otherwise. The rules decide if they are needed, wherever they are sent from.
    `needs` names those that are, so that they are not marked optional.

    `asked_later` names the questions that only an objection calls for. Pages of one question each
    leave them out until then.

    `previews` names the questions that a preview needs answers to. `if_blank` says what happens
    without an answer to a question, for the page that shows the answers before they are sent.
    """

    asks_more = False
    prefills = False
    either: tuple[str, ...] = ()
    shows: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType({})
    needs: tuple[str, ...] = ()
    asked_later: tuple[str, ...] = ()
    previews: tuple[str, ...] = ()
    if_blank: Mapping[str, str] = MappingProxyType({})

    def __init__(
        self, data: Any = None, files: Any = None, *, actor: Actor, **subject: Any
    ) -> None:
        super().__init__(data, files, label_suffix="")  # GOV.UK labels have no colon
        self.actor = actor
        self.subject = subject
        self.narrow_choices()

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Take the command's locks in its order, and return the locked subject; raises Refused.

        The current values are read after this. If they were read before, the form could undo a
        change that a colleague made at the same moment to another field.
        """
        return subject

    def is_needed(self, name: str) -> bool:
        """Return whether a question has to be answered when it is shown."""
        return self.fields[name].required or name in self.needs

    @property
    def is_mostly_optional(self) -> bool:
        """Whether most questions are optional, so that the page marks the needed ones instead."""
        needed = sum(map(self.is_needed, self.fields))
        return len(self.fields) >= FEWEST_TO_TURN and needed * 4 <= len(self.fields)

    def calls_for(self, name: str) -> tuple[str, list[str]]:
        """Return the question whose answer calls for another, and the answers that do."""
        for by, answers in self.shows.items():
            values = [value for value, names in answers.items() if name in names]
            if values and by in self.fields:
                return by, values
        return "", []

    def leave_unchecked(self) -> None:
        """Show the answers without errors, except those of the fields that a preview needs."""
        errors = self.errors if self.previews else {}
        self._errors = ErrorDict({name: errors[name] for name in self.previews if name in errors})

    def narrow_choices(self) -> None:
        """Narrow the choices, and fill in current values. Does nothing by default."""


def asked_at(form: forms.Form, objection: str) -> str:
    """Return the name of the visible field that an objection is about, or an empty string."""
    name = field_of(objection)
    field = form.fields.get(name)
    return name if field is not None and not field.widget.is_hidden else ""

"""The form of a command. Pages, API and terminal all use the same one."""

from typing import Any

from django import forms

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.workflow import field_of


class CommandForm(forms.Form):
    """The arguments of a command, as a form for one actor and one subject.

    `narrow_choices` limits each choice to what the actor may see and the subject allows, so that a
    list of choices never leaks a name. `asks_more` says that it also adds fields that depend on the
    data.

    `prefills` says that it fills in the current values. An officer at the terminal or the API can
    then change one field without repeating the rest. Such a form also takes the locks of its
    command, in `lock_subject`. Only one of the fields in `either` has a value: a new answer to one
    replaces the value of another.
    """

    asks_more = False
    prefills = False
    either: tuple[str, ...] = ()

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

    def narrow_choices(self) -> None:
        """Narrow the choices, and fill in current values. Does nothing by default."""


def asked_at(form: forms.Form, objection: str) -> str:
    """Return the name of the visible field that an objection is about, or an empty string."""
    name = field_of(objection)
    field = form.fields.get(name)
    return name if field is not None and not field.widget.is_hidden else ""

"""A form that is asked of an actor about a subject: the same at the page, API and terminal."""

from typing import Any

from django import forms

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.workflow import field_of


class Ask(forms.Form):
    """What a command needs to be told.

    `offer` narrows each choice to what the actor may see and the subject allows, so that a list
    of choices never leaks a name.

    `asks_more` says that `offer` adds questions which only the data knows.

    `keeps` says that `offer` fills in what stands, so that whoever changes one thing at the
    terminal need not repeat the rest: a page shows it and sends it again. Of the questions in
    `either` one is answered; a new answer to it takes the place of what stood at another.
    Its `held` takes the locks of its command.
    """

    asks_more = False
    keeps = False
    either: tuple[str, ...] = ()

    def __init__(
        self, data: Any = None, files: Any = None, *, actor: Actor, **subject: Any
    ) -> None:
        super().__init__(data, files, label_suffix="")  # as GOV.UK labels have none
        self.actor = actor
        self.subject = subject
        self.offer()

    @staticmethod
    def held(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """The subject under the locks that the command takes, in their order; raises Refused.

        What stands is read behind them: read before, a colleague's change of the same moment to
        something else would be written back.
        """
        return subject

    def offer(self) -> None:
        """Narrow the choices; by default there is nothing to narrow."""


def asked_at(form: forms.Form, objection: str) -> str:
    """Return the visible question that an objection is about, or an empty string."""
    name = field_of(objection)
    field = form.fields.get(name)
    return name if field is not None and not field.widget.is_hidden else ""

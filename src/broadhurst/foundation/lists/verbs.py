"""A verb on several rows of a list, declared once: its API operation and its terminal command.

A room lists it in its `verbs.py`, with the verbs on one record. Its page is `ask_for_each`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click
from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Router

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api, cli


@dataclass(frozen=True)
class VerbOnEach:
    """A command on several rows, at the API and at the terminal.

    `name` is its name at the terminal, and `address` its address at the API. `subject` is what the
    command calls a row. `rows` returns the rows that a reader can name.
    """

    name: str
    form: type[CommandForm]
    command: Callable[..., Any]
    subject: str
    rows: Callable[[Actor], QuerySet[Any]]
    summary: str
    address: str

    def add_to_router(self, router: Router) -> None:
        """Add the operation to the API of the room."""

        def endpoint(request: ActingRequest) -> HttpResponse:
            return api.run_on_each(
                request,
                self.form,
                self.command,
                rows=self.rows(request.actor),
                subject=self.subject,
            )

        router.post(self.address, **api.verb_on_each(self.form, self.summary))(endpoint)

    def terminal_command(self) -> click.Command:
        """Return the command for the terminal."""
        return cli.verb_on_each(
            self.name, self.form, self.command, rows=self.rows, subject=self.subject
        )

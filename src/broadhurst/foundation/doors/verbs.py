"""A verb of a room, declared once: its API operation and its terminal command come from that.

A room lists its verbs in `verbs.py`:

    ACTION = Subject("action", "/actions/{ref}", lambda _actor: seen_actions())
    VERBS = (Verb("accept-action", AcceptActionForm, accept_action, ACTION, "Accept…", as_action),)

makes `POST /api/v1/actions/ACT-7K3QF2/accept-action`, and `broadhurst plans accept-action
ACT-7K3QF2 --as cora`. A page is not part of it, because it has words of its own: `web.verb` in
`pages` makes one from the same form and command.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import click
from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Path, Router

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import api, cli
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest


@dataclass(frozen=True)
class Subject:
    """The record that a verb is about.

    `name` is what commands call it. `address` is its address at the API, as in `/plans/{ref}`: a
    record is found by the field in braces, or by what `lookup` makes of the reference. `rows`
    returns the records that a reader can name. `called` is what readers call the record, if its
    name is another word.
    """

    name: str
    address: str
    rows: Callable[[Actor], QuerySet[Any]]
    lookup: Callable[[str], Mapping[str, object]] | None = None
    called: str = ""

    def at_the_api(self, request: ActingRequest, ref: str) -> Any:
        """Return the record. Raises Http404 if the actor cannot see one."""
        return api.find(request, self.rows(request.actor), **self._lookup(ref))

    def at_the_terminal(self, actor: Actor, ref: str) -> Any:
        """Return the record, or None if the actor cannot see one."""
        return cli.find(actor, self.rows(actor), **self._lookup(ref))

    @property
    def field(self) -> str:
        """The name in braces in the address."""
        [name] = re.findall(r"{(\w+)}", self.address)
        return str(name)

    def _lookup(self, ref: str) -> Mapping[str, object]:
        return self.lookup(ref) if self.lookup else {self.field: ref}


@dataclass(frozen=True)
class Verb:
    """A command of a room, at the API and at the terminal.

    `name` is its name at the terminal and the last part of its address at the API. `summary`
    describes it at the API; the terminal takes the docstring of the command. `as_json` describes
    the outcome: the schema of the answer is what it is annotated to return. `status` is the one of
    the answer: 201 if the verb makes a record, 202 if a job ends what it begins. `address` is the
    whole address, if the verb is about no record, or if its address ends with another word. `says`
    describes the outcome at the terminal, in a sentence with the reference. The other fields are
    those of `cli.verb`.
    """

    name: str
    form: type[CommandForm]
    command: Callable[..., Any]
    about: Subject | None
    summary: str
    as_json: api.AsJson
    status: int = 200
    address: str = ""
    says: Callable[[Any], str] = str
    warns: Callable[..., list[str]] | None = None
    named_by: str = ""

    def add_to_router(self, router: Router) -> None:
        """Add the operation to the API of the room."""
        about = self.about
        address = self.address or f"{about.address if about else ''}/{self.name}"
        answer = api.schema_of(self.as_json)
        described = api.verb(self.form, self.summary, self.status, answer=answer)
        # Operations on one address share a router, or Django finds only the first of them.
        routers = [mounted.template for mounted in router.build_routers("")]
        shared = next((r for r in routers if address in r.path_operations), router)
        shared.post(address, **described)(self._endpoint_of(about) if about else self._endpoint())

    def _endpoint_of(self, about: Subject) -> Callable[[ActingRequest, str], HttpResponse]:
        def endpoint(
            request: ActingRequest, ref: Annotated[str, Path(alias=about.field)]
        ) -> HttpResponse:
            return self._ask(request, **{about.name: about.at_the_api(request, ref)})

        return endpoint

    def _endpoint(self) -> Callable[[ActingRequest], HttpResponse]:
        def endpoint(request: ActingRequest) -> HttpResponse:
            return self._ask(request)

        return endpoint

    def _ask(self, request: ActingRequest, **subject: Any) -> HttpResponse:
        as_json, status = self.as_json, self.status
        return api.ask(request, self.form, self.command, as_json=as_json, status=status, **subject)

    def terminal_command(self) -> click.Command:
        """Return the command for the terminal."""
        about = self.about
        return cli.verb(
            self.name,
            self.form,
            self.command,
            finds={about.name: about.at_the_terminal} if about else {},
            called=about.called if about else "",
            named_by=self.named_by,
            says=self.says,
            warns=self.warns,
        )

"""Use Broadhurst as tests do: with a browser, the API or the command line."""

from typing import Any

from click.testing import CliRunner, Result
from django.test import Client

from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.config.cli import main
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.authentication import POSTING
from tests.openapi_checks import misfits


def browser(actor: Actor | None) -> Client:
    """Return a browser signed in as an actor in their posting, or as nobody for None."""
    client = Client()
    if actor:
        client.force_login(actor.officer, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[POSTING] = actor.posting.pk
        session.save()
    return client


class CheckedClient(Client):
    """A client that checks each answer of the API against the API's description."""

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if answer.request["PATH_INFO"].startswith("/api/v1/") and not answer.streaming:
            assert not (wrong := misfits(answer)), (answer.request["PATH_INFO"], wrong)
        return answer


class Machine:
    """An API client with an actor's token, or without a token for None."""

    def __init__(self, actor: Actor | None) -> None:
        secret = issue_token(actor=actor, label="a test", days=1).secret if actor else ""
        self.client = CheckedClient(headers={"Authorization": f"Bearer {secret}"} if actor else {})

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}")

    def post(self, path: str, **answers: Any) -> Any:
        return self.client.post(f"/api/v1{path}", answers, content_type="application/json")


def terminal(actor: Actor, *words: str) -> Result:
    """Run `broadhurst …` as an actor."""
    chosen = ["--as", actor.officer.username, "--in", actor.unit.key]
    return CliRunner().invoke(main, [*words, *chosen])

"""Use Broadhurst as tests do: with a browser, the API or the command line."""

import re
from typing import Any

from click.testing import CliRunner, Result
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client
from django.urls import Resolver404, resolve

from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.config.cli import main
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.sessions import SessionStore
from broadhurst.foundation.doors.authentication import POSTING
from tests.openapi_checks import misfits


class KnownAddresses(Client):
    """A client that fails where it is turned away at an address that the site does not have.

    Without this, a test that someone finds nothing at an address, or must sign in, would also pass
    if the address were wrong, or if its page were never made. A test that asks for an address that
    the site does not have sets `may_miss`.
    """

    may_miss = False

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        must_sign_in = answer.headers.get("Location", "").startswith("/sign-in/")
        if (answer.status_code in (401, 404) or must_sign_in) and not self.may_miss:
            assert_known(answer)
        return answer


def why_not_shown(actor: Actor, address: str) -> str:
    """Return the page that an actor gets instead of a form that they cannot send."""
    answer = browser(actor).get(address)
    assert answer.status_code == 403, answer.status_code
    return str(answer.content.decode())


def assert_known(answer: Any) -> None:
    """Fail if the site has no such address, for any reader and any record."""
    if answer.wsgi_request.resolver_match:
        return  # the site has found the page of this address
    path = answer.request["PATH_INFO"]
    try:
        resolve(path)
    except Resolver404:
        raise AssertionError(f"The site has no address {path}, so nobody can find it.") from None


def browser(actor: Actor | None) -> KnownAddresses:
    """Return a browser signed in as an actor in their posting, or as nobody for None."""
    client = KnownAddresses()
    if actor:
        request = HttpRequest()
        # Not `force_login`, which makes two sessions, deletes one and reads the other again.
        request.session = SessionStore()
        login(request, actor.officer, backend="django.contrib.auth.backends.ModelBackend")
        request.session[POSTING] = actor.posting.pk
        request.session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return client


class CheckedClient(KnownAddresses):
    """A client that checks each answer of the API against the API's description."""

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if answer.request["PATH_INFO"].startswith("/api/v1/") and not answer.streaming:
            assert not (wrong := misfits(answer)), (answer.request["PATH_INFO"], wrong)
        return answer


class Machine:
    """An API client with an actor's token, or without a token for None."""

    def __init__(self, actor: Actor | None, *, may_miss: bool = False) -> None:
        secret = issue_token(actor=actor, label="a test", days=1).secret if actor else ""
        self.client = CheckedClient(headers={"Authorization": f"Bearer {secret}"} if actor else {})
        self.client.may_miss = may_miss

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}")

    def post(self, path: str, **answers: Any) -> Any:
        return self.client.post(f"/api/v1{path}", answers, content_type="application/json")


def reference_in(output: str) -> str:
    """Return the one reference that the terminal answers with, like ACT-7K3QF2."""
    [ref] = set(re.findall(r"\b[A-Z]{2,4}-[0-9A-Z]{6,}\b", output))
    return str(ref)


def terminal(actor: Actor, *words: str) -> Result:
    """Run `broadhurst …` as an actor."""
    chosen = ["--as", actor.officer.username, "--in", actor.unit.key]
    return CliRunner().invoke(main, [*words, *chosen])

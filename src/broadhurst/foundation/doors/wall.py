"""The middleware that finds the actor of each request and runs it behind the wall."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor_until_commit
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import one_request
from broadhurst.foundation.between_transactions import NotMadeYet, between_transactions
from broadhurst.foundation.database.opening import ConnectionLost, skip_health_check
from broadhurst.foundation.doors import deadline
from broadhurst.foundation.doors.authentication import (
    Found,
    actor_of_calendar,
    actor_of_session,
    actor_of_token,
)
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.suggestions import record_what_was_shown

API = "/api/"
CALENDAR = "/calendar/"

View = Callable[..., HttpResponseBase]


class ActingRequest(HttpRequest):
    """A request with a known actor. Every page that needs sign-in receives one."""

    actor: Actor


def open_to_anyone(view: View) -> View:
    """Mark a page that needs no sign-in. A test lists the few that there are."""
    view.open_to_anyone = True  # type: ignore[attr-defined]
    return view


class _Undone(Exception):
    """Carries a failed view's response out of the transaction, which is rolled back."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__()
        self.response = response


class _Stopped(HttpResponse):
    """A placeholder response while a document is made. It is never sent."""

    def __init__(self, wanted: NotMadeYet) -> None:
        super().__init__()
        self.wanted = wanted


class Wall:
    """Run each request in one transaction, at one instant, as its actor behind the wall.

    Without an actor a request sees no protected row. A view that fails or takes too long is rolled
    back. A refusal and a "not found" are not failures, so their audit events stay. Documents are
    made between transactions: the view runs again once its document is made.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in unquote(request.get_full_path()):
            raise BadRequest("An address cannot contain a NUL character.")
        if request.path in ("/healthz", "/readyz"):
            return self.get_response(request)
        was_lost = False
        with clock.set_to(clock.now()), one_request(), between_transactions():
            skip_health_check()
            while True:
                try:
                    with transaction.atomic(), _until_the_deadline():
                        return self._answer(request)
                except _Undone as undone:
                    return undone.response
                except NotMadeYet as wanted:
                    wanted.make()
                except ConnectionLost:
                    if was_lost:
                        raise
                    was_lost = True

    def process_exception(self, _request: HttpRequest, exception: Exception) -> _Stopped | None:
        """Stop a request that needs a document, without treating it as an error."""
        return _Stopped(exception) if isinstance(exception, NotMadeYet) else None

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        by_token = request.path.startswith(API)
        actor, settings = _found(request)
        request.actor = actor  # type: ignore[attr-defined]
        with as_actor_until_commit(actor, settings):
            response = self.get_response(request)
            if isinstance(response, _Stopped):
                raise response.wanted
            record_what_was_shown(request, response)
            if response.status_code >= 500:
                raise _Undone(response)
        if by_token and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = _method_not_allowed(response["Allow"])
        if actor:
            # Computers are shared, so "Back" must show no page from before the sign-out.
            caching = "private, no-cache" if by_token else "no-store"
            response.headers.setdefault("Cache-Control", caching)
        return response

    def process_view(
        self, request: HttpRequest, view: View, _args: tuple[Any], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if getattr(view, "open_to_anyone", False):
            return None
        if request.path.startswith(API):
            return None if request.actor else _token_needed()  # type: ignore[attr-defined]
        if request.path in ("/healthz", "/readyz") or request.actor:  # type: ignore[attr-defined]
            return None
        if isinstance(request.user, Officer):
            temporary = request.user.password_is_temporary
            return redirect(
                "establishment:change_password" if temporary else "establishment:postings"
            )
        if request.method == "POST":
            messages.info(request, "You were signed out. Sign in, then send your answer again.")
        return redirect_to_login(request.get_full_path(), "/sign-in/")


def _found(request: HttpRequest) -> Found:
    """Find the actor by an API token, a calendar address or the session."""
    if request.path.startswith(API):
        return actor_of_token(request)
    if request.path.startswith(CALENDAR):
        return actor_of_calendar(request.path.removeprefix(CALENDAR).removesuffix(".ics"))
    return actor_of_session(request)


@contextmanager
def _until_the_deadline() -> Iterator[None]:
    """Allow the statements of this transaction to be cancelled at the request's deadline.

    A request that ends after its deadline is rolled back, because its user has already seen the
    message that nothing was saved.
    """
    limit = deadline.current()
    if limit is None:
        yield
        return
    # `connection` differs by thread, and another thread will cancel: pass this thread's own.
    with limit.working_on(connections[DEFAULT_DB_ALIAS]):
        yield
        if limit.has_passed:
            raise deadline.Passed


def _token_needed() -> HttpResponse:
    detail = "Send a valid token as “Authorization: Bearer …”."
    answer = Problem(401, "Token needed", detail).response()
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _method_not_allowed(methods: str) -> HttpResponse:
    detail = f"This address takes {methods}."
    answer = Problem(405, "Method not allowed", detail).response()
    answer["Allow"] = methods
    return answer

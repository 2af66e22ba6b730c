"""The middleware that builds the actor and stands the wall around each request."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_token
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import Said, seen_as_to_the_end
from broadhurst.foundation.agencies.models import Officer, Posting, in_force_on
from broadhurst.foundation.audit.record import one_request
from broadhurst.foundation.doors import deadline
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.rendering import NotMadeYet, between_transactions
from broadhurst.foundation.doors.tokens import digest
from broadhurst.foundation.kept_connection import close_if_ended

POSTING = "posting"
API = "/api/"
POSTINGS = Posting.objects.select_related("officer", "unit__agency", "unit__district").order_by()

View = Callable[..., HttpResponseBase]


class ActingRequest(HttpRequest):
    """A request whose actor is known: what every page behind the sign-in is given."""

    actor: Actor


def open_to_anyone(view: View) -> View:
    """Mark a page that needs no sign-in: there are few, and a test lists them."""
    view.open_to_anyone = True  # type: ignore[attr-defined]
    return view


class _Undone(Exception):
    """Carries a failed view's answer past the rollback of all that the view did."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__()
        self.response = response


class _Stopped(HttpResponse):
    """A placeholder for an answer while a document is made. It is never sent."""

    def __init__(self, wanted: NotMadeYet) -> None:
        super().__init__()
        self.wanted = wanted


class Wall:
    """One transaction a request at one instant, behind the wall of its actor; nobody sees nothing.

    A view that fails leaves nothing behind, and so does one that took too long. A refusal or a
    "not found" is an answer, so what was recorded about it stays. Documents are made between
    transactions: the view runs again once the one it asked for is made.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in unquote(request.get_full_path()):
            raise BadRequest("No address holds a NUL, and PostgreSQL takes none.")
        close_if_ended(connection)
        if request.path in ("/healthz", "/readyz"):
            return self.get_response(request)
        with clock.set_to(clock.now()), one_request(), between_transactions():
            while True:
                try:
                    with transaction.atomic(), _until_the_deadline():
                        return self._answer(request)
                except _Undone as undone:
                    return undone.response
                except NotMadeYet as wanted:
                    wanted.make()

    def process_exception(self, _request: HttpRequest, exception: Exception) -> _Stopped | None:
        """Let the request stop where it asked for a document: that is no error."""
        return _Stopped(exception) if isinstance(exception, NotMadeYet) else None

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        by_token = request.path.startswith(API)
        found = _actor_of_token(request) if by_token else (_actor_of_session(request), None)
        actor, told = found or (None, None)
        request.actor = actor  # type: ignore[attr-defined]
        with seen_as_to_the_end(actor, told):
            response = self.get_response(request)
            if isinstance(response, _Stopped):
                raise response.wanted
            if response.status_code >= 500:
                raise _Undone(response)
        if by_token and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = _not_so(response["Allow"])
        if actor:
            # Terminals are shared: after signing out, "Back" shows nothing that was read before.
            kept = "private, no-cache" if by_token else "no-store"
            response.headers.setdefault("Cache-Control", kept)
        return response

    def process_view(
        self, request: HttpRequest, view: View, _args: tuple[Any], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if getattr(view, "open_to_anyone", False):
            return None
        if request.path.startswith(API):
            return None if request.actor else _who_is_it()  # type: ignore[attr-defined]
        if request.path in ("/healthz", "/readyz") or request.actor:  # type: ignore[attr-defined]
            return None
        if isinstance(request.user, Officer):
            temporary = request.user.password_is_temporary
            return redirect("change_password" if temporary else "postings")
        if request.method == "POST":
            messages.info(request, "You were signed out. Sign in, then send your answer again.")
        return redirect(f"/sign-in/?next={request.path}")


@contextmanager
def _until_the_deadline() -> Iterator[None]:
    """Let the statements of this transaction be cancelled when the request's time has passed.

    What ends too late is undone all the same: its sender has been told that nothing was saved.
    """
    limit = deadline.current()
    if limit is None:
        yield
        return
    # This thread's own, as another thread is to find it.
    with limit.working_on(connections[DEFAULT_DB_ALIAS]):
        yield
        if limit.has_passed:
            raise deadline.Passed


def _who_is_it() -> HttpResponse:
    detail = "Send a token in force as “Authorization: Bearer …”."
    answer = Problem(401, "Say who is asking", detail).response()
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _not_so(methods: str) -> HttpResponse:
    detail = f"This address takes {methods}."
    answer = Problem(405, "Not asked in this way", detail).response()
    answer["Allow"] = methods
    return answer


def _actor_of_session(request: HttpRequest) -> Actor | None:
    posting_id = request.session.get(POSTING)
    if posting_id is None or not request.user.is_authenticated:
        return None
    posting = (
        POSTINGS.filter(in_force_on(clock.today()), officer_id=request.user.pk, pk=posting_id)
        .filter(officer__is_active=True, officer__password_is_temporary=False)
        .first()
    )
    return actor_in(posting) if posting else None


def _actor_of_token(request: HttpRequest) -> tuple[Actor, Said] | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        return None
    return actor_of_token(digest(secret.strip()), clock.now(), clock.today())

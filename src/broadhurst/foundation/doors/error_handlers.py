"""Error responses: a page, or problem+json (RFC 9457) for the API.

They never reveal the internal error. It is in the log, under the request's id.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from broadhurst.foundation.audit.record import request_id
from broadhurst.foundation.doors import deadline
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import API

UNREADABLE = "Part of the address or the body could not be read."
NO_ADDRESS = f"This address does not exist. GET {API} to find the description of the API."
BROKEN = (
    "Nothing was saved. Try again. If it happens again, give the person who runs this site "
    "the number"
)
AWAY = "The database cannot be reached. Nothing was saved. Wait a minute and try again."
TOO_LONG = (
    "It was stopped because it took too long. Nothing was saved. Wait a minute and try again. "
    "If it happens again, tell the person who runs this site."
)
NOT_ENDED = "This is taking too long. Check whether it was saved before you try again."
BUSY = "Too many requests are waiting. Nothing was saved. Wait a minute and try again."
TOO_LARGE = "That is too large. Nothing was saved. Send a smaller file."
TOO_SLOW = "Sending this took too long. Nothing was saved. Try again, or send a smaller file."
WAIT = "30"  # seconds


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 to a request that is malformed."""
    return _as_problem(request, Problem(400, "Bad request", UNREADABLE)) or defaults.bad_request(
        request, exception
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 to an unknown URL. Pages and endpoints answer 404 for hidden records."""
    return _as_problem(request, Problem(404, "Not found", NO_ADDRESS)) or defaults.page_not_found(
        request, exception
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 503 if the request took too long or the database is down, otherwise 500."""
    limit = deadline.current()
    if limit and limit.has_passed:
        return took_too_long(request.path)
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _later(request.path, "Database not available", AWAY, "503.html")
    number = str(request_id() or "")
    problem = Problem(500, "Something went wrong", f"{BROKEN} {number}.")
    return _as_problem(request, problem) or render(None, "500.html", {"number": number}, status=500)


def took_too_long(path: str) -> HttpResponse:
    """Answer 503: the request was stopped and rolled back."""
    return _later(path, "This took too long", TOO_LONG, "stopped.html")


def not_ended(path: str) -> HttpResponse:
    """Answer 503: the request could not be stopped in time, so its outcome is not known."""
    return _later(path, "This took too long", NOT_ENDED, "stopped.html")


def busy(path: str) -> HttpResponse:
    """Answer 503: too many requests are waiting."""
    return _later(path, "Broadhurst is busy", BUSY, "stopped.html")


def not_received(path: str, status: int) -> HttpResponse:
    """Answer 413 or 408: the request body is too large, or did not arrive in time."""
    title, detail = ("Too large", TOO_LARGE) if status == 413 else ("Too slow", TOO_SLOW)
    return _respond(path, Problem(status, title, detail), "stopped.html")


def _later(path: str, title: str, detail: str, template: str) -> HttpResponse:
    response = _respond(path, Problem(503, title, detail), template)
    response["Retry-After"] = WAIT
    return response


def _respond(path: str, problem: Problem, template: str) -> HttpResponse:
    if path.startswith(API):
        return problem.response()
    return render(None, template, {"problem": problem}, status=problem.status)


def _as_problem(request: HttpRequest, problem: Problem) -> HttpResponse | None:
    return problem.response() if request.path.startswith(API) else None

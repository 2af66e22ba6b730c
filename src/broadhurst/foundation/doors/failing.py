"""What is answered where a request cannot be: a page, or to a program problem+json (RFC 9457).

None of it tells what went wrong inside: the log does, by the request's number.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from broadhurst.foundation.audit.record import request_id
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import API

UNREADABLE = "Something in the address or the body could not be read."
NO_ADDRESS = f"There is no such address. GET {API} says where the description of the API is."
BROKEN = "Nothing was saved. Try again; if it happens again, give whoever runs this site the number"
AWAY = "The records cannot be reached. Nothing was saved. Wait a minute and try again."
WAIT = "30"  # seconds


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent makes no sense."""
    return _as_problem(request, Problem(400, "Bad request", UNREADABLE)) or defaults.bad_request(
        request, exception
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no address of the site's. What is not the reader's to see, its own door says."""
    return _as_problem(request, Problem(404, "Not found", NO_ADDRESS)) or defaults.page_not_found(
        request, exception
    )


def broken(request: HttpRequest) -> HttpResponse:
    """503 if the database is away, else 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        problem = Problem(503, "Away for a moment", AWAY)
        response = _as_problem(request, problem) or render(None, "503.html", status=503)
        response["Retry-After"] = WAIT
        return response
    number = str(request_id() or "")
    problem = Problem(500, "It failed here", f"{BROKEN} {number}.")
    return _as_problem(request, problem) or render(None, "500.html", {"number": number}, status=500)


def _as_problem(request: HttpRequest, problem: Problem) -> HttpResponse | None:
    return problem.response() if request.path.startswith(API) else None

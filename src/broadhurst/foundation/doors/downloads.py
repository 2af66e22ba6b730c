"""Answer with a file that a command makes, or with the reasons why it cannot be made.

A download has no form to show a refusal, so these functions show it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.http import content_disposition_header

from broadhurst.foundation.doors.dispatch import try_command
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest

OPAQUE = "application/octet-stream"  # what a user uploaded is sent as, whatever it is


def page(
    request: ActingRequest,
    take: Callable[..., bytes],
    subject: dict[str, Any],
    /,
    *,
    title: str,
    back: tuple[str, str],
    filename: str,
    content_type: str,
    **answers: Any,
) -> HttpResponse:
    """Return the file, or a page with the objections. `back` is an address and its link text."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    objections, copy = try_command(request.actor, take, subject, **answers)
    if objections:
        problem = {
            "title": title, "objections": objections, "status": 409,
            "back": back[0], "link_text": back[1],
        }  # fmt: skip
        return render(request, "govuk/problem.html", problem, status=409)
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(copy, content_type=content_type, headers=headers)


def endpoint(
    request: ActingRequest,
    take: Callable[..., bytes],
    subject: dict[str, Any],
    /,
    *,
    content_type: str,
    **answers: Any,
) -> HttpResponse:
    """Return the file, or raise Problem 409 with the objections, for the API."""
    copy = download_or_problem(request, take, subject, **answers)
    return HttpResponse(copy, content_type=content_type)


def download_or_problem(
    request: ActingRequest, take: Callable[..., Any], subject: dict[str, Any], /, **answers: Any
) -> Any:
    """Return the file that a command makes, or raise Problem 409 with the objections."""
    objections, copy = try_command(request.actor, take, subject, **answers)
    if objections:
        reasons = [{"message": objection} for objection in objections]
        raise Problem(409, "Refused", " ".join(objections), reasons)
    return copy


def only_to_save(answer: HttpResponse, filename: str) -> HttpResponse:
    """Let a browser save what a user uploaded, and never show or run it."""
    if answer.status_code == 200:
        disposition = content_disposition_header(as_attachment=True, filename=filename)
        answer.headers["Content-Disposition"] = str(disposition)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer

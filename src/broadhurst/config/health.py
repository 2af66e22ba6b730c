"""Health checks for load balancers and monitoring."""

from django.db import Error, ProgrammingError, connection
from django.http import HttpRequest, JsonResponse

from broadhurst.foundation.jobs.lateness import state_of_jobs


def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer that the process is up."""
    return JsonResponse({"status": "up"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer whether the database is up (200) or not (503).

    If jobs are late, "jobs" is "late". The status stays 200, because the rest of the site works.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"status": "the database is away"}, status=503)
    try:
        jobs = "late" if state_of_jobs().late else "on time"
    except ProgrammingError:  # this role may not use their tables, as `broadhurst check` says
        jobs = "late"
    return JsonResponse({"status": "ready", "jobs": jobs})

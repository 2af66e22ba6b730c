"""Is the program up, and is its database there? For load balancers and watchers."""

from django.db import Error, ProgrammingError, connection
from django.http import HttpRequest, JsonResponse

from broadhurst.foundation.jobs.lateness import state_of_jobs


def healthz(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "up"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """The process and its database answer; 503 while the database is away.

    Whether jobs are late is said in "jobs". It is no reason to take the site away from everyone,
    so the status stays 200.
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

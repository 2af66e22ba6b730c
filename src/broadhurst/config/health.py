"""Health checks for load balancers and monitoring."""

from django.db import Error, ProgrammingError, connection
from django.http import HttpRequest, JsonResponse

from broadhurst.capabilities.deconfliction.matching import match_key
from broadhurst.foundation.jobs.lateness import state_of_jobs

OUT_OF_DATE = "The database is not up to date. Run: broadhurst migrate"


def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer that the process is up."""
    return JsonResponse({"status": "up"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer whether the site can work (200) or not (503).

    It cannot without the database, or with another match key than the entries have. If jobs are
    late, "jobs" is "late". The status stays 200, because the rest of the site works.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        objections = match_key.objections()
    except ProgrammingError:
        objections = [OUT_OF_DATE]
    except Error:
        objections = ["the database is away"]
    if objections:
        return JsonResponse({"status": objections[0]}, status=503)
    try:
        jobs = "late" if state_of_jobs().late else "on time"
    except ProgrammingError:  # this role may not use their tables, as `broadhurst check` says
        jobs = "late"
    return JsonResponse({"status": "ready", "jobs": jobs})

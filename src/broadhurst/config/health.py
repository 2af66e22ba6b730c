"""Health checks for load balancers and monitoring."""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from broadhurst.capabilities.deconfliction.matching.workers import late


def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer that the process is up."""
    return JsonResponse({"status": "up"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer whether the database is up (200) or not (503).

    If bulk checks wait without a worker, "jobs" is "late". The status stays 200, because the rest
    of the site works.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        jobs = "late" if late() else "on time"
    except Error:
        return JsonResponse({"status": "the database is away"}, status=503)
    return JsonResponse({"status": "ready", "jobs": jobs})

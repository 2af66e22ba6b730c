"""Is the program up, and is its database there? For load balancers and watchers."""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from broadhurst.capabilities.deconfliction.matching.workers import late


def healthz(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "up"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """The process and its database answer; 503 while the database is away.

    That no worker runs the bulk checks is said in "jobs". It is no reason to take the site away
    from everyone, so the status stays 200.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        jobs = "late" if late() else "on time"
    except Error:
        return JsonResponse({"status": "the database is away"}, status=503)
    return JsonResponse({"status": "ready", "jobs": jobs})

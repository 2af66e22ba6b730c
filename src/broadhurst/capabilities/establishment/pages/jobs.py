"""The page of jobs, for administrators of the service."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.establishment.pages.gate import for_the_service
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.jobs.lateness import state_of_jobs


@for_the_service
def jobs_page(request: ActingRequest) -> HttpResponse:
    """Show every job, the late ones first, and when a worker was last seen."""
    return render(request, "establishment/jobs.html", {"state": state_of_jobs()})

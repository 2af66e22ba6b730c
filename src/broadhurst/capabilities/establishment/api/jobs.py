"""The state of jobs, for administrators of the service."""

from django.http import HttpResponse

from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.api.schemas import JobOut, JobsOut
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.jobs.lateness import Job, state_of_jobs


def as_job(job: Job) -> JobOut:
    return JobOut(
        name=job.name,
        what=job.what,
        runs=job.runs,
        succeeded_at=job.succeeded_at,
        late_since=job.late_since,
    )


@router.get(
    "/jobs",
    **api.refusing({"summary": "List jobs, and say which are late", "response": JobsOut}, 403),
)
def jobs(request: ActingRequest) -> HttpResponse:
    if objections := objections_to_administer(request.actor.roles):
        raise Problem(403, "Refused", " ".join(objections))
    state = state_of_jobs()
    return api.answer(
        JobsOut(
            items=[as_job(job) for job in state.jobs],
            worker_last_seen_at=state.seen_at,
            is_worker_running=state.is_worker_running,
        )
    )

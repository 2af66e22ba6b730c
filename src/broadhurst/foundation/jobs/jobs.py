"""The jobs that keep the tables of jobs, sessions and dossiers in order."""

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from broadhurst.foundation import clock
from broadhurst.foundation.access.grants import refresh_lapsed
from broadhurst.foundation.agencies.models import Session
from broadhurst.foundation.jobs.registry import daily, every_minutes

MOST_TRIES = 3
KEPT_HOURS = 7 * 24


# It must not wait for one of its own runs whose worker was killed.
@every_minutes(
    1, "take-up-jobs", what="Take up the jobs of workers that were killed", one_at_a_time=False
)
def take_up_jobs() -> None:
    """Let other workers run the jobs of workers that were killed."""
    async_to_sync(_take_up_all)()


async def _take_up_all() -> None:
    for job in await app.job_manager.get_stalled_jobs():
        await _take_up(job)


async def _take_up(job: Job) -> None:
    if job.attempts < MOST_TRIES:
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:
            # The same job is waiting already: end this one, or it would hold that one up.
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
    else:
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


@daily(3, 40, "delete-old-jobs", what="Delete jobs that ended more than 7 days ago")
def delete_old_jobs() -> None:
    """Delete jobs that ended long ago. The log keeps their results."""
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@daily(3, 50, "delete-old-sessions", what="Delete sessions that have expired")
def delete_old_sessions() -> None:
    """Delete expired sessions, because a session can hold the results of checked lines."""
    Session.objects.filter(expire_date__lte=clock.now()).delete()


@daily(2, 20, "refresh-readers", what="Find the readers of records whose grants began or ended")
def refresh_readers() -> None:
    """Derive the readers of dossiers whose grants began or ended, with a transaction for each.

    Row-level security does not need this job: until it has run, it looks up the grants each time.
    """
    while refresh_lapsed():
        pass

"""The jobs of this room: give the records of a rehoming, and take up those whose run was killed."""

from broadhurst.capabilities.leavers.commands.run import run_rehoming
from broadhurst.capabilities.leavers.queries.rehomings import to_run
from broadhurst.capabilities.leavers.rules import JOB
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.audit.record import one_request
from broadhurst.foundation.jobs.registry import MustStop, defer, every_minutes, long_job


@long_job(JOB, what="Give the records of a leaving officer to successors")
def run(ref: str, must_stop: MustStop) -> None:
    """Give the records of a rehoming, as the officer who sent it, unless it has ended."""
    for rehoming in to_run(ref):
        with one_request():
            run_rehoming(actor=actor_in(rehoming.posting), rehoming=rehoming, must_stop=must_stop)


@every_minutes(
    1, "take-up-leavers", what="Give the records of leaving officers that wait, or after a fault"
)
def take_up_rehomings() -> None:
    """Start a job for each rehoming that has not ended. One that runs is not started twice."""
    for rehoming in to_run():
        defer(JOB, rehoming.ref)

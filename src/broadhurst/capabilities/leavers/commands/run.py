"""Give the records of a rehoming to their successors, each in a transaction of its own.

If a run is killed, what it gave stays given, and the next run goes on.
"""

from collections.abc import Callable

from django.db import transaction

from broadhurst.capabilities.leavers import rules
from broadhurst.capabilities.leavers.models import Rehoming, RehomingRow
from broadhurst.capabilities.leavers.queries.rehomings import is_in_post, rehomings, rows
from broadhurst.capabilities.leavers.writes.give import GIVE
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.dispatch import refused_in_words
from broadhurst.foundation.jobs.registry import Stopped
from broadhurst.foundation.workflow import Refused, refuse_if


def run_rehoming(
    *, actor: Actor, rehoming: Rehoming, must_stop: Callable[[], bool] = lambda: False
) -> Rehoming:
    """Give what is left of a rehoming, and return it ended."""
    begun = begin_rehoming(actor=actor, rehoming=rehoming)
    if begun.tries <= rules.TRIES:
        with as_actor(actor):
            left = list(rows(begun).filter(settled_at=None))
        for row in left:
            if must_stop():
                raise Stopped
            _give(actor, row)
    return end_rehoming(actor=actor, rehoming=begun)


def _give(actor: Actor, row: RehomingRow) -> None:
    try:
        give_record(actor=actor, row=row)
    except Refused:  # another run has settled it meanwhile
        return


@command
def begin_rehoming(*, actor: Actor, rehoming: Rehoming) -> Rehoming:
    """Begin a run, or go on after a run that died."""
    rehoming = lock(rehomings(), rehoming)
    refuse_if(rules.objections_to_run(rehoming))

    rehoming.stage, rehoming.tries = Rehoming.Stage.RUNNING, rehoming.tries + 1
    rehoming.save(update_fields=["stage", "tries"])

    record(actor, "rehoming.begun", rehoming.ref, dossier=None, attempt=rehoming.tries)
    return rehoming


@command
def give_record(*, actor: Actor, row: RehomingRow) -> RehomingRow:
    """Give a record to its successor by the command of its room. A refused one stays."""
    row = lock(rows(), row)
    rehoming = row.rehoming
    refuse_if(rules.objections_to_give_again(row))

    objections = rules.objections_to_posting(is_in_post=is_in_post(actor.posting))
    if not objections:
        try:
            with transaction.atomic(), refused_in_words():
                GIVE[row.kind](actor, rehoming, row)
        except Refused as refused:
            objections = [str(objection) for objection in refused.objections]
    row.settled_at, row.objections = clock.now(), objections
    row.save(update_fields=["settled_at", "objections"])

    record(
        actor, "rehoming.settled", rehoming.ref, dossier=None, record=row.ref,
        name=rehoming.officer.name, objections=" ".join(objections),
    )  # fmt: skip
    return row


@command
def end_rehoming(*, actor: Actor, rehoming: Rehoming) -> Rehoming:
    """End a rehoming, and notify the officer who leaves."""
    rehoming = lock(rehomings(), rehoming)
    refuse_if(rules.objections_to_run(rehoming))

    settled = list(rows(rehoming))
    is_whole = all(row.settled_at for row in settled)
    rehoming.stage = Rehoming.Stage.DONE if is_whole else Rehoming.Stage.FAILED
    rehoming.ended_at = clock.now()
    rehoming.save(update_fields=["stage", "ended_at"])

    officer, done = rehoming.officer, sum(row.is_done for row in settled)
    record(
        actor, "officer.rehomed", officer.username, dossier=None, tell=[officer],
        name=officer.name, done=done, refused=len(settled) - done, because=rehoming.because,
    )  # fmt: skip
    return rehoming

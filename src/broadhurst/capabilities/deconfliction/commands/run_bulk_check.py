"""Run a bulk check: register every row, wait for the checks under way, then answer every row.

It is many commands and not one, so that what is done stays done: another run goes on from there.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

from broadhurst.capabilities.deconfliction import matching
from broadhurst.capabilities.deconfliction.commands.answer_bulk_rows import answer_bulk_rows
from broadhurst.capabilities.deconfliction.commands.end_bulk_check import end_bulk_check
from broadhurst.capabilities.deconfliction.commands.register_bulk_rows import register_bulk_rows
from broadhurst.capabilities.deconfliction.commands.steps import EnteringAhead, Step
from broadhurst.capabilities.deconfliction.matching.bulk import asker_of, look_through
from broadhurst.capabilities.deconfliction.matching.likely import Likely
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.capabilities.deconfliction.queries.bulk import (
    ReadAhead,
    bulk_checks,
    is_still_theirs,
)
from broadhurst.capabilities.deconfliction.rules import bulk as rules
from broadhurst.capabilities.deconfliction.targets import stop_list
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

# As many as memory holds with ease: keys are written in the order of their index, and the more
# there are, the more come to each of its pages.
REGISTERED_AT_ONCE = 25_000
REGISTERED_FIRST = 5_000  # for which the database waits, as nothing is read yet
ANSWERED_AT_ONCE = 5_000
# Of these more than half match somebody: no more locks at once than one transaction takes.
JUDGED_AT_ONCE = 250
STEPS_AHEAD = 2
Made = TypeVar("Made", EnteringAhead, ReadAhead)


def run_bulk_check(*, actor: Actor, bulk: BulkCheck) -> BulkCheck:
    """Run what is left of a bulk check, a step a transaction; returns it when it has ended."""
    begun = begin_bulk_check(actor=actor, bulk=bulk)
    if begun.tries <= rules.TRIES:
        _register(actor, begun)
        matching.grace()
        if _goes_on(actor, bulk):
            _answer(actor, bulk)
    return end_bulk_check(actor=actor, bulk=bulk)


@command
def begin_bulk_check(*, actor: Actor, bulk: BulkCheck) -> BulkCheck:
    """Begin, or go on after a run that died."""
    bulk = lock(bulk_checks(), bulk)
    refuse_if(rules.objections_to_run_bulk_check(bulk))

    bulk.stage, bulk.tries = BulkCheck.Stage.RUNNING, bulk.tries + 1
    bulk.begun_at = bulk.begun_at or clock.now()
    bulk.save(update_fields=["stage", "tries", "begun_at"])

    record(actor, "bulk_check.begun", bulk.ref, dossier=None, attempt=bulk.tries)
    return bulk


def _register(actor: Actor, bulk: BulkCheck) -> None:
    """Register all rows; while the database writes some, the next are made ready."""
    at, most = bulk.rows_registered, REGISTERED_FIRST
    with ThreadPoolExecutor(1) as reader:
        there, coming = most, _ready_ahead(reader, actor, bulk, at, most)
        while there and _goes_on(actor, bulk):
            ahead = coming.result()
            at += len(ahead.read.subjects)
            coming = _ready_ahead(reader, actor, bulk, at, REGISTERED_AT_ONCE)
            there = register_bulk_rows(actor=actor, bulk=bulk, most=most, ahead=ahead)
            most = REGISTERED_AT_ONCE


def _ready_ahead(
    reader: ThreadPoolExecutor, actor: Actor, bulk: BulkCheck, at: int, most: int
) -> Future[EnteringAhead]:
    """Begin to make the next rows ready to be registered, from a place in the file."""
    with as_actor(actor):
        rows = bulk.rows.order_by("number").values_list("number", "cells")
        some = list(rows[at : at + most])
        stopped, asker = stop_list(), asker_of(bulk)
    return _begun(reader, EnteringAhead, bulk, some, stopped, asker)


def _begun(reader: ThreadPoolExecutor, what: Callable[..., Made], *given: Any) -> Future[Made]:
    """What is being made ready, by the clock of this thread."""
    return reader.submit(copy_context().run, what, *given)


def _answer(actor: Actor, bulk: BulkCheck) -> None:
    """Answer all rows; while the database works on some, the next that may match are read."""
    likely = look_through(bulk)
    with as_actor(actor):
        rows = bulk.rows.filter(answer="").order_by("number").values_list("number", "entry_id")
        steps = list(_in_steps(rows, likely))
        stopped = stop_list()
    with ThreadPoolExecutor(1) as reader:
        coming: deque[tuple[Step, Future[ReadAhead]]] = deque()
        for step in steps:
            with as_actor(actor):
                asked = bulk.rows.filter(number__in=step.asked).order_by("number")
                some = list(asked.values_list("number", "cells"))
            coming.append((step, _begun(reader, ReadAhead, bulk, some, stopped)))
            if len(coming) > STEPS_AHEAD and not _answer_next(actor, bulk, coming, likely):
                return
        while coming and _answer_next(actor, bulk, coming, likely):
            continue


def _answer_next(
    actor: Actor,
    bulk: BulkCheck,
    coming: deque[tuple[Step, Future[ReadAhead]]],
    likely: Likely,
) -> bool:
    """Answer the first step of those to come, unless the check is wanted no more."""
    step, ahead = coming.popleft()
    if not _goes_on(actor, bulk):
        return False
    answer_bulk_rows(actor=actor, bulk=bulk, step=step, likely=likely, ahead=ahead.result())
    return True


def _in_steps(rows: Iterable[tuple[int, int | None]], likely: Likely) -> Iterator[Step]:
    """Rows, of which the numbers and the entries are given, in steps: those with few to be judged
    are long and the others short."""
    step: list[int] = []
    asked: list[int] = []
    for number, entry_id in rows:
        step.append(number)
        if likely.is_asked_of(entry_id):
            asked.append(number)
        if len(asked) == JUDGED_AT_ONCE or len(step) == ANSWERED_AT_ONCE:
            yield Step(step[0], step[-1], asked)
            step, asked = [], []
    if step:
        yield Step(step[0], step[-1], asked)


def _goes_on(actor: Actor, bulk: BulkCheck) -> bool:
    """Whether nobody has cancelled it, or taken over its OCG, meanwhile."""
    with as_actor(actor):
        is_wanted = BulkCheck.objects.filter(pk=bulk.pk, cancelled_at=None).exists()
        return is_wanted and is_still_theirs(bulk)

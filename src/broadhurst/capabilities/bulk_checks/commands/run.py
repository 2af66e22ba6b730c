"""Run a bulk check: register every row, wait for the checks under way, then answer every row.

Each step is a command of its own. If a run dies, finished steps stay, and the next run goes on.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.commands.answer_rows import answer_bulk_rows
from broadhurst.capabilities.bulk_checks.commands.end import end_bulk_check
from broadhurst.capabilities.bulk_checks.commands.register_rows import register_bulk_rows
from broadhurst.capabilities.bulk_checks.matching.bulk_candidates import Likely
from broadhurst.capabilities.bulk_checks.matching.rows import context_of, look_through
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks, is_still_theirs
from broadhurst.capabilities.bulk_checks.queries.parsed_rows import ReadAhead
from broadhurst.capabilities.bulk_checks.writes.steps import EnteringAhead, Step
from broadhurst.capabilities.deconfliction.matching.candidates import wait_for_checks
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.capabilities.deconfliction.targets.reading import stop_list
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if

# Keys are written in the order of their index, so larger steps write more keys to each index page.
# This many rows fit in memory easily.
REGISTERED_AT_ONCE = 25_000
REGISTERED_FIRST = 5_000  # fewer, because the database waits while the first rows are parsed
ANSWERED_AT_ONCE = 5_000
# More than half of these match. More locks than one transaction takes would lock the whole store.
JUDGED_AT_ONCE = 250
STEPS_AHEAD = 2
Made = TypeVar("Made", EnteringAhead, ReadAhead)


def run_bulk_check(*, actor: Actor, bulk: BulkCheck) -> BulkCheck:
    """Run what is left of a bulk check in one transaction for each step, and return it ended."""
    begun = begin_bulk_check(actor=actor, bulk=bulk)
    if begun.tries <= rules.TRIES:
        _register(actor, begun)
        wait_for_checks()
        if _goes_on(actor, bulk):
            _answer(actor, bulk)
    return end_bulk_check(actor=actor, bulk=bulk)


@command
def begin_bulk_check(*, actor: Actor, bulk: BulkCheck) -> BulkCheck:
    """Begin a run, or go on after a run that died."""
    bulk = lock(bulk_checks(), bulk)
    refuse_if(rules.objections_to_run_bulk_check(bulk))

    bulk.stage, bulk.tries = BulkCheck.Stage.RUNNING, bulk.tries + 1
    bulk.begun_at = bulk.begun_at or clock.now()
    bulk.save(update_fields=["stage", "tries", "begun_at"])

    record(actor, "bulk_check.begun", bulk.ref, dossier=None, attempt=bulk.tries)
    return bulk


def _register(actor: Actor, bulk: BulkCheck) -> None:
    """Register all rows. While the database writes some, the next are prepared."""
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
    """Start preparing the next rows, from a position in the file, to be registered."""
    with as_actor(actor):
        rows = bulk.rows.order_by("number").values_list("number", "cells")
        some = list(rows[at : at + most])
        stopped, context = stop_list(), context_of(bulk)
    return _begun(reader, EnteringAhead, bulk, some, stopped, context)


def _begun(
    reader: ThreadPoolExecutor, prepare: Callable[..., Made], *arguments: Any
) -> Future[Made]:
    """Start a preparation in the other thread, with the clock of this thread."""
    return reader.submit(copy_context().run, prepare, *arguments)


def _answer(actor: Actor, bulk: BulkCheck) -> None:
    """Answer all rows. While the database works on some, the next rows to score are parsed."""
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
    """Answer the next step and return True, or return False if the check must end."""
    step, ahead = coming.popleft()
    if not _goes_on(actor, bulk):
        return False
    answer_bulk_rows(actor=actor, bulk=bulk, step=step, likely=likely, ahead=ahead.result())
    return True


def _in_steps(rows: Iterable[tuple[int, int | None]], likely: Likely) -> Iterator[Step]:
    """Divide rows, each given as its number and its entry's id, into steps.

    A step ends at a limit of rows, or at a lower limit of rows to score.
    """
    step: list[int] = []
    numbers: list[int] = []
    for number, entry_id in rows:
        step.append(number)
        if likely.is_asked_of(entry_id):
            numbers.append(number)
        if len(numbers) == JUDGED_AT_ONCE or len(step) == ANSWERED_AT_ONCE:
            yield Step(step[0], step[-1], numbers)
            step, numbers = [], []
    if step:
        yield Step(step[0], step[-1], numbers)


def _goes_on(actor: Actor, bulk: BulkCheck) -> bool:
    """Return whether the check is not cancelled, and its unit still owns its OCG."""
    with as_actor(actor):
        is_wanted = BulkCheck.objects.filter(pk=bulk.pk, cancelled_at=None).exists()
        return is_wanted and is_still_theirs(bulk)

"""Run a bulk check that is killed midway.

Usage: `python -m tests.bulk_checks.crash_helpers REF STEP`. A step has seven rows. In step STEP the
process kills itself after it has written the rows, and before they are committed. It cannot clean
up.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from itertools import count

import django

django.setup()

from broadhurst.capabilities.bulk_checks.commands import (  # noqa: E402
    answer_rows,
    register_rows,
    run,
)
from broadhurst.capabilities.bulk_checks.matching.run_queue import claimed  # noqa: E402
from broadhurst.capabilities.bulk_checks.writes import save_row_results  # noqa: E402
from broadhurst.capabilities.deconfliction.models import BulkRow  # noqa: E402
from broadhurst.foundation import clock  # noqa: E402
from broadhurst.foundation.access.actor import actor_in  # noqa: E402
from tests.conftest import NOW  # noqa: E402

A_STEP = 7


def killed_at(step: int) -> Callable[..., None]:
    """Return a function that writes rows and kills the process in the given step."""
    steps, write = count(1), save_row_results.save_row_results

    def put(rows: Sequence[BulkRow], *statement: str) -> None:
        write(rows, *statement)
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return put


def main(ref: str, step: int) -> None:
    """Run the bulk check until the process is killed."""
    put = killed_at(step)
    for step_of_a_check in (register_rows, answer_rows):
        setattr(step_of_a_check, "save_row_results", put)  # noqa: B010
    run.REGISTERED_FIRST = run.REGISTERED_AT_ONCE = A_STEP
    run.ANSWERED_AT_ONCE = A_STEP
    with clock.set_to(NOW):
        bulk = claimed(ref)
        if bulk is None:
            raise SystemExit("Another run has it.")
        run.run_bulk_check(actor=actor_in(bulk.posting), bulk=bulk)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

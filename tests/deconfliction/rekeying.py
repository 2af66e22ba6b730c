"""Shared helpers for a change of the match key, and a run of it that is killed midway.

Usage: `python -m tests.deconfliction.rekeying BATCH`. A batch has one entry. In batch BATCH the
process kills itself after it has written the keys, and before they are committed.
"""

import os
import signal
import sys
from collections.abc import Iterator
from itertools import count
from typing import Any

import django

django.setup()

from broadhurst.capabilities.deconfliction.cli.rekey import rekey  # noqa: E402
from broadhurst.capabilities.deconfliction.commands.adopt_match_key import (  # noqa: E402
    adopt_match_key,
)
from broadhurst.capabilities.deconfliction.commands.begin_rekey import begin_rekey  # noqa: E402
from broadhurst.capabilities.deconfliction.commands.end_rekey import end_rekey  # noqa: E402
from broadhurst.capabilities.deconfliction.commands.rekey_entries import rekey_entries  # noqa: E402
from broadhurst.capabilities.deconfliction.commands.rekey_hits import rekey_hits  # noqa: E402
from broadhurst.capabilities.deconfliction.matching import entries, rekeying  # noqa: E402
from broadhurst.foundation import clock  # noqa: E402
from tests.conftest import NOW  # noqa: E402
from tests.people import Cast  # noqa: E402

OLD, NEW = b"the old match key, of 32 letters", b"the new match key, of 32 letters"
POINTS = (
    "before", "begun", "between batches", "all keyed", "adopted", "hits keyed", "ended", "after",
)  # fmt: skip


def points(cast: Cast, settings: Any) -> Iterator[str]:
    """Change the match key step by step, and yield the name of each point that is reached."""
    settings.MATCH_KEYS = [NEW, OLD]
    yield "before"
    begin_rekey(actor=cast.system)
    yield "begun"
    batches = 0
    after: int | None = 0
    while after is not None:
        after = rekey_entries(actor=cast.system, after=after).last
        if not batches:
            yield "between batches"
        batches += 1
    assert (batches > 1, rekeying.left()) == (True, 0)
    yield "all keyed"
    adopt_match_key(actor=cast.system)
    yield "adopted"
    rekey_hits(actor=cast.system)
    yield "hits keyed"
    end_rekey(actor=cast.system)
    yield "ended"
    settings.MATCH_KEYS = [NEW]
    yield "after"


def main(batch: int) -> None:
    """Key entries again until the process is killed."""
    batches, write = count(1), entries._write_keys

    def killing(*given: Any) -> None:
        write(*given)
        if next(batches) == batch:
            os.kill(os.getpid(), signal.SIGKILL)

    entries._write_keys = killing
    rekeying.ENTRIES_AT_ONCE = 1
    with clock.set_to(NOW):
        rekey.callback("broadhurst", None)  # type: ignore[misc]


if __name__ == "__main__":
    main(int(sys.argv[1]))

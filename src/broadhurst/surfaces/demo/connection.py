"""The connection that the demo is loaded on: thousands of commands, one after another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from broadhurst.foundation.database.prepared import connected


@contextmanager
def quick_connection() -> Iterator[None]:
    """Open a connection that prepares Django's statements too, and close it after the block.

    The load runs the same statements again and again, and to plan one takes longer than to run it.
    A lost demo can be loaded again, so nothing waits for the disk.
    """
    connection.close()
    before = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = before | {
        "server_side_binding": True,
        "options": f"{before.get('options', '')} -c synchronous_commit=off".strip(),
    }
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"] = before


def share_a_core() -> None:
    """Keep this process and its server process on one core.

    They take turns. To wake the other on a core that sleeps takes longer than a short statement:
    0.25 ms instead of 0.03 on a virtual machine of two cores.
    """
    core = {max(os.sched_getaffinity(0))}
    for process in (0, connected().connection.info.backend_pid):
        os.sched_setaffinity(process, core)

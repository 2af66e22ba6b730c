"""The demo is loaded on a connection of its own, beside its server process."""

import os

from django.db import connection

from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.database.prepared import connected, send
from broadhurst.surfaces.demo.connection import quick_connection, share_a_core
from tests.people import Cast

PREPARED = """
SELECT count(*) FROM pg_prepared_statements
WHERE statement LIKE '%%"agencies_unit"%%' AND statement NOT LIKE '%%pg_prepared_statements%%'
"""


def test_statements_of_django_are_prepared_until_the_load_ends(committed: Cast) -> None:
    before = connection.settings_dict["OPTIONS"]
    with quick_connection():
        for unit in (committed.gail.unit, committed.olive.unit):
            assert Unit.objects.get(pk=unit.pk) == unit
        assert send(PREPARED).row() == (1,)
        assert send("SHOW synchronous_commit").row() == ("off",)
    assert connection.settings_dict["OPTIONS"] is before
    assert Unit.objects.get(pk=committed.gail.unit.pk)
    assert send(PREPARED).row() == (0,)


def test_the_load_and_its_server_process_share_a_core(committed: Cast) -> None:
    cores = os.sched_getaffinity(0)
    try:
        with quick_connection():
            share_a_core()
            server = connection.connection.info.backend_pid
            assert os.sched_getaffinity(server) == os.sched_getaffinity(0) == {max(cores)}
    finally:
        os.sched_setaffinity(0, cores)
    assert os.sched_getaffinity(connected().connection.info.backend_pid) == cores

"""Figures that count the same rows read them once, and never those of another actor."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.one_pass import one_pass, read_once
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.doors import browser
from tests.people import Cast


@read_once
def refs(state: str) -> list[str]:
    return list(Ocg.objects.filter(state=state).values_list("ref", flat=True))


def test_rows_are_read_once_in_a_pass_and_anew_after_it(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail), CaptureQueriesContext(connection) as asked:
        with one_pass(), one_pass():
            assert refs("active") == refs("active") == [ocg.ref]
        assert len(asked) == 1
        assert refs("active") == [ocg.ref]
        with one_pass():
            assert refs("archived") == []
            assert refs("active") == [ocg.ref]
        assert len(asked) == 4


def test_nobody_gets_the_rows_of_another(cast: Cast) -> None:
    ocg = cast.ocg()
    with one_pass():
        with as_actor(cast.gail):
            assert refs("active") == [ocg.ref]
            with elevated("a test"):
                assert refs("active") == [ocg.ref]
        with as_actor(cast.olive):
            assert refs("active") == []
        assert refs("active") == []


def test_insight_reads_each_kind_of_row_once(cast: Cast) -> None:
    """It shows 44 figures and six pictures."""
    cast.ocg()
    gail = browser(cast.gail)
    gail.get("/insight/all/")
    with CaptureQueriesContext(connection) as asked:
        assert gail.get("/insight/all/").status_code == 200
    assert len(asked) <= 45
    for table in ("tasking_bid", "plans_action", "register_area"):
        assert sum(f'FROM "{table}"' in one["sql"] for one in asked) == 1

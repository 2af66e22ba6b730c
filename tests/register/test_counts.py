"""The number of database queries of a page does not grow with the register."""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.register.models import Ocg
from tests.doors import Machine, browser
from tests.people import Cast

# Twenty of the page's own, and those of every request: transaction, session, actor, wall.
AT_MOST = 20 + 11
LISTS = ("/ocgs/", "/ocgs/?tab=mine", "/")
PARTS = (
    "", "people/", "plan/", "tasking/", "liaison/", "deconfliction/", "safeguarding/", "handover/",
    "timeline/", "who-can-see/",
)  # fmt: skip


def queries_of(client: Client, path: str) -> int:
    """Return the number of queries of a page, once its caches are warm."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def more(cast: Cast, number: int = 6) -> Iterator[Ocg]:
    """Yield more OCGs of Gail's, each with people and identifiers."""
    for _ in range(number):
        ocg = cast.ocg()
        for other in range(3):
            add_member(
                actor=cast.gail, ocg=ocg, name=f"Robin Made-Up {other}", category="suspect",
                part="significant", born_on=None, is_exploited=False,
            )  # fmt: skip
            add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value=f"07700 90012{other}")
        yield ocg


def test_lists_ask_as_much_for_many_ocgs_as_for_one(cast: Cast) -> None:
    list(more(cast, 1))
    _asks_as_much_for_more(cast, LISTS)


def test_the_api_asks_as_much_for_many_ocgs_as_for_one(cast: Cast) -> None:
    list(more(cast, 1))
    machine = Machine(cast.gail).client
    before = queries_of(machine, "/api/v1/ocgs")
    list(more(cast))
    assert queries_of(machine, "/api/v1/ocgs") == before <= AT_MOST


def test_an_ocgs_pages_ask_as_much_among_many_as_alone(cast: Cast) -> None:
    (ocg,) = more(cast, 1)
    _asks_as_much_for_more(cast, [f"/ocgs/{ocg.ref}/{part}" for part in PARTS])


def _asks_as_much_for_more(cast: Cast, paths: Iterable[str]) -> None:
    gail = browser(cast.gail)
    before = {path: queries_of(gail, path) for path in paths}
    list(more(cast))
    assert {path: queries_of(gail, path) for path in paths} == before
    assert max(before.values()) <= AT_MOST


def test_people_are_read_together(cast: Cast) -> None:
    ocg = cast.ocg()
    gail, page = browser(cast.gail), f"/ocgs/{ocg.ref}/people/"
    add_member(
        actor=cast.gail, ocg=ocg, name="Robin Made-Up", category="suspect", part="principal",
        born_on=None, is_exploited=False,
    )  # fmt: skip
    before = queries_of(gail, page)
    for one in range(5):
        add_member(
            actor=cast.gail, ocg=ocg, name=f"Robin Made-Up {one}", category="suspect",
            part="significant", born_on=None, is_exploited=False,
        )  # fmt: skip
    assert queries_of(gail, page) == before

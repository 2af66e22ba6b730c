"""The OCGs that were active at several instants, and who owned them, read with one query."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.register.queries.active_owners import active_owners, active_owners_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN, Scope
from tests.archiving.test_archive import DAY_1, archived
from tests.conftest import NOW
from tests.people import Cast

DAY = timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)
# Around each beginning and end, also the very instants, in no order and one of them twice.
INSTANTS = (
    NOW, DAY_1, NOW - A_MOMENT, NOW + A_MOMENT, DAY_1 - A_MOMENT, DAY_1 + A_MOMENT,
    NOW - 9 * DAY, NOW + 9 * DAY, NOW,
)  # fmt: skip


def test_several_instants_count_as_each_alone(cast: Cast) -> None:
    ended, _ = cast.ocg(), cast.ocg(name="Slate Wren")
    archived(cast, ended)
    north = Scope("north", "Northshire", frozenset({cast.gail.agency.pk}))
    east = Scope("east", "Eastshire", frozenset({cast.olive.agency.pk}))
    with clock.set_to(NOW + 10 * DAY), as_actor(cast.gail):
        for scope in (SEEN, north, east):
            alone = [active_owners(scope, instant) for instant in INSTANTS]
            assert active_owners_at(scope, INSTANTS) == alone
        assert sorted({len(found) for found in alone}) == [0], "nothing of another force"
        assert {len(found) for found in active_owners_at(north, INSTANTS)} == {0, 1, 2}
        with CaptureQueriesContext(connection) as sent:
            active_owners_at(north, INSTANTS)
        assert sum("register_ownership" in one["sql"] for one in sent) == 1
    with clock.set_to(NOW + 10 * DAY), as_actor(cast.olive):
        assert active_owners_at(SEEN, INSTANTS) == [{} for _ in INSTANTS]
        assert active_owners_at(SEEN, ()) == []

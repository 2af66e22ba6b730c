"""Behaviour with a running clock, as in production: no two readings are the same."""

from contextvars import copy_context

from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.people import Cast


def test_one_act_has_one_instant(cast: Cast) -> None:
    def with_a_running_clock() -> None:
        clock._set_to.set(None)
        ocg = cast.ocg()
        with as_actor(cast.gail):
            assert current_leadership(ocg).owner == cast.gail.unit

    copy_context().run(with_a_running_clock)

"""The dossiers that an actor can see, found by index: the same ones that the wall lets through."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants, reach
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.reach import within_reach
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.jobs.jobs import refresh_readers
from tests.people import Cast


def _is_as_the_wall(cast: Cast) -> None:
    for actor in (cast.gail, cast.len, cast.olive, cast.connie, cast.system, None):
        with as_actor(actor):
            assert sorted(reach.reach() or ()) == sorted(
                Dossier.objects.values_list("pk", flat=True)
            )


def test_it_is_what_the_wall_shows_before_and_after_a_grant_begins_and_ends(cast: Cast) -> None:
    ocg = cast.ocg()
    cast.ocg()
    _is_as_the_wall(cast)
    until = clock.now() + timedelta(days=3)
    with as_actor(cast.gail):
        sight = Sight(cast.olive.officer, Grant.Level.SEE, Grant.Why.EXCEPTION, "review", until)
        grants.give(ocg.dossier, sight)
    _is_as_the_wall(cast)
    with as_actor(cast.olive):
        assert reach.reach() == (ocg.dossier_id,)
    with clock.set_to(until):
        _is_as_the_wall(cast)
        with as_actor(cast.olive):
            assert reach.reach() == ()


def test_the_rows_are_the_same_and_for_an_elevated_block_all(cast: Cast) -> None:
    ocg = cast.ocg()
    for actor in (cast.gail, cast.olive):
        with as_actor(actor):
            assert list(within_reach(Ocg.objects.all())) == list(Ocg.objects.all())
            members = Membership.objects.order_by("pk")
            assert list(within_reach(members, "ocg__dossier")) == list(members)
    with elevated("a test"):
        assert reach.reach() is None
        assert list(within_reach(Ocg.objects.all())) == [ocg]


def test_it_protects_nothing_and_the_wall_still_does(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.olive), patch.object(reach, "reach", lambda: (ocg.dossier_id,)):
        assert not within_reach(Ocg.objects.all()).exists()


def test_more_than_it_holds_is_none(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.ocg()
    monkeypatch.setattr(reach, "MOST", 0)
    with as_actor(cast.gail):
        assert reach.reach() is None
        assert within_reach(Ocg.objects.all()).count() == 1
    with as_actor(cast.olive):
        assert reach.reach() == ()


def test_one_pass_asks_once_for_each_actor(cast: Cast) -> None:
    cast.ocg()
    with one_pass():
        with as_actor(cast.gail):
            first = reach.reach()
            assert reach.reach() is first
        with as_actor(cast.olive):
            assert reach.reach() == ()


def test_the_job_derives_the_readers_of_lapsed_dossiers_and_changes_nothing_seen(
    cast: Cast,
) -> None:
    ocg, until = cast.ocg(), clock.now() + timedelta(days=3)
    with as_actor(cast.gail):
        sight = Sight(cast.olive.officer, Grant.Level.SEE, Grant.Why.EXCEPTION, "review", until)
        grants.give(ocg.dossier, sight)
    with clock.set_to(until), elevated("a test"):
        refresh_readers()
        dossier = Dossier.objects.get(pk=ocg.dossier_id)
    assert cast.olive.officer.principal not in dossier.readers
    assert cast.gail.unit.principal in dossier.readers
    assert dossier.lapses_at > until
    with clock.set_to(until):
        _is_as_the_wall(cast)

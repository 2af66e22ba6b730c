"""Row-level security over time and between transactions."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.people import Cast


def test_a_grant_stops_at_its_instant_and_no_job_is_waited_for(cast: Cast) -> None:
    ocg = cast.ocg()
    until = clock.now() + timedelta(days=3)
    with as_actor(cast.gail):
        sight = Sight(cast.olive.officer, Grant.Level.SEE, Grant.Why.EXCEPTION, "review", until)
        grants.give(ocg.dossier, sight)
    with as_actor(cast.olive):
        assert Ocg.objects.filter(pk=ocg.pk).exists()
    with clock.set_to(until - timedelta(seconds=1)), as_actor(cast.olive):
        assert Ocg.objects.filter(pk=ocg.pk).exists()
    with clock.set_to(until), as_actor(cast.olive):
        assert not Ocg.objects.filter(pk=ocg.pk).exists()
        assert not Dossier.objects.filter(pk=ocg.dossier_id).exists()


def test_a_child_is_seen_by_those_who_see_its_parent_and_not_the_other_way(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        sight = Sight(cast.connie.unit, Grant.Level.WORK, Grant.Why.PARTNER)
        child = open_dossier("ACT-1", [sight], parent=ocg.dossier)
    with as_actor(cast.len):
        assert Dossier.objects.filter(pk=child.pk).exists()
    with as_actor(cast.connie):
        assert list(Dossier.objects.values_list("pk", flat=True)) == [child.pk]
    with as_actor(cast.gail):
        late = Sight(cast.olive.officer, Grant.Level.SEE, Grant.Why.EXCEPTION)
        grants.give(ocg.dossier, late)
    with as_actor(cast.olive):
        assert Dossier.objects.filter(pk=child.pk).exists()


def test_walls_nest_and_the_outer_one_stands_again(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        with as_actor(cast.olive):
            assert not Ocg.objects.exists()
        assert Ocg.objects.get() == ocg
        with pytest.raises(ZeroDivisionError), as_actor(cast.olive):
            1 / 0  # noqa: B018
        assert Ocg.objects.get() == ocg
    assert not Ocg.objects.exists()


def test_looking_past_the_wall_needs_a_reason(cast: Cast) -> None:
    ocg = cast.ocg()
    with elevated("a test"):
        assert Ocg.objects.get() == ocg
    with pytest.raises(ValueError, match="Give a reason"), elevated(""):
        pass

"""The menu hides items that an actor can have no records of, judged by their grants."""

from dataclasses import replace

import pytest

from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.record import record
from broadhurst.foundation.doors.layout import WITHOUT_OCGS, ask_counts, hidden_from
from broadhurst.foundation.notices.commands import mark_read
from broadhurst.foundation.notices.queries import unread
from tests.people import PEOPLE, Cast


def test_each_person_is_hidden_from_what_the_wall_hides(cast: Cast) -> None:
    ocg = cast.ocg()
    for is_let_in in (False, True):
        for name in PEOPLE:
            actor = getattr(cast, name)
            with as_actor(actor):
                sees = Dossier.objects.filter(parent=None, about__startswith="OCG-").exists()
                is_hidden = "ocg" in hidden_from(actor, ask_counts().row()[1])
            assert is_hidden == (not sees and not set(actor.roles) - WITHOUT_OCGS), name
            assert name != "connie" or sees == is_let_in
        with as_actor(cast.gail):
            sight = Sight(cast.connie.unit, Grant.Level.SEE, Grant.Why.PARTNER, "ACT-TEST")
            grants.give(ocg.dossier, sight)
    with as_actor(cast.gail):
        grants.end(ocg.dossier, cast.connie.unit, Grant.Why.PARTNER)
    with as_actor(cast.connie):
        assert "ocg" in hidden_from(cast.connie, ask_counts().row()[1])


@pytest.mark.parametrize("role", ["inspector", "inspectorate_liaison", "partner"])
def test_a_menu_has_no_lists_that_are_empty_for_a_role(cast: Cast, role: str) -> None:
    actor = replace(cast.gail, roles=frozenset({role}))
    empty = {"led", "ocg", "referral"}
    assert empty <= hidden_from(actor, sees_an_ocg=False)
    assert not empty & hidden_from(actor, sees_an_ocg=True)


def test_unread_events_are_counted_once_and_not_those_of_the_officer(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        before, *_ = ask_counts().row()
        for number, actor in enumerate((cast.len, cast.len, cast.gail), start=1):
            tell = [cast.gail.unit, cast.gail.officer]
            with as_actor(actor):
                record(actor, "ocg.registered", ocg.ref, dossier=ocg.dossier, tell=tell)
            assert ask_counts().row()[0] == before + min(number, 2)
            assert unread(cast.gail).values("event").distinct().count() == ask_counts().row()[0]
    mark_read(actor=cast.gail)
    with as_actor(cast.gail):
        assert ask_counts().row()[0] == 0

"""The menu hides items that an actor can have no records of, judged by their grants."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.doors.layout import WITHOUT_OCGS, hidden_from
from tests.people import PEOPLE, Cast


def test_each_person_is_hidden_from_what_the_wall_hides(cast: Cast) -> None:
    ocg = cast.ocg()
    for is_let_in in (False, True):
        for name in PEOPLE:
            actor = getattr(cast, name)
            with as_actor(actor):
                sees = Dossier.objects.filter(parent=None, about__startswith="OCG-").exists()
                is_hidden = "ocg" in hidden_from(actor)
            assert is_hidden == (not sees and not set(actor.roles) - WITHOUT_OCGS), name
            assert name != "connie" or sees == is_let_in
        with as_actor(cast.gail):
            sight = Sight(cast.connie.unit, Grant.Level.SEE, Grant.Why.PARTNER, "ACT-TEST")
            grants.give(ocg.dossier, sight)
    with as_actor(cast.gail):
        grants.end(ocg.dossier, cast.connie.unit, Grant.Why.PARTNER)
    with as_actor(cast.connie):
        assert "ocg" in hidden_from(cast.connie)


def test_it_is_asked_of_the_grants_of_the_actor(cast: Cast) -> None:
    with (
        as_actor(cast.connie),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        hidden_from(cast.connie)
    assert '"access_grant"."principal" IN' in asked[-1]["sql"]

"""Naming the SIO, LRO or SRO."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast


def later(cast: Cast, ocg: Ocg, **given: object) -> Lead:
    with clock.set_to(clock.now() + timedelta(hours=1)):
        return name_lead(actor=cast.gail, ocg=ocg, because="On leave", **given)


def test_the_old_lead_is_relieved_at_the_instant_the_new_one_begins(cast: Cast) -> None:
    ocg = cast.ocg()
    lead = later(cast, ocg, role="lro", officer=cast.ned.officer)
    with as_actor(cast.gail):
        spans = list(ocg.leads.filter(role="lro"))
        assert [span.until_at for span in spans] == [lead.from_at, None]
        assert current_leadership(ocg).lead("lro").officer == cast.ned.officer
    for told in (cast.ned, cast.len):
        with as_actor(told):
            assert notices_of(told).filter(event__verb="ocg.lead_named").exists()


def test_an_lro_who_is_relieved_keeps_sight_only_through_their_unit(cast: Cast) -> None:
    ocg = cast.ocg()
    later(cast, ocg, role="lro", officer=cast.ned.officer)
    with as_actor(cast.ned):
        assert Ocg.objects.filter(pk=ocg.pk).exists()
    with as_actor(cast.len):
        assert Ocg.objects.filter(pk=ocg.pk).exists()  # Challenger Bolton owns it


def test_one_person_is_never_both(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused, match="different people"):
        later(cast, ocg, role="lro", officer=cast.gail.officer)


def test_three_doors_and_those_who_must_not(cast: Cast) -> None:
    ocg = cast.ocg()
    given = {"role": "sro", "officer": "mo-tealeaf", "because": "Sets the aims"}
    assert browser(cast.gail).post(f"/ocgs/{ocg.ref}/name-lead/", given).status_code == 302
    again = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/name-lead", **given)
    assert again.status_code == 409
    words = ["--role", "sio", "--officer", "ned-ashgrove", "--because", "On leave"]
    assert terminal(cast.gail, "register", "name-lead", ocg.ref, *words).exit_code == 0
    outsider = given | {"officer": "olive-thistledown"}
    assert Machine(cast.gail).post(f"/ocgs/{ocg.ref}/name-lead", **outsider).status_code == 422
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/name-lead/").status_code == 404
    assert Machine(cast.olive).post(f"/ocgs/{ocg.ref}/name-lead").status_code == 404

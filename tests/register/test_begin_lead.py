"""Spans of leads: begin_lead and begin_leads, for commands that name leads."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.writes.begin_lead import begin_leads
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.people import Cast


def test_the_sio_becomes_the_lro_and_is_never_both(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW + timedelta(hours=1)), as_actor(cast.gail):
        begin_leads(
            ocg,
            "a test",
            lro=(cast.gail.officer, cast.gail.unit),
            sio=(cast.rita.officer, cast.rita.unit),
        )
        now = current_leadership(ocg)
        assert (now.lead("sio").officer, now.lead("lro").officer) == (
            cast.rita.officer,
            cast.gail.officer,
        )


def test_a_span_cannot_end_before_it_began(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW - timedelta(seconds=1)), pytest.raises(IntegrityError):
        name_lead(
            actor=cast.gail, ocg=ocg, role="sio", officer=cast.ned.officer, because="too early"
        )
    with as_actor(cast.gail), transaction.atomic():
        assert Lead.objects.filter(ocg=ocg, until_at=None).count() == 2


@pytest.mark.parametrize("role", ["sio", "lro"])
def test_who_sees_it_only_by_leading_can_name_the_next(cast: Cast, role: str) -> None:
    ocg = cast.ocg(**{role: cast.ned.officer, "sio" if role == "lro" else "lro": cast.len.officer})
    with clock.set_to(NOW + timedelta(minutes=1)):
        name_lead(actor=cast.gail, ocg=ocg, role=role, officer=cast.rita.officer, because="Hers")
    with clock.set_to(NOW + timedelta(hours=1)):
        lead = name_lead(
            actor=cast.rita, ocg=ocg, role=role, officer=cast.gail.officer, because="moving on"
        )
        assert lead.officer == cast.gail.officer
        with as_actor(cast.rita):
            assert not Ocg.objects.exists()
        with as_actor(cast.gail):
            assert Lead.objects.filter(ocg=ocg, until_at=None).count() == 2


def test_the_unit_of_the_lro_keeps_sight_when_a_colleague_takes_over(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW + timedelta(hours=1)):
        name_lead(
            actor=cast.gail, ocg=ocg, role="sio", officer=cast.ned.officer, because="moving on"
        )
    with clock.set_to(NOW + timedelta(hours=2)):
        name_lead(
            actor=cast.len, ocg=ocg, role="lro", officer=cast.gail.officer, because="moving on"
        )
        with as_actor(cast.gail):
            units = Grant.objects.filter(dossier=ocg.dossier_id, why="lro_unit", until_at=None)
            assert [grant.unit for grant in units] == [cast.gail.unit]

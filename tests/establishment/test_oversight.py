"""Oversight: the local policing body that is responsible for a force on a day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.establishment.queries.organisations import forces_of, policing_body_of
from broadhurst.foundation.agencies.models import Agency, Oversight
from tests.people import SINCE, Cast


def test_the_body_that_answers_for_a_force_depends_on_the_day(cast: Cast) -> None:
    load_agencies(actor=cast.system)
    load_agencies(actor=cast.system)
    gmp, gmca = (Agency.objects.get(key=key) for key in ("gmp", "gmca"))
    handed_over = date(2017, 5, 8)

    before = policing_body_of(gmp, handed_over - timedelta(days=1))
    assert before is not None
    assert before.key == "gm-pcc"
    assert policing_body_of(gmp, handed_over) == gmca
    assert list(forces_of(gmca, handed_over)) == [gmp]
    assert not forces_of(gmca, handed_over - timedelta(days=1))


def test_a_force_without_a_policing_body_has_none(cast: Cast) -> None:
    assert policing_body_of(cast.olive.agency, SINCE) is None


def test_a_first_day_that_is_not_known_is_before_every_day(cast: Cast) -> None:
    Oversight.objects.create(force=cast.olive.agency, body=cast.pol.agency, until_on=SINCE)
    assert policing_body_of(cast.olive.agency, date(1900, 1, 1)) == cast.pol.agency
    assert policing_body_of(cast.olive.agency, SINCE) is None


def test_two_bodies_cannot_answer_for_a_force_at_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="one_policing_body_at_a_time"):
        Oversight.objects.create(force=cast.gail.agency, body=cast.connie.agency)

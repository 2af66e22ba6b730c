"""The demo's officers are enrolled according to the rules of administration."""

from datetime import date
from random import Random

from broadhurst.capabilities.establishment.commands.load_bodies import load_bodies
from broadhurst.capabilities.establishment.queries.organisations import units_in_force
from broadhurst.capabilities.inspections.queries.scopes import scopes_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.agencies.models import District, Officer, Posting
from broadhurst.surfaces.demo.load import OPENING
from broadhurst.surfaces.demo.region import enrol_region


def test_probation_has_the_name_of_the_day_and_the_administrators_no_other_role(db: None) -> None:
    # The cast has a Bolton of its own, which would be taken for the region's.
    District.objects.filter(key="bolton").update(key="bolton-of-the-cast")
    with clock.set_to(OPENING):
        load_bodies(actor=actor_of_system())
        enrol_region(actor_of_system(), Random(1))  # noqa: S311 - made-up people
    for day, name in (
        (date(2021, 6, 25), "National Probation Service"),
        (date(2021, 6, 26), "Probation Service"),
    ):
        units = units_in_force(day).filter(agency__name__contains="Probation")
        assert [unit.agency.name for unit in units] == [name]
    roles = {
        one.username: one.postings.get().roles
        for one in Officer.objects.filter(username__in=["ada", "ivy"])
    }
    assert roles == {"ada": ["organisation_administrator"], "ivy": ["administrator"]}
    with clock.set_to(OPENING):
        hope = actor_in(Posting.objects.get(officer__username="hope"))
        first = scopes_of(hope, clock.today())[0]
    assert first.name == "all forces of the North West and its ROCU"

"""The demo's region is enrolled, reorganised and directed according to the rules."""

from datetime import UTC, date, datetime
from random import Random

from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.establishment.queries.organisations import units_in_force
from broadhurst.capabilities.inspections.queries.scopes import scopes_of
from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.tasking.models import Direction
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import District, Officer, Posting, Unit
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.load import OPENING
from broadhurst.surfaces.demo.region import enrol_region
from broadhurst.surfaces.demo.scenario_directions import direct_forces
from broadhurst.surfaces.demo.scenario_successions import reorganise
from broadhurst.surfaces.demo.script import Script

LATER = datetime(2026, 11, 27, 9, tzinfo=UTC)  # the day that the history of this test ends


def test_region_is_enrolled_reorganised_and_directed(db: None) -> None:
    # The cast has a Bolton of its own, which would be taken for the region's.
    District.objects.filter(key="bolton").update(key="bolton-of-the-cast")
    with clock.set_to(OPENING):
        load_agencies(actor=actor_of_system())
        region = enrol_region(actor_of_system(), Random(1))  # noqa: S311 - made-up people
    probation_has_the_name_of_the_day_and_the_administrators_no_other_role()
    a_team_has_moved_and_a_merger_has_a_dry_run(region)
    forces_have_directions_and_the_rocu_has_none(region)


def probation_has_the_name_of_the_day_and_the_administrators_no_other_role() -> None:
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
        first, *others = scopes_of(hope, clock.today())
    assert first.name == "all forces of the North West region and its ROCU"
    # London has no ROCU.
    assert "all forces of the London region" in {scope.name for scope in others}


def a_team_has_moved_and_a_merger_has_a_dry_run(region: Region) -> None:
    script = Script(until=LATER)
    reorganise(script, region)
    assert len(list(script.play())) == 3
    with as_actor(region.system):
        merger, moved = Succession.objects.all()
    assert (merger.stage, merger.kind) == ("planned", "whole")
    assert merger.rehearsed["counts"]["postings"]
    assert not any(merger.rehearsed["stops"].values())
    assert (moved.stage, moved.kind) == ("done", "part")
    assert Unit.objects.get(key="cs-trafford").agency == Unit.objects.get(key="cs-salford").agency


def forces_have_directions_and_the_rocu_has_none(region: Region) -> None:
    script = Script(until=LATER)
    direct_forces(script, region)
    assert len(list(script.play())) == 5
    with as_actor(region.forces["gmp"].coordinator):
        assert {one.stage for one in Direction.objects.all()} == {"in_force", "performed"}
    with as_actor(region.forces["merseyside"].coordinator):
        assert [one.stage for one in Direction.objects.all()] == ["withdrawn"]
    with as_actor(region.rocu["hal"]):
        assert not Direction.objects.exists()

"""Tests for figures of work in a force's area, the same for every reader."""

from datetime import UTC, date, datetime

import pytest

from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.inspections.figures.organisation import partners, tasking_levels
from broadhurst.capabilities.tasking.commands.open_board import open_board
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Agency, Region, RegionMember, Unit
from broadhurst.foundation.figure import Figure
from tests.inspections.making import Room
from tests.people import SINCE
from tests.plans.written import a_plan, an_action, for_council

TODAY = date(2021, 3, 1)


def probation(room: Room) -> Unit:
    """The National Probation Service until 26 June 2021, then the Probation Service."""
    given = {"actor": room.cast.system, "kind": "partner", "nation": "ENG"}
    national = open_agency(
        key="nps", name="National Probation Service", short_name="NPS", from_on=SINCE,
        until_on=date(2021, 6, 26), **given,
    )  # fmt: skip
    open_agency(
        key="probation", name="Probation Service", short_name="Probation",
        from_on=date(2021, 6, 26), succeeds=national, **given,
    )  # fmt: skip
    return open_unit(
        actor=room.cast.system, agency=national, key="nps-north", name="NPS, North",
        kind="partner", duty_contact="Duty officer, 0161 496 0000", from_on=SINCE, district=None,
    )  # fmt: skip


def names(figure: Figure) -> list[str]:
    return [record.text for record in figure.records]


def test_partners_are_those_given_an_action_and_not_those_with_a_team(room: Room) -> None:
    response, cast = room.open(), room.cast
    probation(room)
    assert partners(response, TODAY).in_words == "none"
    plan = a_plan(cast)
    for_council(cast, plan)
    for_council(cast, plan, title="Inspect two more")
    an_action(cast, plan)
    for reader in (cast.pol, cast.gail, cast.olive):
        with as_actor(reader):
            figure = partners(response, TODAY)
            assert (figure.in_words, names(figure)) == ("1 organisation", ["Bolton Council"])
    assert partners(response, date(2021, 2, 28)).value == 0
    assert partners(response, date(2022, 3, 2)).value == 0
    assert "365 days" in figure.method


def test_an_organisation_is_named_as_it_was_called_on_the_day(room: Room) -> None:
    response, cast = room.open(), room.cast
    unit = probation(room)
    for_council(cast, a_plan(cast), accountable_unit=unit)
    assert names(partners(response, date(2021, 6, 25))) == ["National Probation Service"]
    assert names(partners(response, date(2021, 6, 26))) == ["Probation Service"]


def test_an_organisation_and_its_successor_are_one(room: Room) -> None:
    response, cast = room.open(), room.cast
    plan = a_plan(cast)
    for_council(cast, plan, accountable_unit=probation(room))
    with clock.set_to(datetime(2021, 7, 1, 9, tzinfo=UTC)):
        unit = open_unit(
            actor=cast.system, agency=Agency.objects.get(key="probation"), key="probation-north",
            name="Probation, North", kind="partner", district=None,
            duty_contact="Duty officer, 0161 496 0000", from_on=date(2021, 6, 26),
        )  # fmt: skip
        for_council(cast, plan, accountable_unit=unit, due_on=date(2021, 8, 1))
    assert names(partners(response, date(2021, 7, 1))) == ["Probation Service"]


@pytest.mark.parametrize("level", ["regional", "force"])
def test_the_letter_names_force_and_regional_tasking_as_one_level(room: Room, level: str) -> None:
    response, cast = room.open(), room.cast
    region = Region.objects.create(key="northern", name="Northern")
    for agency in (cast.gail.agency, cast.rita.agency):
        RegionMember.objects.create(region=region, agency=agency, from_on=SINCE)
    for unit, its_level in ((cast.reg.unit, "regional"), (cast.tess.unit, level)):
        open_board(actor=cast.system, unit=unit, level=its_level, cadence_days=28)
    figure = tasking_levels(response, TODAY)
    assert figure.in_words == "1 level"
    assert set(names(figure)) == {"Force and Regional tasking"}

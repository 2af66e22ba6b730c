"""Tests for loading the published entries of the register."""

from datetime import date

import pytest

from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.inspections.commands.load_reports import load_reports
from broadhurst.capabilities.inspections.models import Finding, InspectorateAct
from broadhurst.capabilities.inspections.queries.reports import status_of, statuses
from broadhurst.capabilities.inspectorate_register.commands.load_entries import load_entries
from broadhurst.capabilities.inspectorate_register.queries.organisations import by_address
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.workflow import Refused
from tests.doors import terminal
from tests.people import Cast


@pytest.fixture
def loaded(cast: Cast) -> int:
    load_agencies(actor=actor_of_system())
    assert load_entries(actor=actor_of_system()) == 0  # its report is not recorded yet
    load_reports(actor=actor_of_system())
    return load_entries(actor=actor_of_system())


def test_its_updates_give_the_inspectorate_s_status(loaded: int) -> None:
    assert loaded == 16
    finding = Finding.objects.select_related("report").get(key="peel-effectiveness-2016-5")
    kent = Agency.objects.get(key="kent")
    assert status_of(finding, kent).theirs == "complete"
    then = {one.agency.key: one.theirs for one in statuses([finding], date(2018, 6, 1))[finding.pk]}
    assert (then["kent"], then["suffolk"], then["gmp"]) == (
        "being_progressed", "awaiting_review", "",
    )  # fmt: skip
    assert InspectorateAct.objects.get(agency=kent, acted_on=date(2018, 9, 18)).source == (
        "https://www.justiceinspectorates.gov.uk/hmicfrs/recommendation/kent/8745/"
    )


def test_loading_again_adds_nothing_and_a_detective_may_not(loaded: int, cast: Cast) -> None:
    assert "0 updates are new" in terminal(cast.pol, "inspectorate-register", "load").output
    with pytest.raises(Refused, match="Only a policing body officer"):
        load_entries(actor=cast.gail)


@pytest.mark.usefixtures("loaded")
def test_an_address_names_a_force_as_the_register_does() -> None:
    forces = by_address()
    assert forces["greater-manchester"].key == "gmp"
    for key in ("devon-and-cornwall", "metropolitan", "cumbria", "city-of-london"):
        assert forces[key].key == key

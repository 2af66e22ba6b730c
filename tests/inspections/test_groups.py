"""Tests for addressing a finding to whole groups of organisations on the day of the report."""

from datetime import date

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.addressing import groups_on, members_of
from broadhurst.foundation.agencies.models import Agency, Oversight, Region, RegionMember
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room
from tests.inspections.others import body
from tests.people import SINCE

ANSWERS = {
    "kind": "recommendation", "text": "Keep plans current.", "is_verbatim": "on", "key": "plans",
}  # fmt: skip


def asked(key: str) -> set[str]:
    return {one.agency.key for one in Finding.objects.get(key=key).addressees.all()}


def in_region(room: Room) -> Agency:
    """Put Northshire in a region, with a force that joins it the day after the report."""
    region = Region.objects.create(key="far-north", name="Far North")
    later = body(room.cast, "farshire", "Farshire Police", kind="police_force")
    joined = date(2021, 2, 19)
    RegionMember.objects.create(region=region, agency=room.force, from_on=SINCE)
    RegionMember.objects.create(region=region, agency=room.cast.rita.agency, from_on=SINCE)
    RegionMember.objects.create(region=region, agency=later, from_on=joined)
    return later


def test_a_region_is_its_forces_on_the_day_of_the_report(room: Room) -> None:
    later, day = in_region(room), room.report.published_on
    assert ("region:far-north", "All police forces of the Far North region") in groups_on(day)
    assert list(members_of(["region:far-north"], day)) == [room.force]
    assert set(members_of(["region:far-north"], date(2021, 2, 19))) == {room.force, later}
    path = f"/reports/{room.report.ref}/record-finding/"
    sent = ANSWERS | {"groups": ["region:far-north"], "addressed_to": [room.cast.pol.agency.key]}
    assert browser(room.cast.pol).post(path, sent).status_code == 302
    assert asked("plans") == {"northshire", room.cast.pol.agency.key}


def test_policing_bodies_include_the_authority_that_oversees_a_force(room: Room) -> None:
    day = room.report.published_on
    overseers = set(members_of(["policing-bodies"], day))
    assert room.cast.pol.agency in overseers
    Oversight.objects.filter(body=room.cast.pol.agency).update(until_on=day)
    bodies = set(members_of(["policing-bodies"], day))
    assert all(one.kind == "local_policing_body" for one in bodies)


def test_page_api_and_terminal_take_groups(room: Room) -> None:
    path = f"/reports/{room.report.ref}/record-finding"
    page = browser(room.cast.pol).get(f"{path}/").content.decode()
    assert "All ROCUs" in page
    answer = Machine(room.cast.pol).post(path, **ANSWERS | {"groups": ["forces", "rocus"]})
    assert answer.status_code == 201
    assert {"northshire", "nrocu"} <= asked("plans")
    refused = Machine(room.cast.pol).post(path, **ANSWERS | {"groups": ["everyone"], "key": "x"})
    assert refused.status_code == 422
    run = terminal(
        room.cast.pol, "inspections", "readdress-finding", "plans", "--groups=rocus",
        "--addressed-to=northshire", "--because=It asks all.",
    )  # fmt: skip
    assert run.exit_code == 0, run.output
    rocus = set(Agency.objects.filter(kind="rocu").values_list("key", flat=True))
    assert asked("plans") == {"northshire"} | rocus

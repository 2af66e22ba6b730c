"""Search finds what organisations record to answer for themselves, behind its wall."""

from broadhurst.capabilities.self_assessment.commands.share import share
from broadhurst.capabilities.tracking.commands.withdraw_milestone import withdraw_milestone
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import RegionMember
from tests.correspondence.test_correspondence import recorded
from tests.funding.money import make_room as money
from tests.inspections.making import make_room
from tests.people import Cast
from tests.search.finding import found
from tests.self_assessment.making import judged
from tests.tracking.making import planned


def test_correspondence_is_found_by_readers_of_its_response(cast: Cast) -> None:
    room = make_room(cast)
    item = recorded(room, room.cleared())
    for reader in (cast.pol, room.chas):
        for asked in ("answer to recommendation 2", "HMI/2021/114", item.ref):
            assert found(reader, asked)["item"] == [item.ref]
    for other in (cast.olive, cast.gail, cast.connie, cast.system):
        for asked in ("answer to recommendation 2", "HMI/2021/114", item.ref):
            assert "item" not in found(other, asked)


def test_milestones_and_findings_are_found_by_everyone_who_signs_in(cast: Cast) -> None:
    room = make_room(cast)
    milestone = planned(room)
    for reader in (cast.pol, cast.olive, cast.connie):
        assert found(reader, "LROs trained")["milestone"] == [milestone.ref]
        assert found(reader, "LROs to work effectively together")["finding"] == [room.first.key]
        assert found(reader, room.first.key)["finding"] == [room.first.key]
    withdraw_milestone(actor=room.chas, milestone=milestone, because="Said twice.")
    assert "milestone" not in found(cast.pol, "LROs trained")


def test_a_self_assessment_is_found_in_its_region_and_by_the_inspectorate_once_shared(
    cast: Cast,
) -> None:
    room = judged(cast)
    row = room.assess()
    readers = (room.chas, cast.pol, room.fern)
    for reader in readers:
        assert found(reader, "record it on paper")["assessment"] == [row.ref]
        assert found(reader, row.ref)["assessment"] == [row.ref]
    for other in (room.inspector, cast.olive, cast.connie, cast.system):
        assert "assessment" not in found(other, "record it on paper")
        assert "assessment" not in found(other, row.ref)
    share(actor=room.chas, assessment=row)
    assert found(room.inspector, "record it on paper")["assessment"] == [row.ref]
    assert "assessment" not in found(cast.olive, "record it on paper")


def test_a_funding_line_is_found_by_those_who_may_read_it(cast: Cast) -> None:
    room = money(cast)
    line = room.line(name="Surveillance van grant", ring_fence="For vehicles alone")
    for reader in (cast.cass, cast.rita, room.ada, room.acton, room.fern, cast.pol):
        for asked in ("Surveillance van", "vehicles", line.ref):
            assert found(reader, asked)["funding"] == [line.ref], (reader, asked)
    for other in (cast.gail, cast.cora, cast.olive, room.bly, cast.connie, cast.system):
        for asked in ("Surveillance van", "vehicles", line.ref):
            assert "funding" not in found(other, asked), (other, asked)
    RegionMember.objects.filter(agency=cast.gail.agency).update(until_on=clock.today())
    assert "funding" not in found(room.fern, "Surveillance van"), "the tie ended"

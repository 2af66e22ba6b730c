"""Tests for notifications of a published or corrected response."""

from datetime import date

from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from tests.doors import Machine
from tests.inspections.making import Room
from tests.inspections.others import another


def notified(who: Actor, verb: str) -> list[str]:
    with as_actor(who):
        return [words(one.event) for one in notices_of(who) if one.event.verb == verb]


def test_the_force_is_notified_when_its_response_is_published_and_corrected(room: Room) -> None:
    cast = room.cast
    liaison = another(cast, cast.gail.unit, "Lia Farnworth", "inspectorate_liaison")
    first = room.published()
    said = (
        "Clem Hollowby published the response to Regional Organised Crime Units for Northshire "
        f"Police ({first.ref}) on day 12 of 56."
    )
    for who in (room.chas, cast.cora, liaison, cast.pol):
        assert notified(who, "response.published") == [said]
    for who in (cast.gail, cast.olive):
        assert notified(who, "response.published") == []
    after = correct_response(actor=cast.pol, response=room.response(), because="A slip")
    # Only officers who can see the draft of a correction are notified of it.
    for who, count in ((room.chas, 1), (cast.cora, 1), (room.clem, 1), (liaison, 0)):
        assert len(notified(who, "response.correction_opened")) == count
    draft(actor=cast.pol, response=after, body_comments="We commend them.")
    clear(actor=room.clem, response=room.fresh(after), is_read=True)
    publish(actor=room.clem, response=room.fresh(after))
    for who in (room.chas, cast.cora, liaison, cast.pol):
        assert (
            "It corrects the earlier version. Reason: A slip."
            in (notified(who, "response.published")[0])
        )


def test_the_force_is_notified_of_a_response_published_elsewhere(room: Room) -> None:
    path, url = f"/reports/{room.report.ref}/record-elsewhere", "https://police.example/answer"
    given = {"force": "northshire", "published_on": date(2021, 2, 25).isoformat(), "url": url}
    made = Machine(room.cast.pol).post(path, **given)
    assert made.status_code == 201, made.content
    assert len(notified(room.chas, "response.elsewhere_recorded")) == 1
    given = {"published_on": "2021-02-26", "url": url, "because": "A slip."}
    path = f"/responses/{made.json()['ref']}/correct-elsewhere"
    assert Machine(room.cast.pol).post(path, **given).status_code < 300
    assert len(notified(room.chas, "response.elsewhere_corrected")) == 1
    assert notified(room.cast.gail, "response.elsewhere_corrected") == []

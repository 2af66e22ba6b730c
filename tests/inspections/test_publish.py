"""Tests for publishing: complete, on time or with a reason, frozen and public."""

import re
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from broadhurst.capabilities.inspections.commands.choose_paragraphs import choose_paragraphs
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.withdraw_finding import withdraw_finding
from broadhurst.capabilities.inspections.figures.letter import compose
from broadhurst.capabilities.inspections.figures.paragraphs import COMPOSED
from broadhurst.capabilities.inspections.figures.responses import responses_in_time
from broadhurst.capabilities.inspections.models import Answer, Publication, Response
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import LAST_DAY, Room
from tests.inspections.test_add_evidence import added


def test_it_freezes_the_letter_and_counts_the_day(room: Room) -> None:
    room.published()
    response, one = room.response(), Publication.objects.get()
    assert response.stage == "published"
    assert response.frozen_markdown == one.markdown
    assert "This is day 12." in one.markdown
    assert "DRAFT" not in one.markdown
    assert one.due_on == LAST_DAY
    assert not one.is_late
    assert bytes(one.pdf).startswith(b"%PDF")
    assert bytes(one.docx).startswith(b"PK")


EACH = [*COMPOSED][:8]


CHANGES = (
    "UPDATE inspections_response SET body_comments = 'x'",
    "UPDATE inspections_response SET stage = 'drafting', cleared_by_id = NULL,"
    " cleared_at = NULL, published_at = NULL, published_on = NULL",
    "UPDATE inspections_answer SET explanation = 'x'",
    "UPDATE inspections_evidence SET withdrawn_at = now()",
    "DELETE FROM inspections_response",
    "DELETE FROM inspections_evidence",
    "UPDATE inspections_publication SET markdown = 'x'",
    "DELETE FROM inspections_publication",
)


def test_what_is_published_is_never_changed(room: Room) -> None:
    response = room.complete()
    added(room, room.cast.pol, response)
    response = room.fresh(response)
    publish_by(room, response)
    with as_actor(room.cast.pol):
        assert [change for change in CHANGES if is_accepted(change)] == []


def is_accepted(statement: str) -> bool:
    """Return whether the database runs a statement, and does not refuse it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return False
    return True


def publish_by(room: Room, response: Response) -> Publication:
    from_clem = browser(room.clem)
    assert from_clem.post(f"/responses/{response.ref}/clear/", {"is_read": "on"}).status_code == 302
    return publish(actor=room.clem, response=room.fresh(response))


def test_an_answer_is_not_added_to_what_is_published(room: Room) -> None:
    room.published()
    response = room.response()
    with as_actor(room.cast.pol), pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            dossier=response.dossier, response=response, finding=room.first,
            answer="action_taken", explanation="x", answered_by=room.cast.pol.officer,
            answered_at=NOW,
        )  # fmt: skip


def test_the_database_asks_for_every_recommendation_too(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    with as_actor(room.clem), pytest.raises(IntegrityError, match="every recommendation"):  # noqa: SIM117
        with transaction.atomic():
            Response.objects.filter(pk=response.pk).update(
                stage="published", cleared_by=room.clem.officer, cleared_at=NOW,
                published_at=NOW, published_on=NOW.date(), frozen_markdown="x",
            )  # fmt: skip


def test_every_objection(room: Room) -> None:
    response = room.invited()
    with pytest.raises(Refused) as refused:
        publish(actor=room.chas, response=response)
    said = " ".join(refused.value.objections)
    for part in ("Only the policing body or the clearer", "drafting", "Answer recommendation 1."):
        assert part in said


def test_late_publishing_says_so_and_why(room: Room) -> None:
    response = room.cleared()
    with clock.set_to(datetime(2021, 4, 15, 9, tzinfo=UTC)):
        with pytest.raises(Refused, match="last day was 14 April 2021"):
            publish(actor=room.clem, response=response)
        one = publish(actor=room.clem, response=response, late_reason="The pandemic.")
        assert one.is_late
        page = browser(None).get(f"/published/{one.ref}/").content.decode()
        assert "Reason for lateness: The pandemic." in page
        assert responses_in_time(SEEN, None, clock.today()).value == 0


def test_the_page_asks_why_it_is_late_only_if_it_is(room: Room) -> None:
    response, page = room.cleared(), browser(room.clem)
    path = f"/responses/{response.ref}/publish"
    assert "Reason for lateness" not in page.get(path + "/").content.decode()
    assert Machine(room.clem).post(path, late_reason="No need.").status_code == 422
    with clock.set_to(datetime(2021, 4, 15, 9, tzinfo=UTC)):
        shown = page.get(path + "/").content.decode()
        assert "Reason for lateness" in shown
        assert "The last day was 14 April 2021. Anyone can read this." in shown
        assert "(optional)" not in shown
        refused = page.post(path + "/")
        assert refused.status_code == 422
        assert "Enter the reason for lateness" in refused.content.decode()
        assert page.post(path + "/", {"late_reason": "The pandemic."}).status_code == 302
        later = correct_response(actor=room.cast.pol, response=room.response(), because="A slip.")
        path = f"/responses/{later.ref}/publish/"
        assert "Reason for lateness" not in page.get(path).content.decode()


def paper_of(one: Publication) -> str:
    with zipfile.ZipFile(BytesIO(bytes(one.docx))) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


def test_a_late_letter_says_its_last_day_when_it_was_published_and_why(room: Room) -> None:
    response = room.cleared()
    with clock.set_to(datetime(2021, 4, 15, 9, tzinfo=UTC)):
        page = browser(room.clem).get(f"/responses/{response.ref}/letter/").content.decode()
        assert "was 14 April 2021, so it is late. The reason is added when it is" in page
        one = publish(actor=room.clem, response=response, late_reason="The *pandemic*.")
    said = (
        "The last day to publish this response was 14 April 2021. It was published on "
        "15 April 2021, so it was late. Reason for lateness: The "
    )
    assert f"{said}\\*pandemic\\*." in one.markdown
    assert f"{said}*pandemic*." in paper_of(one)
    later = correct_response(actor=room.cast.pol, response=room.response(), because="A slip.")
    with as_actor(room.cast.pol):
        text = compose(room.fresh(later), clock.today()).text
    assert "Version 1 was published on 15 April 2021, so it was late. Reason for" in text


def test_a_letter_in_time_says_its_last_day(room: Room) -> None:
    response = room.cleared()
    with as_actor(room.clem):
        draft = compose(response, clock.today()).text
    assert "The last day to publish this response is 14 April 2021." in draft
    text = publish(actor=room.clem, response=response).markdown
    assert "was 14 April 2021. It was published on 1 March 2021." in text


def test_on_the_last_day_it_is_not_late(room: Room) -> None:
    response = room.cleared()
    with clock.set_to(datetime(2021, 4, 14, 22, 59, tzinfo=UTC)):
        one = publish(actor=room.clem, response=response)
    assert not one.is_late
    figure = responses_in_time(SEEN, None, LAST_DAY + timedelta(days=1))
    assert (figure.value, figure.records[0].ref) == (100, one.ref)


def test_a_character_that_no_font_has_is_refused_in_words(room: Room) -> None:
    response = room.complete()
    room.answered(response, room.first, explanation="Done \U0001f9ff.")
    page = browser(room.clem).post(f"/responses/{response.ref}/clear/", {"is_read": "on"})
    assert page.status_code == 302
    with pytest.raises(Refused, match="cannot show these characters"):
        publish(actor=room.clem, response=room.fresh(response))
    assert not Publication.objects.exists()


def test_page_api_and_terminal(room: Room) -> None:
    response = room.cleared()
    path = f"/responses/{response.ref}/publish"
    assert "You cannot change it" in browser(room.clem).get(path + "/").content.decode()
    assert browser(None).get(path + "/").status_code == 302
    assert Machine(room.cast.olive).post(path).status_code == 404
    answer = Machine(room.clem).post(path)
    assert answer.status_code == 200
    assert answer.json()["is_late"] is False
    assert '"records"' not in answer.content.decode()
    assert browser(room.clem).post(path + "/").status_code == 409
    assert terminal(room.clem, "inspections", "publish", response.ref).exit_code == 1


def test_a_letter_that_changed_since_it_was_cleared_is_cleared_again(room: Room) -> None:
    response = room.cleared()
    withdraw_finding(actor=room.cast.pol, finding=room.second, because="Recorded twice.")
    with pytest.raises(Refused, match="letter has changed since it was cleared"):
        publish(actor=room.clem, response=response)
    path = f"/responses/{response.ref}/"
    assert "Clear this response" in browser(room.clem).get(path).content.decode()
    clear(actor=room.clem, response=room.fresh(response), is_read=True)
    assert "Clear this response" not in browser(room.clem).get(path).content.decode()
    with pytest.raises(Refused, match="you cannot do this now"):
        clear(actor=room.clem, response=room.fresh(response), is_read=True)
    assert publish(actor=room.clem, response=response)


def test_another_reader_publishes_what_was_cleared_on_a_later_day(room: Room) -> None:
    response = room.complete()
    added(room, room.cast.pol, response)
    choose_paragraphs(actor=room.cast.pol, response=room.fresh(response), paragraphs=EACH)
    clear(actor=room.clem, response=room.fresh(response), is_read=True)
    with clock.set_to(NOW + timedelta(days=2)):
        assert publish(actor=room.cast.pol, response=room.fresh(response))

"""Tests for the public pages of published responses, and that they name no record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.models import Publication
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.doors import browser
from tests.inspections.making import LETTER, Room, make_room
from tests.inspections.test_add_evidence import added
from tests.people import Cast


@pytest.fixture
def room(cast: Cast) -> Room:
    return make_room(cast)


def test_nobody_reaches_a_response_that_is_not_published(room: Room) -> None:
    response = room.cleared()
    nobody = browser(None)
    assert response.ref not in nobody.get("/published/").content.decode()
    assert "Nothing is published yet" in nobody.get("/published/").content.decode()
    for path in ("", "letter.pdf", "letter.docx"):
        assert nobody.get(f"/published/{response.ref}/{path}").status_code == 404
    for path in ("", "letter/", "letter.pdf"):
        assert nobody.get(f"/responses/{response.ref}/{path}").status_code == 302
    with as_actor(None):
        assert not Publication.objects.exists()


def test_the_published_letter_is_there_for_anyone(room: Room) -> None:
    one = room.published()
    nobody = browser(None)
    assert LETTER["subject"] in nobody.get("/published/").content.decode()
    page = nobody.get(f"/published/{one.ref}/")
    text = page.content.decode()
    assert "Dear Home Secretary" in text
    assert "day 12. The law allows 56 days" in text
    assert nobody.get(f"/published/{one.ref}/letter.pdf")["Content-Type"] == "application/pdf"
    assert nobody.get(f"/published/{one.ref}/letter.txt").status_code == 404
    assert browser(room.cast.olive).get(f"/published/{one.ref}/").status_code == 200


def test_nothing_public_names_a_record_or_an_ocg(room: Room) -> None:
    ocg = room.cast.ocg()
    response = room.complete()
    with clock.set_to(NOW + timedelta(hours=1)):
        shown = added(room, room.cast.cora, response)
        kept = added(room, room.cast.cora, response, what="with_both_leads", is_publishable=False)
        assert shown.figure["records"] == []
        assert kept.figure["value"] == 1
        cleared = browser(room.clem).post(f"/responses/{response.ref}/clear/", {"is_read": "on"})
        assert cleared.status_code == 302
        one = publish(actor=room.clem, response=room.fresh(response))
    with as_actor(None):
        held = Publication.objects.get()
    page = browser(None).get(f"/published/{one.ref}/").content.decode()
    for public in (page, held.markdown, held.html, str(held.figures)):
        assert ocg.ref not in public
        assert ocg.name not in public
        assert shown.ref not in public.replace(one.ref, "")
        assert "both an SIO and an LRO" not in public
    assert "Active OCGs" in page
    assert "Northshire Police (records: 1)" in page
    assert "OCGs that the organisation owned at the end of the day" in page
    assert "on 1 March 2021" in page
    for words in ("Northshire Police", "OCGs that the organisation owned"):
        assert words in held.markdown
    with as_actor(room.cast.pol):
        assert ocg.ref not in str(room.response().frozen_figures)


def test_a_public_copy_is_made_of_a_published_response_alone(room: Room) -> None:
    response = room.cleared()
    with (
        as_actor(room.cast.pol),
        pytest.raises(IntegrityError, match="Only a published response"),
        transaction.atomic(),
    ):
        Publication.objects.create(
            ref=response.ref, report=response.report, body=response.body, force=response.force,
            title="x", published_on=NOW.date(), markdown="x", html="x", figures=[], pdf=b"",
            docx=b"",
        )  # fmt: skip

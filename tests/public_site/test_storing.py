"""Public pages are stored once by the command that publishes, and open data with them."""

import csv
import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from broadhurst.capabilities.establishment.commands.edit_agency import edit_agency
from broadhurst.capabilities.funding.commands.load_published import load_published
from broadhurst.capabilities.operations.commands.load_outcomes import load_outcomes
from broadhurst.capabilities.operations.commands.withdraw_outcome import withdraw_outcome
from broadhurst.capabilities.operations.models import Outcome
from broadhurst.capabilities.public_messages.commands.publish_message import publish_message
from broadhurst.capabilities.public_messages.models import PublicMessage
from broadhurst.capabilities.public_site.models import StoredPage
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.public import storing
from tests.conftest import NOW
from tests.doors import browser
from tests.inspections.making import Room, make_room
from tests.operations.published import real_bodies
from tests.people import Cast
from tests.public_messages.making import cleared, published


@pytest.fixture
def room(cast: Cast) -> Room:
    return make_room(cast)


def text_of(path: str) -> str:
    answer = browser(None).get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def table_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text_of(f"/published/data/{name}.csv").lstrip("\ufeff"))))


def test_page_is_made_once_and_keeps_its_day(room: Room) -> None:
    message = published(room)
    path = f"/published/messages/{message.ref}/"
    first = StoredPage.objects.get(path=path)
    with clock.set_to(NOW + timedelta(days=3)):
        published(room, title="Another message")
    again = StoredPage.objects.get(path=path)
    assert (again.changed_at, again.etag) == (first.changed_at, first.etag)
    assert "Another message" in text_of("/published/messages/")
    lines = text_of("/sitemap.xml").split("<url>")
    day = next(line for line in lines if path in line)
    assert f"<loc>{settings.PUBLIC_URL}{path}</loc><lastmod>2021-03-01</lastmod>" in day


def test_page_of_a_record_that_is_not_public_is_refused_by_the_database(room: Room) -> None:
    message = published(room)
    row = StoredPage.objects.get(path=f"/published/messages/{message.ref}/")
    row.pk, row.path, row.ref = None, "/published/messages/x/", "MSG-222222"
    refused = pytest.raises(IntegrityError, match="Only the page of a published record")
    with refused, transaction.atomic():
        row.save()


def test_database_takes_the_page_away_with_the_public_copy(room: Room) -> None:
    message = published(room)
    with as_actor(room.cast.pol):
        message.stage, message.withdrawn_at, message.withdrawn_because = "withdrawn", NOW, "x"
        message.save()
        PublicMessage.objects.filter(ref=message.ref).delete()
    assert not StoredPage.objects.filter(ref=message.ref).exists()


def test_another_edition_of_the_program_makes_every_page_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(room)
    assert not storing.store_if_outdated()
    StoredPage.objects.create(
        path="/published/old/", content_type="text/html", body=b"", gzipped=b"", etag="",
        is_in_sitemap=False, edition="old", changed_at=NOW,
    )  # fmt: skip
    assert storing.store_if_outdated()
    assert not StoredPage.objects.filter(path="/published/old/").exists()


def test_older_records_are_on_the_page_of_their_year(room: Room) -> None:
    for number in range(21):
        published(room, title=f"Message number {number}")
    newest = text_of("/published/messages/")
    assert "Message number 20" in newest
    assert "Message number 0<" not in newest
    assert "All of 2021" in newest
    assert "Message number 0<" in text_of("/published/messages/2021/")


def test_figures_of_a_response_are_open_data(room: Room) -> None:
    room.published()
    content = json.loads(text_of("/published/data/response-figures.json"))
    assert content["licence"]["name"] == "Open Government Licence v3.0"
    for row in content["rows"]:
        assert all(row[name] for name in ("figure", "value", "scope", "period", "method"))
    assert len(table_of("response-figures")) == len(content["rows"])


def test_outcomes_and_funding_are_open_data_until_they_are_withdrawn(room: Room) -> None:
    published(room)
    real_bodies(room.cast)
    load_outcomes(actor=room.cast.cora)
    load_published(actor=room.cast.system)
    rows = table_of("operation-outcomes")
    assert len(rows) == len([one for one in Outcome.objects.all() if one.link]) > 5
    assert {row["licence"] for row in rows} == {"Open Government Licence v3.0"}
    assert all(row["source"].startswith("http") for row in rows)
    assert "£87,400,000" in {row["value"] for row in table_of("rocu-funding")}
    outcome = Outcome.objects.select_related("operation").first()
    assert outcome
    withdraw_outcome(actor=room.cast.cora, outcome=outcome, because="Counted twice")
    assert len(table_of("operation-outcomes")) == len(rows) - 1
    assert "Open data" in text_of("/published/data/")


def test_numbers_are_open_data_without_the_words_around_them(room: Room) -> None:
    published(room)
    load_published(actor=room.cast.cora)
    [one] = [row for row in table_of("rocu-funding") if row["value"] == "just over £101,000,000"]
    assert one["number"] == "101000000"
    assert one["unit"] == "pounds"


def test_new_name_of_an_organisation_is_on_its_pages(room: Room) -> None:
    message, agency = published(room), room.cast.pol.agency
    edit_agency(
        actor=room.cast.system, agency=agency, name="The Mayor of Northshire",
        short_name=agency.short_name, kind=agency.kind, nation="ENG", from_on=agency.from_on,
    )  # fmt: skip
    for path in (f"/published/messages/{message.ref}/", f"/published/organisations/{agency.key}/"):
        assert "The Mayor of Northshire" in text_of(path)


def test_queries_to_publish_do_not_grow_with_what_is_published(
    room: Room, django_assert_max_num_queries: Any
) -> None:
    published(room)
    version = cleared(room, title="Two")
    with django_assert_max_num_queries(200) as one:
        publish_message(actor=room.cast.pol, message=version)
    for number in range(4):
        published(room, title=f"More {number}")
    version = cleared(room, title="Last")
    with django_assert_max_num_queries(len(one)):
        publish_message(actor=room.cast.pol, message=version)


def test_robots_may_read_the_public_pages_alone(cast: Cast) -> None:
    text = text_of("/robots.txt")
    assert "Allow: /published/" in text
    assert "Disallow: /\n" in text
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in text
    page = text_of("/published/")
    assert "noindex" not in page
    assert f'<link rel="canonical" href="{settings.PUBLIC_URL}/published/">' in page


@pytest.mark.parametrize("sent", ["post", "put", "delete"])
def test_public_address_takes_reads_alone(cast: Cast, sent: str) -> None:
    assert getattr(browser(None), sent)("/published/").status_code == 405

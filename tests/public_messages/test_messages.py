"""Messages to the public from draft to withdrawal, at the page, the API and the terminal."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.http import http_date

from broadhurst.capabilities.public_messages.commands.clear_message import clear_message
from broadhurst.capabilities.public_messages.commands.correct_message import correct_message
from broadhurst.capabilities.public_messages.commands.draft_message import draft_message
from broadhurst.capabilities.public_messages.commands.edit_message import edit_message
from broadhurst.capabilities.public_messages.commands.publish_due_message import (
    publish_due_message,
)
from broadhurst.capabilities.public_messages.commands.publish_message import publish_message
from broadhurst.capabilities.public_messages.commands.unschedule_message import (
    unschedule_message,
)
from broadhurst.capabilities.public_messages.commands.withdraw_message import withdraw_message
from broadhurst.capabilities.public_messages.jobs import publish_due
from broadhurst.capabilities.public_messages.models import Message, PublicMessage
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import waiting_for
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, reference_in, terminal
from tests.inspections.making import Room, make_room
from tests.people import Cast
from tests.public_messages.making import WORDS, a_draft, cleared, published, scheduled

HOUR = NOW + timedelta(hours=3)
TITLE = WORDS["title"]


def test_draft_is_seen_by_its_unit_and_another_officer_clears_it(room: Room) -> None:
    message = a_draft(room, districts=[room.cast.bolton])
    for other in (room.cast.gail, room.cast.olive, room.chas):
        assert browser(other).get(f"/public-messages/{message.ref}/").status_code == 404
        assert Machine(other).get(f"/public-messages/{message.ref}").status_code == 404
        assert TITLE not in browser(other).get("/public-messages/?tab=all").content.decode()
        for verb in ("edit", "clear", "publish", "schedule", "correct", "withdraw"):
            answer = browser(other).post(f"/public-messages/{message.ref}/{verb}/", WORDS)
            assert answer.status_code == 404, verb
        with as_actor(other):
            assert not Message.objects.exists()
    with pytest.raises(Refused, match="another officer must clear it"):
        clear_message(actor=room.cast.pol, message=message, is_read=True)
    with as_actor(room.clem):
        assert "Clear message" in {task.what for task in waiting_for(room.clem)}
    sent = browser(room.clem).post(f"/public-messages/{message.ref}/clear/", {"is_read": "on"})
    assert sent.status_code == 302
    with as_actor(room.cast.pol):
        assert "Publish message" in {task.what for task in waiting_for(room.cast.pol)}
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.update(cleared_by=room.cast.pol.officer)


def test_draft_that_cannot_be_shown_says_why_and_is_not_cleared(room: Room) -> None:
    message = a_draft(room, text=f"{'> ' * 100}x")
    answer = browser(room.cast.pol).get(f"/public-messages/{message.ref}/")
    assert answer.status_code == 200
    assert "too many levels" in answer.content.decode()
    assert "Edit message" in answer.content.decode()
    with pytest.raises(Refused, match="too many levels"):
        clear_message(actor=room.clem, message=message, is_read=True)


def test_others_cannot_draft_and_do_not_see_the_menu_item(room: Room) -> None:
    with pytest.raises(Refused, match="Only a policing body officer"):
        draft_message(actor=room.cast.gail, **WORDS)
    assert (
        "Draft a message" not in browser(room.cast.gail).get("/public-messages/").content.decode()
    )
    assert 'href="/public-messages/"' not in browser(room.cast.gail).get("/").content.decode()
    assert 'href="/public-messages/"' in browser(room.cast.pol).get("/").content.decode()


@pytest.mark.parametrize("make", [a_draft, cleared, lambda room: scheduled(room, HOUR)])
def test_nobody_reads_a_message_before_it_is_published(room: Room, make: Any) -> None:
    message, nobody = make(room), browser(None)
    assert nobody.get(f"/public-messages/{message.ref}/").status_code == 302
    assert nobody.get(f"/published/messages/{message.ref}/").status_code == 404
    for public in ("/published/messages/", "/published/feed.rss", "/published/feed.atom"):
        assert TITLE not in nobody.get(public).content.decode()
    copy = {"ref": message.ref, "agency": message.unit.agency, "published_at": NOW, "html": "x"}
    with (
        as_actor(room.cast.pol),
        pytest.raises(IntegrityError, match="Only a published message"),
        transaction.atomic(),
    ):
        PublicMessage.objects.create(**copy, **WORDS)


def test_change_ends_the_clearance(room: Room) -> None:
    message = cleared(room)
    edit_message(actor=room.cast.pol, message=message, **(WORDS | {"title": "Do not lend it"}))
    with pytest.raises(Refused, match="This message is draft"):
        publish_message(actor=room.cast.pol, message=message)


def test_published_message_is_there_for_anyone_until_it_is_withdrawn(room: Room) -> None:
    message = published(room, districts=[room.cast.bolton])
    nobody = browser(None)
    page = nobody.get(f"/published/messages/{message.ref}/").content.decode()
    assert "<strong>money laundering</strong>" in page
    assert "For Bolton" in page
    assert TITLE in nobody.get("/published/messages/").content.decode()
    withdraw_message(actor=room.cast.pol, message=message, because="The number was wrong.")
    assert nobody.get(f"/published/messages/{message.ref}/").status_code == 404
    for public in ("/published/messages/", "/published/feed.rss", "/published/feed.atom"):
        text = nobody.get(public).content.decode()
        assert TITLE not in text
        assert "The number was wrong." not in text
    inside = browser(room.clem).get(f"/public-messages/{message.ref}/").content.decode()
    assert "The number was wrong." in inside


@pytest.mark.parametrize("feed", ["/published/feed.rss", "/published/feed.atom"])
def test_feed_reader_that_asks_for_changes_sees_that_a_message_is_withdrawn(
    room: Room, feed: str
) -> None:
    kept, gone = published(room, title="Kept"), published(room)
    nobody = browser(None)
    before = nobody.get(feed)
    assert TITLE in before.content.decode()
    asked = {"If-Modified-Since": http_date(NOW.timestamp())}
    tagged = {"If-None-Match": before["ETag"]}
    assert nobody.get(feed, headers=tagged).status_code == 304
    withdraw_message(actor=room.cast.pol, message=gone, because="The number was wrong.")
    for headers in (asked, tagged):
        after = nobody.get(feed, headers=headers)
        assert after.status_code == 200
        assert TITLE not in after.content.decode()
        assert kept.title in after.content.decode()


def test_scheduled_message_is_published_at_its_hour_by_the_job(room: Room) -> None:
    message = scheduled(room, HOUR)
    with clock.set_to(HOUR - timedelta(minutes=1)):
        publish_due()
        assert not PublicMessage.objects.exists()
        with pytest.raises(Refused, match="not due"):
            publish_due_message(actor=room.cast.system, ref=message.ref)
    with clock.set_to(HOUR):
        with pytest.raises(Refused, match="administrator of the service"):
            publish_due_message(actor=room.cast.pol, ref=message.ref)
        publish_due()
        publish_due()
        assert PublicMessage.objects.get().published_at == HOUR
        notices = browser(room.cast.pol).get("/notices/").content.decode()
    assert "was published at the scheduled time" in notices


def test_scheduled_message_can_be_cancelled_and_withdrawn_before_its_hour(room: Room) -> None:
    one, two = scheduled(room, HOUR), scheduled(room, HOUR, title="Another")
    unschedule_message(actor=room.cast.pol, message=one, because="Not yet.")
    withdraw_message(actor=room.cast.pol, message=two, because="Never.")
    with clock.set_to(HOUR):
        publish_due()
    assert not PublicMessage.objects.exists()


def test_message_that_came_to_name_a_record_is_held_back_at_its_hour(room: Room) -> None:
    message = scheduled(room, HOUR, text="Beware of Marble Heron parcels.")
    room.cast.ocg(name="Marble Heron")
    with clock.set_to(HOUR):
        publish_due()
        notices = browser(room.cast.pol).get("/notices/").content.decode()
    assert not PublicMessage.objects.exists()
    assert "was not published at the scheduled time" in notices
    with as_actor(room.cast.pol):
        assert Message.objects.get(ref=message.ref).stage == "draft"
    with pytest.raises(Refused):
        clear_message(actor=room.clem, message=message, is_read=True)


def test_correction_replaces_the_message_once_it_is_published(room: Room) -> None:
    message = published(room)
    words = WORDS | {"text": "Call 111 instead.", "correction": "The number was wrong."}
    draft = correct_message(actor=room.cast.pol, message=message, **words)
    with pytest.raises(Refused, match="under way"):
        correct_message(actor=room.cast.pol, message=message, **words)
    assert PublicMessage.objects.get().ref == message.ref
    clear_message(actor=room.clem, message=draft, is_read=True)
    publish_message(actor=room.cast.pol, message=draft)
    assert PublicMessage.objects.get().ref == draft.ref
    assert browser(None).get(f"/published/messages/{message.ref}/").status_code == 404
    page = browser(None).get(f"/published/messages/{draft.ref}/").content.decode()
    assert "The number was wrong." in page
    inside = browser(room.cast.pol).get(f"/public-messages/{message.ref}/").content.decode()
    assert f"Corrected by {draft.ref}" in inside


def test_database_keeps_a_published_message_as_it_is(room: Room) -> None:
    message = published(room)
    with as_actor(room.cast.pol):
        for change in ({"text": "Other"}, {"stage": "draft"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Message.objects.filter(ref=message.ref).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicMessage.objects.all().delete()


def test_feeds_have_messages_and_responses_and_are_well_formed(room: Room) -> None:
    message, response = published(room, title="Mules & accounts"), room.published()
    rss = browser(None).get("/published/feed.rss")
    assert rss["Content-Type"].startswith("application/rss+xml")
    channel = ElementTree.fromstring(rss.content).find("channel")  # noqa: S314 - our own
    assert channel is not None
    links = [item.findtext("link") for item in channel.findall("item")]
    assert links == [
        f"{settings.PUBLIC_URL}/published/messages/{message.ref}/",
        f"{settings.PUBLIC_URL}/published/{response.ref}/",
    ]
    assert next(item.findtext("title") for item in channel.findall("item")) == "Mules & accounts"
    atom = browser(None).get("/published/feed.atom")
    entries = ElementTree.fromstring(atom.content).findall(  # noqa: S314 - our own
        "{http://www.w3.org/2005/Atom}entry"
    )
    assert len(entries) == 2
    assert 'type="application/rss+xml"' in browser(None).get("/published/").content.decode()


def test_each_organisation_has_a_feed_of_its_own(room: Room) -> None:
    message, response = published(room), room.published()
    path = f"/published/organisations/{response.body.key}/"
    assert f'href="{path}feed.rss"' in browser(None).get(path).content.decode()
    rss = browser(None).get(f"{path}feed.rss")
    assert rss["Content-Type"].startswith("application/rss+xml")
    channel = ElementTree.fromstring(rss.content).find("channel")  # noqa: S314 - our own
    assert channel is not None
    assert channel.findtext("title") == f"Published by {response.body.name}"
    links = [item.findtext("link") for item in channel.findall("item")]
    assert links == [
        f"{settings.PUBLIC_URL}/published/messages/{message.ref}/",
        f"{settings.PUBLIC_URL}/published/{response.ref}/",
    ]
    other = browser(None).get(f"/published/organisations/{response.force.key}/feed.rss")
    assert other.status_code == 404, "it published nothing"


def test_message_that_names_a_record_is_not_cleared(room: Room) -> None:
    room.cast.ocg(name="Marble Heron")
    with pytest.raises(Refused):
        cleared(room, text="Tell us what you know of Marble Heron.")


def test_api_and_terminal_do_the_same(room: Room) -> None:
    machine, clearer = Machine(room.cast.pol), Machine(room.clem)
    made = machine.post("/public-messages", **WORDS, districts=["bolton"])
    assert made.status_code == 201, made.content
    ref = made.json()["ref"]
    edited = machine.post(f"/public-messages/{ref}/edit", title="Keep your account")
    assert (edited.json()["title"], edited.json()["districts"]) == ("Keep your account", ["bolton"])
    assert clearer.post(f"/public-messages/{ref}/clear", is_read=True).status_code == 200
    at = {"publish_at": "2021-03-02T09:00"}
    assert machine.post(f"/public-messages/{ref}/schedule", **at).json()["stage"] == "scheduled"
    said = machine.post(f"/public-messages/{ref}/unschedule", because="Sooner").json()
    assert said["stage"] == "cleared"
    assert machine.post(f"/public-messages/{ref}/publish").json()["stage"] == "published"
    again = machine.post(f"/public-messages/{ref}/correct", **WORDS, correction="A slip")
    assert again.json()["corrects"] == ref
    listed = machine.get("/public-messages?stage=published").json()["items"]
    assert [one["ref"] for one in listed] == [ref]
    gone = machine.post(f"/public-messages/{ref}/withdraw", because="Over").json()
    assert gone["withdrawn_because"] == "Over"

    words = [part for name, value in WORDS.items() for part in (f"--{name}", value)]
    drafted = terminal(room.cast.pol, "public-messages", "draft", *words)
    assert drafted.exit_code == 0, drafted.output
    ref = reference_in(drafted.output)
    for who, *verb in (
        (room.cast.pol, "edit", ref, "--title", "Keep it"),
        (room.clem, "clear", ref, "--is-read"),
        (room.cast.pol, "schedule", ref, "--publish-at", "2021-03-01T09:30"),
        (room.cast.pol, "unschedule", ref, "--because", "Later"),
        (room.cast.pol, "schedule", ref, "--publish-at", "2021-03-01T10:30"),
    ):
        done = terminal(who, "public-messages", *verb)
        assert done.exit_code == 0, (verb, done.output)
    with clock.set_to(HOUR):
        due = terminal(room.cast.system, "public-messages", "publish-due")
        assert f"{ref} is published" in due.output
        assert ref in terminal(room.cast.pol, "public-messages", "list").output
        done = terminal(room.cast.pol, "public-messages", "withdraw", ref, "--because", "Over")
    assert done.exit_code == 0, done.output


def test_publish_and_withdraw_at_once_end_withdrawn(committed: Cast) -> None:
    room = make_room(committed)
    message = cleared(room)
    outcomes = at_once(
        lambda: publish_message(actor=committed.pol, message=message),
        lambda: withdraw_message(actor=room.clem, message=message, because="Not this one."),
    )
    assert len(refusals(outcomes)) <= 1
    assert not PublicMessage.objects.exists()


def test_count_of_queries_does_not_grow_with_messages(
    room: Room, django_assert_max_num_queries: Any
) -> None:
    reader, nobody = browser(room.cast.pol), browser(None)
    paths = ((reader, "/public-messages/?tab=all"), (nobody, "/published/feed.rss"))
    published(room, districts=[room.cast.bolton])
    counts = []
    for client, path in paths:
        client.get(path)
        with django_assert_max_num_queries(60) as one:
            client.get(path)
        counts.append(len(one))
    for number in range(3):
        published(room, title=f"More {number}", districts=[room.cast.bolton])
    for (client, path), most in zip(paths, counts, strict=True):
        with django_assert_max_num_queries(most):
            client.get(path)


def test_the_form_is_shown_only_to_those_who_can_send_it_now(room: Room) -> None:
    message = a_draft(room)
    address = f"/public-messages/{message.ref}/clear/"
    author = browser(room.cast.pol).get(address)
    assert author.status_code == 403
    assert "You last changed this message" in author.content.decode()
    assert browser(room.clem).get(address).status_code == 200
    clear_message(actor=room.clem, message=message, is_read=True)
    late = browser(room.clem).get(address)
    assert late.status_code == 403
    assert "This message is cleared, so you cannot do this now." in late.content.decode()

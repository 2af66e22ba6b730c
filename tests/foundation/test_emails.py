"""Emails about notifications: chosen by kind, sent once, with references and links only."""

import email
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Sink
from django.db import IntegrityError, transaction
from django.test import override_settings

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.commands import choose_emails, choose_kinds, mark_read
from broadhurst.foundation.notices.kinds import EMAIL_KINDS, KINDS
from broadhurst.foundation.notices.models import EmailChoice, Emailed
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.jobs import email_at_once, email_daily, send_emails
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, for_council
from tests.server_process import free_port

LATER = NOW + timedelta(minutes=5)
ADDRESS = "len.oakapple@northshire.example"


@pytest.fixture(autouse=True)
def _addresses(cast: Cast) -> None:
    for name in ("gail", "len", "connie", "olive"):
        officer = getattr(cast, name).officer
        officer.email = f"{officer.username.replace('-', '.')}@northshire.example"
        officer.save()


def bodies(mailoutbox: list[Any], who: Actor) -> list[str]:
    return [one.body for one in mailoutbox if one.to == [who.officer.email]]


def test_an_email_has_the_reference_and_the_link_and_no_name(
    cast: Cast, mailoutbox: list[Any]
) -> None:
    choose_emails(actor=cast.len, at_once=["ocgs"])
    with clock.set_to(LATER):
        ocg = cast.ocg(name="Pewter Bunting")
        email_at_once()
        email_at_once()
    assert len(mailoutbox) == 1
    sent = mailoutbox[0]
    assert (sent.to, sent.subject) == ([ADDRESS], "Broadhurst: 1 new notification")
    assert f"http://localhost:8000/go/{ocg.ref}/" in sent.body
    assert "Pewter" not in sent.body + sent.subject
    assert "Gail" not in sent.body
    page = browser(cast.len).get(f"/go/{ocg.ref}/")
    assert page.headers["Location"] == f"/ocgs/{ocg.ref}/"


def test_the_link_tells_nobody_else_whether_the_record_exists(cast: Cast) -> None:
    ocg = cast.ocg()
    olive = browser(cast.olive)
    hidden, missing = olive.get(f"/go/{ocg.ref}/"), olive.get("/go/OCG-222222/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert len(hidden.content) == len(missing.content)


def test_own_acts_read_ones_and_kinds_switched_off_are_not_emailed(
    cast: Cast, mailoutbox: list[Any]
) -> None:
    for actor in (cast.gail, cast.len):
        choose_emails(actor=actor, at_once=["ocgs"])
    with clock.set_to(LATER):
        first = cast.ocg()
        mark_read(actor=cast.len, about=first.ref)
        email_at_once()
        choose_kinds(actor=cast.len, kinds={kind.key for kind in KINDS} - {"ocgs"})
        cast.ocg()
        email_at_once()
    assert mailoutbox == []


def test_a_task_is_emailed_to_the_unit_that_has_it(cast: Cast, mailoutbox: list[Any]) -> None:
    choose_emails(actor=cast.connie, at_once=["tasks"])
    with clock.set_to(LATER):
        action = for_council(cast, a_plan(cast, cast.ocg()))
        email_at_once()
    (body,) = bodies(mailoutbox, cast.connie)
    assert action.ref in body
    assert action.title not in body


def test_a_day_is_one_email_and_what_came_before_the_choice_is_in_none(
    cast: Cast, mailoutbox: list[Any]
) -> None:
    cast.ocg(name="Before")
    with clock.set_to(LATER):
        choose_emails(actor=cast.len, daily=["ocgs"])
    with clock.set_to(LATER + timedelta(minutes=1)):
        refs = [cast.ocg().ref for _ in range(3)]
        email_at_once()
        assert mailoutbox == []
    with clock.set_to(LATER + timedelta(days=1)):
        email_daily()
        email_daily()
    (body,) = bodies(mailoutbox, cast.len)
    assert [ref in body for ref in refs] == [True] * 3
    assert body.count("OCG-") == 2 * len(refs)  # each reference, and its address


def test_two_days_later_nothing_old_is_sent(cast: Cast, mailoutbox: list[Any]) -> None:
    choose_emails(actor=cast.len, at_once=["ocgs"])
    with clock.set_to(LATER):
        cast.ocg()
    with clock.set_to(LATER + timedelta(days=3)):
        email_at_once()
    assert mailoutbox == []


def test_each_email_is_logged_as_a_disclosure(cast: Cast, mailoutbox: list[Any]) -> None:
    choose_emails(actor=cast.len, at_once=["ocgs"])
    with clock.set_to(LATER):
        ocg = cast.ocg()
        email_at_once()
    event = Event.objects.filter(verb="notices.emailed")
    with as_actor(cast.len):
        assert not event.exists()  # it is the system's own act
        assert Emailed.objects.count() == 1
    with as_actor(cast.olive):
        assert not Emailed.objects.exists()
        assert not EmailChoice.objects.exists()
    assert ocg.ref in mailoutbox[0].body


def test_emails_are_chosen_at_three_doors(cast: Cast) -> None:
    page = browser(cast.len)
    assert "Choose your emails" in page.get("/account/").content.decode()
    shown = page.get("/account/emails/").content.decode()
    assert f"Emails go to {ADDRESS}." in shown
    assert page.post("/account/emails/", {"at_once": ["hits", "tasks"]}).status_code == 302
    assert page.get("/account/emails/").content.decode().count("checked") == 2
    answer = Machine(cast.len).post("/notices/emails", at_once=["hits"], daily=["bids"])
    assert answer.json() == {"at_once": ["hits"], "daily": ["bids"]}
    assert Machine(cast.len).get("/notices/emails").json() == answer.json()
    said = terminal(cast.len, "choose-emails", "--daily", "bids").output
    assert "Once a day: bids" in said
    with as_actor(cast.len):
        assert EmailChoice.objects.get().daily == ["bids"]
    said = terminal(cast.len, "choose-emails", "--daily", "").output
    assert "Once a day: none" in said, said


def test_a_kind_in_both_lists_is_refused_beside_the_second(cast: Cast) -> None:
    answer = browser(cast.len).post(
        "/account/emails/", {"at_once": ["hits"], "daily": ["hits", "bids"]}
    )
    assert answer.status_code == 409
    assert "Choose each kind in one of the two lists: Hits, planned events and duty." in (
        answer.content.decode()
    )
    with as_actor(cast.len), pytest.raises(IntegrityError), transaction.atomic():
        EmailChoice.objects.create(
            officer=cast.len.officer, at_once=["hits"], daily=["hits"], since=NOW
        )


def test_without_an_address_or_a_server_it_is_refused_in_words(cast: Cast) -> None:
    Officer.objects.filter(pk=cast.len.officer.pk).update(email="")
    cast.len.officer.refresh_from_db()
    with pytest.raises(Refused, match="has no email address"):
        choose_emails(actor=cast.len, at_once=["hits"])
    shown = browser(cast.len).get("/account/emails/").content.decode()
    assert "An administrator of your organisation can add it." in shown
    Officer.objects.filter(pk=cast.len.officer.pk).update(email=ADDRESS)
    cast.len.officer.refresh_from_db()
    with override_settings(SENDS_EMAIL=False):
        with pytest.raises(Refused, match="does not send email"):
            choose_emails(actor=cast.len, at_once=["hits"])
        page = browser(cast.len)
        assert "Choose your emails" not in page.get("/account/").content.decode()
        assert page.get("/account/emails/").status_code == 404
    choose_emails(actor=cast.len, at_once=["hits"])


def test_who_has_left_or_moved_gets_nothing_of_the_old_unit(
    cast: Cast, mailoutbox: list[Any]
) -> None:
    choose_emails(actor=cast.len, at_once=["ocgs"])
    posting = cast.len.posting
    with clock.set_to(LATER):
        cast.ocg()
        posting.until_on = clock.today()
        posting.save()
        email_at_once()
        assert mailoutbox == []
        posting.until_on = None
        posting.save()
        cast.len.officer.is_active = False
        cast.len.officer.save()
        email_at_once()
    assert mailoutbox == []


class Kept(Sink):
    """Keeps what a real SMTP server was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list[Message] = []
        self.refused: set[str] = set()

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        self.received.append(message)


@contextmanager
def smtp(*refused: str) -> Iterator[Kept]:
    kept = Kept()
    kept.refused = set(refused)
    server = Controller(kept, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=server.port,
            EMAIL_USE_TLS=False,
            DEFAULT_FROM_EMAIL="broadhurst@northshire.example",
        ):
            yield kept
    finally:
        server.stop()


def test_a_server_reads_the_digest_and_a_refused_address_stops_nobody_else(cast: Cast) -> None:
    for actor in (cast.len, cast.cora):
        actor.officer.email = f"{actor.officer.username}@northshire.example"
        actor.officer.save()
        choose_emails(actor=actor, daily=[key for key, _ in EMAIL_KINDS])
    with clock.set_to(LATER):
        ocg = cast.ocg()
        with smtp(cast.cora.officer.email) as kept:
            send_emails(at_once=False)
    (message,) = kept.received
    assert message["To"] == cast.len.officer.email
    assert message["From"] == "broadhurst@northshire.example"
    text = email.message_from_bytes(message.as_bytes()).get_payload(decode=True)
    assert isinstance(text, bytes)
    assert ocg.ref in text.decode()
    with as_actor(cast.cora):
        assert not Emailed.objects.exists()  # nothing was sent, so it is tried again


def test_a_server_that_is_down_loses_nothing(cast: Cast, mailoutbox: list[Any]) -> None:
    choose_emails(actor=cast.len, at_once=["ocgs"])
    with clock.set_to(LATER):
        ocg: Ocg = cast.ocg()
        with (
            override_settings(
                EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
                EMAIL_HOST="127.0.0.1",
                EMAIL_PORT=1,
                EMAIL_USE_TLS=False,
            ),
            pytest.raises(OSError, match="refused"),
        ):
            email_at_once()
        email_at_once()
    assert ocg.ref in mailoutbox[0].body

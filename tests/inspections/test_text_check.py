"""Tests that a response never publishes a name or identifier of the register.

This holds whether or not the author can see the record.
"""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.capabilities.inspections.commands.choose_paragraphs import choose_paragraphs
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.comment import comment
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.write_paragraph import write_paragraph
from broadhurst.capabilities.inspections.models import Publication, Response
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.operations.models import Operation
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import LETTER, Room
from tests.inspections.test_add_evidence import added
from tests.people import SINCE

HIDDEN = "Marble Heron"


def hide(room: Room) -> Ocg:
    """Create a live OCG that nobody of the policing body can see."""
    ocg = room.cast.ocg(name=HIDDEN)
    add_member(
        actor=room.cast.gail, ocg=ocg, name="Ned Tarbuckle", category="suspect", part="principal",
        is_exploited=False,
    )  # fmt: skip
    add_identifier(actor=room.cast.gail, ocg=ocg, kind="phone", value="07700 900 123")
    return ocg


def in_comments(room: Room, response: Response, text: str) -> None:
    draft(actor=room.cast.pol, response=response, body_comments=text)


def in_reply(room: Room, response: Response, text: str) -> None:
    draft(actor=room.cast.pol, response=response, body_comments="We agree.", reply=text)


def in_an_answer(room: Room, response: Response, text: str) -> None:
    room.answered(response, room.first, explanation=text)


def in_the_chiefs_comments(room: Room, response: Response, text: str) -> None:
    comment(actor=room.chas, response=response, comments=text)


def in_evidence(room: Room, response: Response, text: str) -> None:
    added(room, room.cast.pol, response, text=text)


def in_the_subject(room: Room, response: Response, text: str) -> None:
    address(actor=room.cast.pol, response=response, **LETTER | {"subject": text})


def in_the_copies(room: Room, response: Response, text: str) -> None:
    address(actor=room.cast.pol, response=response, **LETTER, copies=text)


def in_a_paragraph(room: Room, response: Response, text: str) -> None:
    own = write_paragraph(actor=room.cast.pol, title="Our partners", text=text)
    choose_paragraphs(actor=room.cast.pol, response=response, paragraphs=[f"own:{own.ref}"])


@pytest.mark.parametrize(
    ("put", "where"),
    [
        (in_comments, "the policing body’s comments"),
        (in_reply, "the reply to the chief officer"),
        (in_an_answer, "the answer to recommendation 1"),
        (in_the_chiefs_comments, "the chief officer’s comments"),
        (in_evidence, "the evidence for recommendation 1"),
        (in_the_subject, "the subject"),
        (in_the_copies, "the copies"),
        (in_a_paragraph, "the paragraph “Our partners”"),
    ],
)
def test_a_hidden_name_in_any_text_stops_clearing(room: Room, put: Any, where: str) -> None:
    hide(room)
    response = room.complete()
    put(room, response, f"We disrupted {HIDDEN} this year.")
    with pytest.raises(Refused) as refused:
        clear(actor=room.clem, response=room.fresh(response), is_read=True)
    assert refused.value.objections == [
        f"Remove “{HIDDEN}” from {where}. This text will leave Broadhurst."
    ]


def test_a_name_registered_after_clearing_stops_publication_at_every_door(room: Room) -> None:
    response = room.complete()
    in_comments(room, response, f"We disrupted {HIDDEN}, Ned Tarbuckle and +44 7700 900123.")
    clear(actor=room.clem, response=room.fresh(response), is_read=True)
    hide(room)
    path = f"/responses/{response.ref}/publish"
    page = browser(room.clem).post(f"{path}/")
    assert page.status_code == 409
    for word in (HIDDEN, "Ned Tarbuckle", "+44 7700 900123"):
        assert f"Remove “{word}” from the policing body’s comments" in page.content.decode()
    answer = Machine(room.clem).post(path)
    assert (answer.status_code, len(answer.json()["errors"])) == (409, 3)
    said = terminal(room.clem, "inspections", "publish", response.ref)
    assert said.exit_code == 1
    assert HIDDEN in said.output
    assert not Publication.objects.exists()


def test_the_reason_for_lateness_is_checked_at_its_question(room: Room) -> None:
    response = room.cleared()
    hide(room)
    with clock.set_to(NOW + timedelta(days=60)):
        answer = Machine(room.clem).post(
            f"/responses/{response.ref}/publish", late_reason=f"We waited for {HIDDEN}."
        )
    [error] = answer.json()["errors"]
    assert error["field"] == "late_reason"
    assert HIDDEN in error["message"]


def test_the_sentence_is_the_same_whatever_the_word_is_and_names_no_record(room: Room) -> None:
    ocg = hide(room)
    response = room.complete()
    in_comments(room, response, f"{HIDDEN}; Ned Tarbuckle; 07700900123")
    page = browser(room.clem).post(f"/responses/{response.ref}/clear/", {"is_read": "on"})
    with pytest.raises(Refused) as refused:
        clear(actor=room.clem, response=room.fresh(response), is_read=True)
    shapes = {one.replace(w, "") for one in refused.value.objections
              for w in (HIDDEN, "Ned Tarbuckle", "07700900123") if w in one}  # fmt: skip
    assert len(shapes) == 1
    with elevated("a test"):
        events = " ".join(words(one) for one in Event.objects.filter(verb="text.words_found"))
    assert "3 words or names" in events
    for told in (page.content.decode(), events):
        assert ocg.ref not in told
        assert "PER-" not in told


def test_signatories_office_holders_and_operations_pass(room: Room) -> None:
    ocg = hide(room)
    add_member(
        actor=room.cast.gail, ocg=ocg, name=LETTER["signed_by"], category="suspect",
        part="associate", is_exploited=False,
    )  # fmt: skip
    room.cast.ocg(name="Venetic")
    Operation.objects.create(
        ref="OPN-222222", name="Operation Venetic", description="EncroChat.",
        source="https://nca.example", opened_at=NOW,
    )  # fmt: skip
    response = room.complete()
    in_comments(room, response, "We commend Operation Venetic.")
    clear(actor=room.clem, response=room.fresh(response), is_read=True)
    assert publish(actor=room.clem, response=room.fresh(response))


def test_a_minister_may_be_called_as_somebody_in_the_register_is(room: Room) -> None:
    add_member(
        actor=room.cast.gail, ocg=hide(room), name="Nora Sandpiper", category="suspect",
        part="associate", is_exploited=False,
    )  # fmt: skip
    response = room.complete()
    to = "Nora Sandpiper MP\nThe Home Secretary"
    address(actor=room.cast.pol, response=response, **LETTER | {"recipient": to})
    clear(actor=room.clem, response=room.fresh(response), is_read=True)
    assert publish(actor=room.clem, response=room.fresh(response))


def probe(room: Room, response: Response, actor: Actor | None = None) -> Any:
    page = browser(actor or room.clem)
    return page.post(f"/responses/{response.ref}/clear/", {"is_read": "on"})


def test_the_sixth_check_in_an_hour_is_refused_and_others_are_told(room: Room) -> None:
    hide(room)
    auditor = an_auditor(room)
    response = room.complete()
    in_comments(room, response, f"We disrupted {HIDDEN}.")
    for _ in range(5):
        assert HIDDEN in probe(room, response).content.decode()
    in_comments(room, response, "We disrupted nobody.")
    sixth = probe(room, response)
    assert sixth.status_code == 409
    assert "Try again in 60 minutes" in sixth.content.decode()
    assert room.fresh(response).stage == "drafting"
    for told in (auditor, room.cast.dot):
        with as_actor(told):
            [notice] = notices_of(told).filter(event__verb="text.checks_limited")
            said = words(notice.event)
        assert "stopped Clem Hollowby 5 times in an hour" in said
        assert HIDDEN not in said
    with as_actor(room.cast.olive):
        assert not notices_of(room.cast.olive).exists()
    with clock.set_to(NOW + timedelta(minutes=61)):
        assert probe(room, response).status_code == 302


def an_auditor(room: Room) -> Actor:
    cast = room.cast
    officer = enrol(actor=cast.system, username="aud", name="Audrey Finch", grade="", password=None)
    posting = post(
        actor=cast.system, officer=officer, unit=cast.pol.unit, title="Auditor",
        roles=["auditor"], from_on=SINCE,
    )  # fmt: skip
    return actor_in(posting)

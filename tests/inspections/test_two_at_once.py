"""Tests of two concurrent requests, with real commits."""

from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.edit_finding import edit_finding
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.remove_finding import remove_finding
from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.models import Answer, Finding, Publication, Response
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals, while_it_waits
from tests.doors import browser, terminal
from tests.inspections.making import LETTER, make_room
from tests.people import Cast


def test_it_is_published_once(committed: Cast) -> None:
    room = make_room(committed)
    response = room.cleared()
    outcomes = at_once(
        lambda: publish(actor=room.clem, response=response),
        lambda: publish(actor=committed.pol, response=response),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Publication", "Refused"]
    assert Publication.objects.count() == 1


def test_an_answer_comes_before_publication_or_not_at_all(committed: Cast) -> None:
    room = make_room(committed)
    response = room.cleared()
    outcomes = at_once(
        lambda: publish(actor=room.clem, response=response),
        lambda: answer(
            actor=committed.pol, response=response, finding=room.first, answer="no_action",
            explanation="A change at the last moment.",
        ),
    )  # fmt: skip
    assert len(refusals(outcomes)) == 1
    published = Publication.objects.filter(ref=response.ref).first()
    assert published is None or "last moment" not in published.markdown


def test_a_response_is_opened_once(committed: Cast) -> None:
    room = make_room(committed)
    outcomes = at_once(room.open, room.open)
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Response"]
    assert "has a response to this report" in str(refusals(outcomes)[0])


def test_a_published_response_has_one_correction(committed: Cast) -> None:
    room = make_room(committed)
    room.published()
    given = {"actor": committed.pol, "response": room.response(), "because": "A figure."}
    outcomes = at_once(lambda: correct_response(**given), lambda: correct_response(**given))
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Response"]
    assert "Version 2 of this response already exists" in str(refusals(outcomes)[0])


def test_a_finding_that_is_being_answered_is_not_removed(committed: Cast) -> None:
    room = make_room(committed)
    response = room.open()
    answered, removed = while_it_waits(
        lambda: room.answered(response, room.first),
        lambda: remove_finding(actor=committed.pol, finding=room.first, because="In error."),
    )
    assert answered is None
    assert "it has an answer in a response" in str(removed)
    assert Finding.objects.filter(pk=room.first.pk).exists()


def test_a_finding_that_is_being_removed_is_not_answered(committed: Cast) -> None:
    room = make_room(committed)
    response = room.open()
    removed, answered = while_it_waits(
        lambda: remove_finding(actor=committed.pol, finding=room.first, because="In error."),
        lambda: room.answered(response, room.first),
    )
    assert (removed, type(answered)) == (room.report, Refused)
    assert not Finding.objects.filter(pk=room.first.pk).exists()


def test_what_is_corrected_while_it_is_published_is_said_to_be_corrected_since(
    committed: Cast,
) -> None:
    """The correction waits for the publication, so the letter quotes the old finding."""
    room = make_room(committed)
    response = room.cleared()
    names = ("kind", "number", "is_verbatim", "due_on", "due_text", "parent", "recurs_from")
    given = {name: getattr(room.first, name) for name in names}
    published, corrected = while_it_waits(
        lambda: publish(actor=room.clem, response=response),
        lambda: edit_finding(
            actor=committed.pol, finding=room.first, text="Other words.", because="Typo.", **given
        ),
    )
    assert "Systems should be in place" in published.markdown
    assert corrected.text == "Other words."
    page = browser(committed.pol).get(f"/responses/{response.ref}/").content.decode()
    assert "The letter quotes it as it was." in page


def test_the_terminal_does_not_write_back_what_a_colleague_wrote_meanwhile(committed: Cast) -> None:
    """Three commands keep omitted fields. Each reads them after it locks the row."""
    room = make_room(committed)
    response, pol = room.open(), committed.pol
    draft(actor=pol, response=response, body_comments="First.", reply="First.")
    address(actor=pol, response=response, **LETTER)
    given = {"actor": pol, "response": response, "finding": room.first}
    answer(**given, answer="no_action", explanation="First.")

    _, drafted = while_it_waits(
        lambda: draft(actor=pol, response=response, body_comments="Second.", reply="First."),
        lambda: terminal(pol, "inspections", "draft", response.ref, "--reply", "Ours."),
    )
    _, addressed = while_it_waits(
        lambda: address(actor=pol, response=response, **(LETTER | {"greeting": "Dear Minister"})),
        lambda: terminal(pol, "inspections", "address", response.ref, "--subject", "Ours"),
    )
    _, answered = while_it_waits(
        lambda: answer(**given, answer="action_taken", explanation="First."),
        lambda: terminal(
            pol, "inspections", "answer", response.ref, room.first.key, "--explanation", "Ours."
        ),
    )
    assert [ran.output for ran in (drafted, addressed, answered) if ran.exit_code] == []
    with as_actor(pol):
        now, said = Response.objects.get(), Answer.objects.get()
    assert (now.body_comments, now.reply) == ("Second.", "Ours.")
    assert (now.greeting, now.subject) == ("Dear Minister", "Ours")
    assert (said.answer, said.explanation) == ("action_taken", "Ours.")


def test_two_findings_do_not_supersede_each_other(committed: Cast) -> None:
    room = make_room(committed)
    given = {"actor": room.chas, "agency": room.force, "status": "superseded", "note": "Newer."}
    outcomes = at_once(
        lambda: set_our_status(finding=room.first, superseded_by=room.second, **given),
        lambda: set_our_status(finding=room.second, superseded_by=room.first, **given),
    )
    assert len(refusals(outcomes)) == 1
    assert "is superseded too" in str(refusals(outcomes)[0])

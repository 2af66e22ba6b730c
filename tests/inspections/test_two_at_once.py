"""Two at the same moment, with real commits."""

from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.models import Answer, Publication, Response
from broadhurst.foundation.access.wall import seen_as
from tests.at_once import at_once, refusals, while_it_waits
from tests.doors import terminal
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


def test_the_terminal_does_not_write_back_what_a_colleague_wrote_meanwhile(committed: Cast) -> None:
    """Three verbs keep what is left out: each reads it behind the lock of its command."""
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
    with seen_as(pol):
        now, said = Response.objects.get(), Answer.objects.get()
    assert (now.body_comments, now.reply) == ("Second.", "Ours.")
    assert (now.greeting, now.subject) == ("Dear Minister", "Ours")
    assert (said.answer, said.explanation) == ("action_taken", "Ours.")

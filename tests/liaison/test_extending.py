"""More time for a request: asked for, agreed, refused, taken back or overtaken by the answer."""

from datetime import UTC, date, datetime

import pytest

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.agree_extension import agree_extension
from broadhurst.capabilities.liaison.commands.ask_extension import ask_extension
from broadhurst.capabilities.liaison.commands.refuse_extension import refuse_extension
from broadhurst.capabilities.liaison.commands.withdraw_extension import withdraw_extension
from broadhurst.capabilities.liaison.models import Extension, Request
from broadhurst.capabilities.liaison.queries.shown import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast

BUSY = "The team is at court until Thursday."
FRIDAY = date(2021, 3, 5)


def wanted(cast: Cast, request: Request | None = None) -> Request:
    """Return a request for which Len asked for more time."""
    request = request or asked(cast)
    ask_extension(actor=cast.len, lead_request=request, until_on=FRIDAY, because=BUSY)
    return request


def test_the_clock_follows_what_was_agreed_and_the_figure_keeps_the_first(cast: Cast) -> None:
    request = wanted(cast)
    with as_actor(cast.gail):
        assert [task.what for task in waiting_for(cast.gail)] == ["Decide on more time"]
    agree_extension(actor=cast.gail, lead_request=request)
    with clock.set_to(datetime(2021, 3, 4, 9, tzinfo=UTC)):
        answered = accept(actor=cast.len, lead_request=request)
    assert answered.first_due_at == datetime(2021, 3, 3, 23, 59, 59, tzinfo=UTC)
    assert answered.answer_due_at == datetime(2021, 3, 5, 23, 59, 59, tzinfo=UTC)
    with clock.set_to(datetime(2021, 3, 8, 9, tzinfo=UTC)), as_actor(cast.gail):
        assert waiting_for(cast.gail) == []
        assert FIGURES["answered_in_time"](SEEN, None, date(2021, 3, 7)).value == 0
        page = browser(cast.gail).get(f"/requests/{request.ref}/").content.decode()
    assert "In the extended time" in page
    assert "The first deadline was 3 March 2021" in page


def test_once_accepted_it_is_the_day_it_is_needed_by_that_moves(cast: Cast) -> None:
    request = accept(actor=cast.len, lead_request=asked(cast, needed_on=date(2021, 3, 4)))
    extension = ask_extension(actor=cast.len, lead_request=request, until_on=FRIDAY, because=BUSY)
    assert extension.of == "work"
    agree_extension(actor=cast.gail, lead_request=request)
    with as_actor(cast.gail):
        request.refresh_from_db()
    assert (request.needed_on, request.answer_due_at) == (FRIDAY, request.first_due_at)


def test_without_a_day_it_is_needed_by_there_is_nothing_to_move(cast: Cast) -> None:
    request = accept(actor=cast.len, lead_request=asked(cast))
    with pytest.raises(Refused, match="there is no deadline"):
        wanted(cast, request)


def test_only_the_lead_who_is_asked_asks_and_only_the_other_agrees(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(Refused, match="Only the lead who is asked"):
        ask_extension(actor=cast.gail, lead_request=request, until_on=FRIDAY, because=BUSY)
    wanted(cast, request)
    with pytest.raises(Refused, match="You have asked for more time already"):
        wanted(cast, request)
    with pytest.raises(Refused, match="Only the lead who asked"):
        agree_extension(actor=cast.len, lead_request=request)
    with pytest.raises(Refused, match="Only the lead who asked"):
        refuse_extension(actor=cast.cora, lead_request=request, because="No.")


def test_a_day_before_the_deadline_and_no_reason_are_refused_at_their_fields(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(Refused) as refused:
        ask_extension(actor=cast.len, lead_request=request, until_on=date(2021, 3, 3), because=" ")
    assert [(one.field, str(one)) for one in refused.value.objections] == [  # type: ignore[attr-defined]
        ("until_on", "Enter a day after the deadline."),
        ("because", "Enter why you need more time."),
    ]


def test_a_refusal_keeps_the_deadline_and_says_why(cast: Cast) -> None:
    request = wanted(cast)
    with pytest.raises(Refused, match="Enter why you refuse"):
        refuse_extension(actor=cast.gail, lead_request=request, because="")
    refuse_extension(actor=cast.gail, lead_request=request, because="The door opens Thursday.")
    with as_actor(cast.len):
        request.refresh_from_db()
        assert request.answer_due_at == request.first_due_at
        event = Event.objects.get(verb="request.extension_refused")
        assert words(event).endswith("Reason: The door opens Thursday.")


def test_it_can_be_taken_back_and_asked_again(cast: Cast) -> None:
    request = wanted(cast)
    withdraw_extension(actor=cast.len, lead_request=request, because="We found a team.")
    with pytest.raises(Refused, match="Nobody is waiting"):
        agree_extension(actor=cast.gail, lead_request=request)
    wanted(cast, request)
    with as_actor(cast.len):
        assert [one.stage for one in Extension.objects.all()] == ["withdrawn", "asked"]


def test_an_answer_ends_the_wait_for_it(cast: Cast) -> None:
    request = wanted(cast)
    accept(actor=cast.len, lead_request=request)
    with pytest.raises(Refused, match="Nobody is waiting"):
        agree_extension(actor=cast.gail, lead_request=request)
    with as_actor(cast.gail):
        assert Extension.objects.get().stage == "lapsed"


def test_a_day_that_has_passed_is_not_agreed_to(cast: Cast) -> None:
    request = wanted(cast)
    later = clock.set_to(datetime(2021, 3, 6, 9, tzinfo=UTC))
    with later, pytest.raises(Refused, match="The proposed day has passed"):
        agree_extension(actor=cast.gail, lead_request=request)


def test_agreed_and_refused_at_once_it_is_decided_once(committed: Cast) -> None:
    request = wanted(committed)
    outcomes = at_once(
        lambda: agree_extension(actor=committed.gail, lead_request=request),
        lambda: refuse_extension(actor=committed.gail, lead_request=request, because="No."),
    )
    assert len(refusals(outcomes)) == 1


def test_at_the_page_the_api_and_the_terminal(cast: Cast) -> None:
    request = asked(cast)
    address = f"/requests/{request.ref}"
    page = browser(cast.len)
    assert "Ask for more time" in page.get(f"{address}/").content.decode()
    answers = {"until_on": "2021-03-05", "because": BUSY}
    assert page.post(f"{address}/ask-extension/", answers).status_code == 302
    shown = browser(cast.gail).get(f"{address}/").content.decode()
    assert "Agree to more time" in shown
    assert BUSY in shown
    assert "Agree to more time" not in page.get(f"{address}/").content.decode()
    answer = Machine(cast.gail).post(f"{address}/refuse-extension", because="Too late.").json()
    assert (answer["stage"], answer["ended_because"]) == ("refused", "Too late.")
    ran = terminal(
        cast.len, "liaison", "ask-extension", request.ref, "--until-on", "2021-03-08",
        "--because", BUSY,
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    agreed = terminal(cast.gail, "liaison", "agree-extension", request.ref)
    assert agreed.output == f"You agreed to more time for {request.ref}.\n"
    history = Machine(cast.len).get(f"{address}/history").json()
    assert [one["stage"] for one in history["extensions"]] == ["refused", "agreed"]


def test_an_officer_of_another_force_finds_nothing(cast: Cast) -> None:
    request = wanted(cast)
    for verb in ("ask-extension", "agree-extension", "refuse-extension", "withdraw-extension"):
        assert browser(cast.olive).get(f"/requests/{request.ref}/{verb}/").status_code == 404
    assert Machine(cast.olive).get(f"/requests/{request.ref}/history").status_code == 404
    with as_actor(cast.olive):
        assert not Extension.objects.exists()

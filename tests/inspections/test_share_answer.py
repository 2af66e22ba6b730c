"""One response answers the same finding of two reports, and each report has its own clock."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.share_answer import share_answer
from broadhurst.capabilities.inspections.commands.withdraw_shared_answer import (
    withdraw_shared_answer,
)
from broadhurst.capabilities.inspections.figures.responses import responses_in_time
from broadhurst.capabilities.inspections.models import (
    Answer,
    Finding,
    Response,
    SharedAnswer,
    SharedPublication,
)
from broadhurst.capabilities.inspections.queries.opening import to_open
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found, recorded
from tests.inspections.test_versions import LATER, republished

FORCE_REPORT = "Northshire Police: serious and organised crime"
EARLIER = date(2021, 1, 18)  # its 56 days end on 14 March 2021


def force_report(room: Room, published_on: date = EARLIER) -> Finding:
    """Record a report on the force whose finding the first finding of the room repeats."""
    report = recorded(
        room.cast, room.inspectorate, key="force-soc", title=FORCE_REPORT, scope="force",
        published_on=published_on, url="https://inspectors.example/northshire",
    )  # fmt: skip
    same = found(room.cast, report, "3", "SIOs and LROs should act on one plan.")
    Finding.objects.filter(pk=room.first.pk).update(recurs_from=same)
    return same


def shared(room: Room, same: Finding) -> tuple[Response, SharedAnswer]:
    response = room.complete()
    row = share_answer(
        actor=room.cast.pol, response=response, finding=room.first, also_answers=same
    )
    clear(actor=room.clem, response=room.fresh(response), is_read=True)
    return room.fresh(response), row


def test_one_response_answers_both_and_each_clock_judges_its_date(room: Room) -> None:
    same = force_report(room)
    response, _ = shared(room, same)
    with clock.set_to(clock.now() + timedelta(days=10)):  # 11 March, day 53 of the earlier report
        row = publish(actor=room.clem, response=response)
        pol, olive = browser(room.cast.pol), browser(room.cast.olive)
        public = browser(None).get(f"/published/{row.ref}/").content.decode()
        assert "It also answers recommendation 3 of" in public
        assert "on day 53 of the 56 days for that report" in public
        assert "The figures" not in public  # the letter has none
        said = "answered recommendation 3 on 11 March 2021, day 53 of 56"
        for page in (
            f"/reports/{same.report.ref}/",
            f"/findings/{same.key}/",
            f"/findings/{same.key}/work/",
        ):
            for reader in (pol, olive):
                assert said in reader.get(page).content.decode(), page
        years = pol.get(f"/findings/{same.key}/over-the-years/").content.decode()
        assert f"with the response to “{room.report.title}”" in years
        assert f"This also answers recommendation 3 of “{FORCE_REPORT}”" in row.markdown
        assert "> SIOs and LROs should act on one plan." in row.markdown
    with as_actor(room.cast.pol):
        kept = SharedPublication.objects.get()
        assert (kept.finding, kept.by, kept.answered_on) == (same, room.first, date(2021, 3, 11))
        to_answer = to_open(room.cast.pol, date(2021, 3, 11))
        assert same.report_id not in [report.pk for report in to_answer]


def test_a_response_that_is_late_for_the_other_report_says_why(room: Room) -> None:
    response, _ = shared(room, force_report(room, date(2020, 12, 1)))
    with pytest.raises(Refused, match="The last day was 25 January 2021"):
        publish(actor=room.clem, response=response)
    row = publish(actor=room.clem, response=response, late_reason="We waited for both reports.")
    assert not row.is_late
    public = browser(None).get(f"/published/{row.ref}/").content.decode()
    assert "The last day was 25 January 2021." in public
    assert "We waited for both reports." in public


def test_a_finding_is_answered_by_one_response(room: Room) -> None:
    same = force_report(room)
    response, _ = shared(room, same)
    other = open_response(actor=room.cast.pol, report=same.report, force=room.force)
    with pytest.raises(Refused, match="already answers that finding"):
        room.answered(other, same)
    with as_actor(room.cast.pol), transaction.atomic(), pytest.raises(IntegrityError):
        Answer.objects.create(
            dossier=other.dossier, response=other, finding=same, answer="no_action",
            explanation="Twice.", answered_by=room.cast.pol.officer, answered_at=clock.now(),
        )  # fmt: skip
    publish(actor=room.clem, response=response)
    page = browser(room.cast.pol).get(f"/responses/{other.ref}/").content.decode()
    assert "Answered in another response" in page
    assert "Answer recommendation 3." not in page


def test_the_other_response_answers_it_first(room: Room) -> None:
    same = force_report(room)
    response = room.complete()
    other = open_response(actor=room.cast.pol, report=same.report, force=room.force)
    room.answered(other, same)
    with pytest.raises(Refused, match="already answers that finding"):
        share_answer(actor=room.cast.pol, response=response, finding=room.first, also_answers=same)
    with (
        as_actor(room.cast.pol), transaction.atomic(),
        pytest.raises(IntegrityError, match="Another response answers this finding"),
    ):  # fmt: skip
        SharedAnswer.objects.create(
            dossier=response.dossier, ref="SHR-TEST", answer=response.answers.first(),
            finding=same, shared_by=room.cast.pol.officer, shared_at=clock.now(),
        )  # fmt: skip


def test_nobody_publishes_an_answer_that_was_not_shared(room: Room) -> None:
    same = force_report(room)
    response, _ = shared(room, same)
    row = publish(actor=room.clem, response=response)
    for who in (room.cast.olive, room.cast.pol):
        for by, finding in ((room.second, same), (room.first, room.second)):
            with (
                as_actor(who), transaction.atomic(),
                pytest.raises(IntegrityError, match="Only a published response answers"),
            ):  # fmt: skip
                SharedPublication.objects.create(
                    publication=row, finding=finding, by=by, answered_on=EARLIER
                )
    with as_actor(room.cast.pol), transaction.atomic(), pytest.raises(DatabaseError):
        SharedPublication.objects.update(answered_on=EARLIER)


def test_it_is_taken_out_with_a_reason_and_answered_again(room: Room) -> None:
    same = force_report(room)
    response = room.complete()
    row = share_answer(
        actor=room.cast.pol, response=response, finding=room.first, also_answers=same
    )
    with pytest.raises(Refused, match="Enter a reason"):
        withdraw_shared_answer(actor=room.cast.pol, shared=row, because=" ")
    withdraw_shared_answer(actor=room.cast.pol, shared=row, because="It asks for more.")
    with pytest.raises(Refused, match="already been withdrawn"):
        withdraw_shared_answer(actor=room.cast.pol, shared=row, because="Again.")
    other = open_response(actor=room.cast.pol, report=same.report, force=room.force)
    room.answered(other, same)


def test_a_correction_keeps_the_day_and_can_take_it_out(room: Room) -> None:
    same = force_report(room)
    response, _ = shared(room, same)
    publish(actor=room.clem, response=response)
    with clock.set_to(LATER):
        second = correct_response(
            actor=room.cast.pol, response=room.fresh(response), because="A word was wrong."
        )
        republished(room, second)
        with as_actor(room.cast.pol):
            days = SharedPublication.objects.values_list("answered_on", flat=True)
            assert list(days) == [date(2021, 3, 1)] * 2
        third = correct_response(
            actor=room.cast.pol, response=room.fresh(second), because="It asks for more."
        )
        other = open_response(actor=room.cast.pol, report=same.report, force=room.force)
        with pytest.raises(Refused, match="already answers that finding"):
            room.answered(other, same)
        with as_actor(room.cast.pol):
            row = SharedAnswer.objects.get(answer__response=third)
        withdraw_shared_answer(actor=room.cast.pol, shared=row, because="It asks for more.")
        with pytest.raises(Refused, match="already answers that finding"):
            room.answered(other, same)
        republished(room, third)
        room.answered(other, same)
        page = browser(room.cast.pol).get(f"/reports/{same.report.ref}/").content.decode()
        assert "answered recommendation 3 on" not in page


def test_responses_in_time_count_both_reports(room: Room) -> None:
    response, _ = shared(room, force_report(room, date(2020, 12, 1)))
    publish(actor=room.clem, response=response, late_reason="We waited for both reports.")
    with as_actor(room.cast.pol):
        assert responses_in_time(SEEN, None, clock.today()).in_words == "50 per cent of 2 responses"
        yesterday = clock.today() - timedelta(days=1)
        periods = [(None, yesterday), (clock.today(), clock.today())]
        trend = responses_in_time.count_periods(SEEN, periods)
        alone = [responses_in_time(SEEN, *period) for period in periods]
    assert [(one.in_words, one.behind) for one in trend] == [
        (one.in_words, one.behind) for one in alone
    ]
    assert [one.behind for one in trend] == [0, 2]


def test_what_cannot_be_shared(room: Room) -> None:
    same = force_report(room)
    elsewhere = found(room.cast, same.report, "4", "Something else.")
    response = room.invited()
    given = {"actor": room.cast.pol, "response": response, "finding": room.first}
    with pytest.raises(Refused, match="Answer the finding first"):
        share_answer(**given, also_answers=same)
    room.answered(response, room.first)
    with pytest.raises(Refused, match="One of the two findings must repeat or supersede"):
        share_answer(**given, also_answers=elsewhere)
    with pytest.raises(Refused):
        share_answer(**given | {"actor": room.chas}, also_answers=same)
    share_answer(**given, also_answers=same)
    with pytest.raises(Refused, match="already answers that finding"):
        share_answer(**given, also_answers=same)


def test_page_api_and_terminal(room: Room) -> None:
    same = force_report(room)
    response = room.complete()
    pol, path = browser(room.cast.pol), f"/responses/{response.ref}/findings/{room.first.key}"
    assert "Answer another report too" in pol.get(f"/responses/{response.ref}/").content.decode()
    assert pol.get(f"{path}/share-answer/").status_code == 200
    wrong = pol.post(f"{path}/share-answer/", {"also_answers": room.second.key})
    assert "One of the two findings must repeat or supersede" in wrong.content.decode()
    assert pol.post(f"{path}/share-answer/", {"also_answers": same.key}).status_code == 302
    page = pol.get(f"/responses/{response.ref}/").content.decode()
    assert "Also answers" in page
    assert FORCE_REPORT in page
    assert "Answer another report too" not in page  # nothing is left to answer
    machine = Machine(room.cast.pol)
    [one] = machine.get(f"/responses/{response.ref}").json()["answers"][0]["also_answers"]
    assert (one["also_answers"], one["report"]) == (same.key, same.report.ref)
    out = f"/shared-answers/{one['ref']}/withdraw"
    assert browser(room.cast.olive).get(f"{out}/").status_code == 404
    assert Machine(room.cast.olive).post(out, because="Mine.").status_code == 404
    assert pol.get(f"{out}/").status_code == 200
    assert machine.post(out, because="Not the same.").json()["withdrawn_because"] == "Not the same."
    again = machine.post(f"{path}/share-answer", also_answers=same.key)
    assert again.status_code == 201
    ran = terminal(
        room.cast.pol, "inspections", "withdraw-shared-answer", again.json()["ref"],
        "--because", "Not the same after all.",
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    ran = terminal(
        room.cast.pol, "inspections", "share-answer", response.ref, room.first.key,
        "--also-answers", same.key,
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output

"""Tests for withdrawing a draft response, and for correcting a published one."""

from datetime import UTC, datetime

import pytest

from broadhurst.capabilities.inspections.commands.choose_paragraphs import choose_paragraphs
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.correct_response import correct_response
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.edit_finding import edit_finding
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.withdraw_evidence import withdraw_evidence
from broadhurst.capabilities.inspections.commands.withdraw_response import withdraw_response
from broadhurst.capabilities.inspections.figures.letter import compose
from broadhurst.capabilities.inspections.figures.responses import responses_in_time
from broadhurst.capabilities.inspections.models import Evidence, Publication, Response
from broadhurst.capabilities.inspections.queries.waiting import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, reference_in, terminal
from tests.inspections.making import Room
from tests.inspections.test_add_evidence import added
from tests.inspections.test_correct_reports import finding_given
from tests.plans.written import a_plan, for_council

LATER = datetime(2021, 6, 1, 9, tzinfo=UTC)
A_YEAR_LATER = datetime(2022, 6, 1, 9, tzinfo=UTC)
BECAUSE = "A figure was wrong."


def corrected(room: Room) -> tuple[Publication, Response]:
    """Publish version 1 on 1 March, and open version 2 on 1 June, after the 56 days."""
    response = room.complete()
    added(room, room.cast.pol, response)
    clear(actor=room.clem, response=response, is_read=True)
    first = publish(actor=room.clem, response=room.fresh(response))
    with clock.set_to(LATER):
        after = correct_response(
            actor=room.cast.pol, response=room.fresh(response), because=BECAUSE
        )
    return first, after


def test_a_correction_has_no_last_day(room: Room) -> None:
    _first, after = corrected(room)
    with clock.set_to(LATER), as_actor(room.clem):
        about = [one for one in waiting_for(room.clem) if after.ref == one.ref]
    assert [one.due for one in about] == [None]


def republished(room: Room, after: Response) -> Publication:
    with clock.set_to(LATER):
        draft(actor=room.cast.pol, response=after, body_comments="We commend the staff twice.")
        clear(actor=room.clem, response=room.fresh(after), is_read=True)
        return publish(actor=room.clem, response=room.fresh(after))


def test_a_new_version_is_a_draft_copied_from_the_published_one(room: Room) -> None:
    first, after = corrected(room)
    assert (after.stage, after.version, after.correction) == ("drafting", 2, BECAUSE)
    with as_actor(room.cast.pol):
        assert after.answers.count() == 2
        assert Evidence.objects.filter(answer__response=after).count() == 1
        before = Response.objects.get(ref=first.ref)
        assert (after.chief_officer_comments, after.sender) == (
            before.chief_officer_comments, before.sender,
        )  # fmt: skip
    assert browser(room.chas).get(f"/responses/{after.ref}/").status_code == 200
    page = browser(room.cast.pol).get(f"/responses/{first.ref}/").content.decode()
    assert "A correction of this response is being written because: A figure was wrong." in page


def test_a_correction_that_changes_nothing_is_not_cleared(room: Room) -> None:
    _first, after = corrected(room)
    path, same = f"/responses/{after.ref}/clear", "This version says the same as version 1. Correct"
    with clock.set_to(LATER):
        with pytest.raises(Refused, match=same):
            clear(actor=room.clem, response=room.fresh(after), is_read=True)
        # Saving a page without a change changes nothing.
        comments = room.fresh(after).body_comments
        draft(actor=room.cast.pol, response=room.fresh(after), body_comments=comments)
        assert same in browser(room.clem).post(path + "/", {"is_read": "on"}).content.decode()
        assert same in Machine(room.clem).post(path, is_read=True).content.decode()
        said = terminal(room.clem, "inspections", "clear", after.ref, "--is-read").output
        assert "withdraw this version" in said
    assert room.fresh(after).stage == "drafting"


def test_a_correction_is_cleared_if_only_the_report_was_corrected(room: Room) -> None:
    _first, after = corrected(room)
    with clock.set_to(LATER):
        edit_finding(
            actor=room.cast.pol,
            finding=room.first,
            **finding_given(room.first, text="Keep the plans for five years."),
        )
        assert clear(actor=room.clem, response=room.fresh(after), is_read=True).stage == "cleared"


def test_a_correction_is_cleared_if_only_its_evidence_was_withdrawn(room: Room) -> None:
    _first, after = corrected(room)
    with clock.set_to(LATER):
        with as_actor(room.cast.pol):
            evidence = Evidence.objects.get(answer__response=after)
        withdraw_evidence(actor=room.cast.pol, evidence=evidence, because="A slip.")
        assert clear(actor=room.clem, response=room.fresh(after), is_read=True).stage == "cleared"


def test_the_public_page_shows_version_2_and_version_1_stays_readable(room: Room) -> None:
    first, after = corrected(room)
    second = republished(room, after)
    assert (second.corrects, second.version, second.is_late) == (first, 2, False)
    new = browser(None).get(f"/published/{second.ref}/").content.decode()
    assert "This response corrects version 1 because: A figure was wrong." in new
    assert "We commend the staff twice." in new
    old = browser(None).get(f"/published/{first.ref}/").content.decode()
    for part in ("Replaced", "corrected on 1 June 2021", f"/published/{second.ref}/"):
        assert part in old
    assert "We commend the staff twice." not in old
    listed = browser(None).get("/published/").content.decode()
    assert second.ref in listed
    assert first.ref not in listed
    assert "corrected 1 June 2021" in listed
    assert (
        f"**This is version 2 of this response. It replaces version 1 ({first.ref}), published on "
        "1 March 2021. Reason for the correction: A figure was wrong.**" in second.markdown
    )
    assert "was 14 April 2021. Version 1 was published on 1 March 2021." in second.markdown
    assert "late" not in second.markdown


def test_a_correction_counts_once_and_is_as_late_as_its_first_version(room: Room) -> None:
    first, after = corrected(room)
    republished(room, after)
    figure = responses_in_time(SEEN, None, LATER.date())
    assert (figure.value, len(figure.records)) == (100, 1)
    with as_actor(room.cast.pol), clock.set_to(LATER):
        waits = [one.ref for one in waiting_for(room.cast.pol)]
    assert not [one for one in waits if first.ref in one]
    assert [one for one in waits if after.ref in one]


def test_a_correction_counts_its_paragraphs_as_of_the_version_before(room: Room) -> None:
    """Partners are counted over a year.

    Counted a year later, no partner of March 2021 would be left.
    """
    pol, cast = room.cast.pol, room.cast
    for_council(cast, a_plan(cast))
    response = room.complete()
    path = f"/responses/{response.ref}/choose-paragraphs/"
    choose_paragraphs(actor=pol, response=response, paragraphs=["partners", "transfer"])
    assert "Count the paragraphs again" not in browser(pol).get(path).content.decode()
    clear(actor=room.clem, response=room.fresh(response), is_read=True)
    first = publish(actor=room.clem, response=room.fresh(response))
    with clock.set_to(A_YEAR_LATER):
        after = correct_response(actor=pol, response=room.fresh(response), because=BECAUSE)
        # Paragraphs that stay keep their day even if the order changes.
        chosen = ["transfer", "safeguarding", "partners"]
        choose_paragraphs(actor=pol, response=after, paragraphs=chosen)
        clear(actor=room.clem, response=room.fresh(after), is_read=True)
        second = publish(actor=room.clem, response=room.fresh(after))
        third = correct_response(actor=pol, response=room.fresh(after), because=BECAUSE)
    (before,), (safeguarding, now) = first.figures, second.figures
    assert (now["as_of"], now["in_words"], now["title"]) == (
        "2021-03-01", before["in_words"], before["title"],
    )  # fmt: skip
    assert safeguarding["as_of"] == "2022-06-01"
    days = [one.get("as_of") for one in third.paragraphs]
    assert days == ["2021-03-01", "2022-06-01", "2021-03-01"]
    count_again(room, third)


def count_again(room: Room, third: Response) -> None:
    """Have the paragraphs counted as of the new day."""
    path, page = f"/responses/{third.ref}/choose-paragraphs/", browser(room.cast.pol)
    with clock.set_to(A_YEAR_LATER):
        assert "Count the paragraphs again" in page.get(path).content.decode()
        given = {"paragraphs": ["partners", "transfer"], "is_counted_again": "on"}
        assert page.post(path, given).status_code == 302
    with as_actor(room.cast.pol):
        again = room.fresh(third)
        text = compose(again, A_YEAR_LATER.date()).text
    assert not [one for one in again.paragraphs if "as_of" in one]
    assert "part in 4P plans" not in text


def test_only_one_correction_is_open_and_a_withdrawn_one_can_be_opened_anew(room: Room) -> None:
    first, after = corrected(room)
    with as_actor(room.cast.pol):
        before = Response.objects.get(ref=first.ref)
    given = {"actor": room.cast.pol, "response": before, "because": "Again."}
    with pytest.raises(
        Refused, match=f"Version 2 of this response already exists. Work on {after.ref}"
    ):
        correct_response(**given)
    withdraw_response(actor=room.cast.pol, response=after, because="It was right.")
    again = correct_response(**given)
    assert (again.version, again.stage) == (2, "drafting")
    with pytest.raises(Refused, match="you cannot do this now"):
        draft(actor=room.cast.pol, response=after, body_comments="x")


def test_a_draft_opened_in_error_is_withdrawn_and_another_is_opened(room: Room) -> None:
    response = room.cleared()
    withdraw_response(actor=room.cast.pol, response=response, because="For the wrong force.")
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/").content.decode()
    assert "Withdrawn by Pol Greywater, 1 March 2021: For the wrong force." in page
    assert "Answer recommendation 1" not in page
    assert room.open().stage == "drafting"


def test_every_objection(room: Room) -> None:
    room.published()
    response = room.response()
    with pytest.raises(Refused, match="response cannot be withdrawn"):
        withdraw_response(actor=room.cast.pol, response=response, because="x")
    with pytest.raises(Refused, match="Only the policing body"):
        correct_response(actor=room.chas, response=response, because="x")
    with pytest.raises(Refused, match="Enter a reason"):
        correct_response(actor=room.cast.pol, response=response, because=" ")
    with pytest.raises(Refused, match="Remove “OCG-7K3QF2”"):
        correct_response(actor=room.cast.pol, response=response, because="See OCG-7K3QF2.")
    after = correct_response(actor=room.cast.pol, response=response, because="x")
    with pytest.raises(Refused, match="you cannot do this now"):
        correct_response(actor=room.cast.pol, response=after, because="x")
    with pytest.raises(Refused, match="Only the policing body"):
        withdraw_response(actor=room.chas, response=after, because="x")


def test_page_api_and_terminal(room: Room) -> None:
    room.published()
    ref, pol, because = room.response().ref, room.cast.pol, {"because": BECAUSE}
    shown = browser(pol).get(f"/responses/{ref}/correct/").content.decode()
    assert "Northshire Police" in shown or "NORTHSHIRE" in shown
    made = browser(pol).post(f"/responses/{ref}/correct/", because)
    second = made["Location"].split("/")[2]
    assert (made.status_code, second != ref) == (302, True)
    assert browser(pol).post(f"/responses/{second}/withdraw/", because).status_code == 302
    answer = Machine(pol).post(f"/responses/{ref}/correct", **because)
    assert (answer.status_code, answer.json()["corrects"]) == (201, ref)
    third = answer.json()["ref"]
    assert Machine(pol).post(f"/responses/{third}/withdraw", **because).json()["stage"] == (
        "withdrawn"
    )
    run = terminal(pol, "inspections", "correct-response", ref, f"--because={BECAUSE}")
    assert run.exit_code == 0, run.output
    run = terminal(
        pol, "inspections", "withdraw-response", reference_in(run.output), "--because=No."
    )
    assert run.exit_code == 0, run.output
    for who in (room.cast.olive, room.cast.gail):
        for verb in ("correct", "withdraw"):
            assert browser(who).post(f"/responses/{ref}/{verb}/", because).status_code == 404
            assert Machine(who).post(f"/responses/{ref}/{verb}", **because).status_code == 404
    assert Machine(room.chas).post(f"/responses/{ref}/correct", **because).status_code == 409
    assert (
        "Correct this response" not in browser(room.chas).get(f"/responses/{ref}/").content.decode()
    )

"""Desired outcomes, intelligence gaps and exit criteria of a plan, and its end."""

import pytest
from django.db import IntegrityError

from broadhurst.capabilities.plans.commands.add_exit_criterion import add_exit_criterion
from broadhurst.capabilities.plans.commands.add_outcome import add_outcome
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.cancel_action import cancel_action
from broadhurst.capabilities.plans.commands.close_gap import close_gap
from broadhurst.capabilities.plans.commands.close_plan import close_plan
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.commands.drop_outcome import drop_outcome
from broadhurst.capabilities.plans.commands.grade_outcome import grade_outcome
from broadhurst.capabilities.plans.commands.mark_exit_criterion import mark_exit_criterion
from broadhurst.capabilities.plans.commands.open_gap import open_gap
from broadhurst.capabilities.plans.commands.reopen_plan import reopen_plan
from broadhurst.capabilities.plans.commands.review import review
from broadhurst.capabilities.plans.figures import plan_reviews_overdue
from broadhurst.capabilities.plans.models import Action, Gap, Grading, Outcome, OutcomeList, Plan
from broadhurst.capabilities.plans.queries.aims import outcomes_of
from broadhurst.capabilities.plans.queries.archiving import still_open
from broadhurst.capabilities.transfers.queries.packed_work import work_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.test_shown import at
from tests.plans.written import a_closed_plan, a_plan, an_action, an_agreed_plan, outcome_of

WHY = "Two of the three lines are shut."


def ended(cast: Cast) -> Plan:
    """Return an agreed plan without an open action."""
    plan = an_agreed_plan(cast)
    with as_actor(cast.len):
        action = Action.objects.get(objective__plan=plan)
    cancel_action(actor=cast.len, action=action, reason="Not needed.")
    return plan


def test_an_outcome_keeps_the_words_of_the_list_it_was_chosen_from(cast: Cast) -> None:
    outcome = outcome_of(cast, a_plan(cast))
    assert outcome.text == "The OCG no longer supplies or sells"
    with as_actor(cast.len):
        assert OutcomeList.objects.get() == outcome.chosen_from


def test_an_outcome_is_chosen_once_in_a_draft_or_written(cast: Cast) -> None:
    plan = a_plan(cast)
    with pytest.raises(Refused, match="in the plan already"):
        add_outcome(actor=cast.len, plan=plan, kind="supply_stopped")
    with pytest.raises(Refused, match="in your own words"):
        add_outcome(actor=cast.len, plan=plan, kind="own")
    own = add_outcome(actor=cast.gail, plan=plan, kind="own", words="The yard has a new tenant.")
    assert (own.kind, own.chosen_from) == ("", None)
    an_action(cast, plan)
    agree(actor=cast.gail, plan=plan)
    with pytest.raises(Refused, match="Draft a new version to add a desired outcome"):
        add_outcome(actor=cast.len, plan=plan, kind="own", words="Too late.")


def test_a_plan_without_a_desired_outcome_is_not_agreed(cast: Cast) -> None:
    plan = draft(actor=cast.len, ocg=cast.ocg(), aim="Stop it.")
    an_action(cast, plan)
    with pytest.raises(Refused, match="Add a desired outcome first"):
        agree(actor=cast.gail, plan=plan)


def test_each_grade_is_kept_and_the_latest_counts(cast: Cast) -> None:
    plan = an_agreed_plan(cast)
    outcome = outcome_of(cast, plan)
    grade_outcome(actor=cast.len, outcome=outcome, grade="achieved", because="It stopped.")
    graded = grade_outcome(actor=cast.gail, outcome=outcome, grade="partly", because=WHY)
    assert (graded.grade, graded.because) == ("partly", WHY)
    with as_actor(cast.len):
        assert Grading.objects.filter(outcome=outcome).count() == 2


def test_a_dropped_outcome_is_shown_with_its_reason_and_not_graded(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    outcome = outcome_of(cast, plan)
    drop_outcome(actor=cast.len, outcome=outcome, because="Another OCG supplies now.")
    with as_actor(cast.len):
        assert not outcomes_of(plan).exists()
    with pytest.raises(Refused, match="was dropped"):
        grade_outcome(actor=cast.len, outcome=outcome, grade="partly", because=WHY)
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/plan/").content.decode()
    assert "Another OCG supplies now." in page


def test_a_gap_is_closed_once_and_the_log_never_repeats_its_words(cast: Cast) -> None:
    plan = a_plan(cast)
    question, learnt = "Does Tansy hold the keys?", "Her cousin holds them."
    gap = open_gap(actor=cast.len, plan=plan, question=question, is_about_people=True)
    close_gap(actor=cast.gail, gap=gap, result="answered", learnt=learnt)
    with pytest.raises(Refused, match="closed already"):
        close_gap(actor=cast.gail, gap=gap, result="answered", learnt=learnt)
    with as_actor(cast.gail):
        events = list(Event.objects.filter(verb__startswith="plan.gap").select_related("officer"))
        said = " ".join(f"{words(event)} {event.detail}" for event in events)
    assert len(events) == 2
    assert gap.ref in said
    assert "Tansy" not in said
    assert "cousin" not in said
    with as_actor(cast.olive):
        assert not Gap.objects.exists()


def test_the_words_of_a_gap_about_people_stay_on_the_plan(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    open_gap(actor=cast.len, plan=plan, question="Where is the money held?")
    open_gap(actor=cast.len, plan=plan, question="Does Tansy hold keys?", is_about_people=True)
    with as_actor(cast.gail):
        packed = str(work_on(ocg))
    assert "Where is the money held?" in packed
    assert "About people: see the plan" in packed
    assert "Tansy" not in packed
    assert "Tansy" in browser(cast.gail).get(f"/plans/{plan.ref}/").content.decode()
    assert browser(cast.connie).get(f"/plans/{plan.ref}/").status_code == 404


def test_an_exit_criterion_is_marked_with_a_reason(cast: Cast) -> None:
    plan = a_plan(cast)
    criterion = add_exit_criterion(actor=cast.len, plan=plan, text="No call for three months.")
    marked = mark_exit_criterion(
        actor=cast.gail, criterion=criterion, state="met", note="None since May."
    )
    assert (marked.state, marked.marked_by) == ("met", cast.gail.officer)


def test_a_plan_is_closed_when_each_outcome_is_graded_and_no_action_is_open(cast: Cast) -> None:
    plan = an_agreed_plan(cast)
    with pytest.raises(Refused) as refused:
        close_plan(actor=cast.len, plan=plan, summary="Ended.")
    said = " ".join(refused.value.objections)
    assert "Search the lock-ups, is open" in said
    assert "is not graded" in said
    assert a_closed_plan(cast, ended(cast)).stage == "closed"


def test_the_page_to_close_a_plan_links_to_what_keeps_it_open(cast: Cast) -> None:
    plan = an_agreed_plan(cast)
    page, address = browser(cast.len), f"/plans/{plan.ref}/close/"
    outcome = outcome_of(cast, plan)
    with as_actor(cast.len):
        [action] = Action.objects.filter(objective__plan=plan)

    def link(href: str, text: str, about: str) -> str:
        hidden = f'<span class="govuk-visually-hidden">: {about}</span>'
        return f'href="{href}">{text}{hidden}</a>'

    shown = page.get(address).content.decode()
    assert link(f"/actions/{action.ref}/", "Open action", action.title) in shown
    grade = f"/desired-outcomes/{outcome.ref}/grade-outcome/"
    assert link(grade, "Grade outcome", outcome.text) in shown
    assert page.get(grade).status_code == 200
    grade_outcome(actor=cast.len, outcome=outcome, grade="partly", because=WHY)
    shown = page.get(address).content.decode()
    assert "cannot be closed yet" in shown
    assert grade not in shown


def test_nothing_is_added_to_a_closed_plan_until_it_is_reopened(cast: Cast) -> None:
    plan = a_closed_plan(cast, ended(cast))
    for refused in (
        lambda: an_action(cast, plan),
        lambda: review(actor=cast.len, plan=plan, findings="Seen."),
        lambda: draft(actor=cast.len, ocg=plan.ocg, aim="More."),
        lambda: open_gap(actor=cast.len, plan=plan, question="Who?"),
        lambda: close_plan(actor=cast.len, plan=plan, summary="Again."),
    ):
        with pytest.raises(Refused, match="The plan is closed"):
            refused()
    reopened = reopen_plan(actor=cast.gail, plan=plan, because="The yard is busy again.")
    assert reopened.stage == "agreed"
    with pytest.raises(Refused, match="not closed"):
        reopen_plan(actor=cast.gail, plan=plan, because="Twice.")
    page = browser(cast.gail).get(f"/ocgs/{plan.ocg.ref}/plan/").content.decode()
    assert "The yard is busy again." in page


def test_a_closed_plan_has_no_review_overdue(cast: Cast) -> None:
    plan = ended(cast)
    with clock.set_to(at(2021, 4, 10)):
        a_closed_plan(cast, plan)
    with clock.set_to(at(2021, 5, 1)), as_actor(cast.gail):
        days = [at(2021, 4, 9).date(), at(2021, 4, 10).date()]
        assert [plan_reviews_overdue(SEEN, None, day).value for day in days] == [1, 0]


def test_archiving_asks_for_a_closed_plan(cast: Cast) -> None:
    plan = ended(cast)
    with as_actor(cast.gail):
        said = " ".join(still_open(plan.ocg))
    assert "is not graded" in said
    assert "The 4P plan is not closed" in said
    a_closed_plan(cast, plan)
    with as_actor(cast.gail):
        assert still_open(plan.ocg) == []


def test_closed_and_added_to_together_is_one_of_the_two(committed: Cast) -> None:
    plan = ended(committed)
    grade_outcome(
        actor=committed.len, outcome=outcome_of(committed, plan), grade="partly", because=WHY
    )
    with as_actor(committed.len):
        objective = plan.objectives.get()
    outcomes = at_once(
        lambda: close_plan(actor=committed.gail, plan=plan, summary="Ended."),
        lambda: an_action(committed, plan, objective=objective),
    )
    assert len(refusals(outcomes)) == 1


def test_the_database_wants_a_reason(cast: Cast) -> None:
    outcome = outcome_of(cast, a_plan(cast))
    with (
        as_actor(cast.len),
        pytest.raises(IntegrityError, match="outcome_dropped_with_a_reason"),
    ):
        Outcome.objects.filter(pk=outcome.pk).update(dropped_at=clock.now())


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    plan = ended(cast)
    page, machine, ref = browser(cast.gail), Machine(cast.len), plan.ref
    outcome = outcome_of(cast, plan)
    told = {"question": "Where is the money?"}
    assert page.post(f"/plans/{ref}/open-gap/", told).status_code == 302
    gap = machine.post(f"/plans/{ref}/open-gap", **told)
    assert gap.status_code == 201
    answer = {"result": "answered", "learnt": "In the shop."}
    assert (
        machine.post(f"/intelligence-gaps/{gap.json()['ref']}/close-gap", **answer).json()["result"]
        == "answered"
    )
    assert "Grade it first" in page.get(f"/plans/{ref}/close/").content.decode()
    assert page.post(f"/plans/{ref}/close/", {"summary": "Ended."}).status_code == 409
    graded = machine.post(
        f"/desired-outcomes/{outcome.ref}/grade-outcome", grade="achieved", because=WHY
    )
    assert (graded.status_code, graded.json()["grade"]) == (200, "achieved")
    done = terminal(cast.cora, "plans", "close", ref, "--summary", "Ended.")
    assert done.exit_code == 0, done.output
    assert machine.get(f"/plans/{ref}").json()["stage"] == "closed"
    assert machine.get("/desired-outcome-lists").json()["items"][0]["is_example"]
    done = terminal(cast.cora, "plans", "reopen", ref, "--because", "It is back.")
    assert done.exit_code == 0, done.output


def test_those_who_only_read_are_offered_nothing(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = an_agreed_plan(cast, ocg)
    page = browser(cast.mo).get(f"/ocgs/{ocg.ref}/plan/").content.decode()
    assert "Desired outcomes" in page
    assert "grade-outcome" not in page
    with pytest.raises(Refused, match="Only the owning unit"):
        grade_outcome(actor=cast.mo, outcome=outcome_of(cast, plan), grade="partly", because=WHY)


@pytest.mark.parametrize("who", ["olive", "connie"])
def test_who_may_not_see_the_plan_finds_nothing(cast: Cast, who: str) -> None:
    plan, actor = a_plan(cast), getattr(cast, who)
    gap = open_gap(actor=cast.len, plan=plan, question="Who?")
    criterion = add_exit_criterion(actor=cast.len, plan=plan, text="Quiet.")
    for path in (
        f"/plans/{plan.ref}/add-outcome",
        f"/plans/{plan.ref}/close",
        f"/plans/{plan.ref}/reopen",
        f"/desired-outcomes/{outcome_of(cast, plan).ref}/grade-outcome",
        f"/desired-outcomes/{outcome_of(cast, plan).ref}/drop-outcome",
        f"/intelligence-gaps/{gap.ref}/close-gap",
        f"/exit-criteria/{criterion.ref}/mark-exit-criterion",
    ):
        assert browser(actor).get(f"{path}/").status_code == 404, path
        assert Machine(actor).post(path).status_code == 404, path

"""What a unit and those who asked for an action say to each other about it."""

from datetime import date

import pytest

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.answer_date import answer_date
from broadhurst.capabilities.plans.commands.answer_question import answer_question
from broadhurst.capabilities.plans.commands.ask_question import ask_question
from broadhurst.capabilities.plans.commands.block_action import block_action
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.propose_date import propose_date
from broadhurst.capabilities.plans.commands.return_action import return_action
from broadhurst.capabilities.plans.commands.send_again import send_again
from broadhurst.capabilities.plans.commands.unblock_action import unblock_action
from broadhurst.capabilities.plans.models import Action, Message
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.test_shown import waits
from tests.plans.written import BRIEF, DUE, a_plan, accepted, an_action, an_objective, for_council

LATER = date(2021, 4, 12)


def test_a_returned_action_goes_back_and_forth_and_every_word_is_kept(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    returned = return_action(actor=cast.connie, action=action, text="Licensing does this, not us.")
    assert returned.stage == "returned"
    assert waits(cast.connie) == []
    assert ("Send again or cancel:", None) in waits(cast.gail)
    with pytest.raises(Refused, match="is returned"):
        accept_action(actor=cast.connie, action=action)
    again = send_again(
        actor=cast.len, action=action, text="Licensing will join you.", brief=BRIEF, due_on=LATER
    )
    assert (again.stage, again.due_on) == ("proposed", LATER)
    accept_action(actor=cast.connie, action=action)
    page = browser(cast.connie).get(f"/actions/{action.ref}/").content.decode()
    assert "Licensing does this, not us." in page
    assert "Licensing will join you." in page


def test_a_question_waits_for_an_officer_of_the_plan(cast: Cast) -> None:
    action = accepted(cast)
    ask_question(actor=cast.connie, action=action, text="Which three?")
    with pytest.raises(Refused, match="Wait for the answer to your last question"):
        ask_question(actor=cast.connie, action=action, text="And when?")
    assert ("Answer question about action:", date(2021, 3, 8)) in waits(cast.gail)
    assert ("Answer question about action:", date(2021, 3, 8)) not in waits(cast.olive)
    answer_question(actor=cast.len, action=action, text="Those on Mill Street.")
    assert not [what for what, _ in waits(cast.gail) if "question" in what]
    with pytest.raises(Refused, match="no question to answer"):
        answer_question(actor=cast.len, action=action, text="Again.")
    ask_question(actor=cast.connie, action=action, text="And when?")


def test_an_answer_never_names_the_ocg_to_another_organisation(cast: Cast) -> None:
    action = accepted(cast)
    ask_question(actor=cast.connie, action=action, text="Why?")
    with pytest.raises(Refused, match="another organisation reads this"):
        answer_question(actor=cast.len, action=action, text="It is about Copper Heron.")


def test_a_proposed_date_counts_once_it_is_accepted(cast: Cast) -> None:
    action = accepted(cast)
    for day, said in ((DUE, "already due on that day"), (date(2021, 2, 1), "in the future")):
        with pytest.raises(Refused, match=said):
            propose_date(actor=cast.connie, action=action, proposed_on=day, text="Staff are away.")
    propose_date(actor=cast.connie, action=action, proposed_on=LATER, text="Staff are away.")
    with as_actor(cast.connie):
        assert Action.objects.get().due_on == DUE
    kept = answer_date(actor=cast.gail, action=action, answer="date_refused", text="Too late.")
    assert kept.due_on == DUE
    propose_date(actor=cast.connie, action=action, proposed_on=LATER, text="We are two people.")
    moved = answer_date(actor=cast.gail, action=action, answer="date_accepted", text="Fine.")
    assert moved.due_on == LATER
    with pytest.raises(Refused, match="no proposed date"):
        answer_date(actor=cast.gail, action=action, answer="date_accepted", text="Fine.")


def test_two_who_answer_a_date_at_once_do_so_once(committed: Cast) -> None:
    action = accepted(committed)
    propose_date(actor=committed.connie, action=action, proposed_on=LATER, text="Staff are away.")
    outcomes = at_once(
        lambda: answer_date(
            actor=committed.gail, action=action, answer="date_accepted", text="Yes."
        ),
        lambda: answer_date(actor=committed.len, action=action, answer="date_refused", text="No."),
    )
    assert len(refusals(outcomes)) == 1


def test_a_blocked_action_says_why_and_goes_on(cast: Cast) -> None:
    action = accepted(cast)
    blocked = block_action(actor=cast.connie, action=action, text="The list has not come.")
    assert blocked.stage == "blocked"
    with pytest.raises(Refused, match="is blocked"):
        complete_action(actor=cast.connie, action=action, outcome="Done.")
    assert unblock_action(actor=cast.len, action=action, text="It is sent.").stage == "in_progress"


def test_what_was_said_is_never_changed(cast: Cast) -> None:
    action = accepted(cast)
    ask_question(actor=cast.connie, action=action, text="Which three?")
    with as_actor(cast.gail), pytest.raises(Exception, match="permission denied"):
        Message.objects.update(text="Nothing.")


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    plan = a_plan(cast)
    goal = an_objective(cast, plan)
    one, two = for_council(cast, plan, objective=goal), an_action(cast, plan, objective=goal)
    hers, machine = browser(cast.connie), Machine(cast.len)
    ours, path = browser(cast.gail), f"/actions/{one.ref}"
    shown = hers.get(f"{path}/").content.decode()
    for verb in ("return-action", "ask-question", "propose-date"):
        assert f"{path}/{verb}/" in shown
    assert hers.post(f"{path}/ask-question/", {"text": "Which three?"}).status_code == 302
    assert "Which three?" in ours.get(f"{path}/answer-question/").content.decode()
    assert machine.post(f"{path}/answer-question", text="Mill Street.").status_code == 200
    done = terminal(
        cast.connie, "plans", "propose-date", one.ref, "--proposed-on", "2021-04-12",
        "--text", "Staff are away.",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    answer = machine.post(f"{path}/answer-date", answer="date_accepted", text="Fine.")
    assert answer.json()["due_on"] == "2021-04-12"
    assert hers.post(f"{path}/accept-action/").status_code == 302
    assert machine.post(f"{path}/block-action", text="No list yet.").json()["stage"] == "blocked"
    assert hers.post(f"{path}/unblock-action/", {"text": "It came."}).status_code == 302
    depends = machine.post(f"{path}/add-dependency", after=two.ref)
    assert depends.status_code == 200
    told = machine.get(path).json()
    assert [one["kind"] for one in told["messages"]] == [
        "question", "answer", "date_proposed", "date_accepted", "blocked", "unblocked",
    ]  # fmt: skip
    assert told["waits_for"] == [two.ref]
    assert Machine(cast.connie).get(path).json()["waits_for"] == []
    done = terminal(
        cast.gail, "plans", "remove-dependency", one.ref, "--after", two.ref, "--because", "Wrong."
    )
    assert done.exit_code == 0, done.output
    assert hers.post(f"{path}/return-action/", {"text": "Not ours."}).status_code == 302
    sent = machine.post(f"{path}/send-again", text="It is.", brief=BRIEF, due_on="2021-04-20")
    assert sent.json()["stage"] == "proposed"


def test_olive_finds_nothing(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    for verb in ("return-action", "ask-question", "answer-date", "add-dependency", "block-action"):
        path = f"/actions/{action.ref}/{verb}"
        assert browser(cast.olive).get(f"{path}/").status_code == 404
        assert Machine(cast.olive).post(path).status_code == 404


def test_several_actions_are_accepted_with_a_result_for_each(cast: Cast) -> None:
    plan = a_plan(cast)
    goal = an_objective(cast, plan)
    one, two, three = (for_council(cast, plan, objective=goal) for _ in range(3))
    own = an_action(cast, plan, objective=goal)
    hers, refs = browser(cast.connie), [one.ref, two.ref]
    accept = "/unit-actions/accept/"
    assert f'formaction="{accept}"' in hers.get("/unit-actions/").content.decode()
    told = hers.post(accept, {"refs": refs}).content.decode()
    assert "2 of 2 will be changed" in told
    with as_actor(cast.connie):
        stages = set(Action.objects.filter(ref__in=refs).values_list("stage", flat=True))
        assert stages == {"proposed"}, "a preview changes nothing"
    done = hers.post(accept, {"refs": refs[:1], "step": "confirm"}).content.decode()
    assert "1 of 1 changed" in done
    said = terminal(cast.connie, "plans", "accept-actions", *refs)
    assert said.exit_code == 1
    assert said.output.splitlines() == [
        f"{one.ref}  This action is accepted, so you cannot do this now.",
        f"{two.ref}  done",
    ]
    # Another unit's action is refused, and one that is behind the wall is not found.
    for actor, ref in ((cast.gail, three.ref), (cast.connie, own.ref), (cast.olive, one.ref)):
        [refused] = Machine(actor).post("/unit-actions/accept", refs=[ref]).json()["items"]
        expected = "Only the accountable unit" if actor is cast.gail else "you cannot see it"
        assert expected in refused["objections"][0]
    assert "formaction" not in browser(cast.olive).get("/unit-actions/").content.decode()


def test_one_date_is_proposed_for_several_actions(cast: Cast) -> None:
    plan = a_plan(cast)
    goal = an_objective(cast, plan)
    refs = [for_council(cast, plan, objective=goal).ref for _ in range(2)]
    hers, propose = browser(cast.connie), "/unit-actions/propose-date/"
    assert f'formaction="{propose}"' in hers.get("/unit-actions/").content.decode()
    answers = {"proposed_on": str(LATER), "text": "Staff are away."}
    told = hers.post(propose, {"refs": refs, "step": "preview", **answers}).content.decode()
    assert "2 of 2 will be changed" in told
    assert "Inspect three premises" in told
    machine = Machine(cast.connie)
    [first] = machine.post("/unit-actions/propose-date", refs=refs[:1], **answers).json()["items"]
    assert first["done"]
    said = hers.post(propose, {"refs": refs, "step": "confirm", **answers}).content.decode()
    assert "1 of 2 changed. 1 refused." in said
    assert "The date that you proposed has no answer yet." in said
    options = ["--proposed-on", str(LATER), "--text", "Staff are away."]
    printed = terminal(cast.gail, "plans", "propose-dates", refs[0], *options)
    assert "Only the accountable unit" in printed.output
    assert printed.exit_code == 1

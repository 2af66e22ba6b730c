"""What the terminal says of each step of a plan: a sentence with the reference."""

from broadhurst.capabilities.plans.models import Objective
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.doors import terminal
from tests.people import Cast
from tests.plans.written import a_plan, accepted


def answer_of(actor: Actor, *words: str) -> str:
    done = terminal(actor, "plans", *words)
    assert done.exit_code == 0, done.output
    return done.output.rstrip("\n")


def test_a_plan_and_its_objective_are_named(cast: Cast) -> None:
    plan = a_plan(cast)
    words = ["add-objective", plan.ref, "--p", "prepare", "--text", "Ready for more"]
    said = answer_of(cast.len, *words)
    with as_actor(cast.len):
        assert said == f"Objective {Objective.objects.get().ref} is added."


def test_a_partner_is_told_of_its_action_alone(cast: Cast) -> None:
    ref = accepted(cast).ref
    assert answer_of(cast.connie, "report-progress", ref, "--text", "Two are done.") == (
        f"Progress on action {ref} is reported."
    )
    assert answer_of(cast.connie, "propose-date", ref, "--proposed-on", "2021-04-12",
                     "--text", "Staff are ill.") == (
        f"The date for action {ref} is proposed. It is due as before until the date is accepted."
    )  # fmt: skip
    assert answer_of(
        cast.gail, "answer-date", ref, "--answer", "date_accepted", "--text", "Yes."
    ) == (f"Your answer about the due date of action {ref} is sent.")
    said = answer_of(cast.connie, "complete-action", ref, "--outcome", "All are done.")
    assert said == f"Action {ref} is done. {cast.len.unit} is notified."

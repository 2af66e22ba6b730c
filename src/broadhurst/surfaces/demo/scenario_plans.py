"""Scenario: the 4P plan of an OCG, its actions and its reviews."""

from datetime import date, timedelta
from random import Random

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.add_action import add_action
from broadhurst.capabilities.plans.commands.add_dependency import add_dependency
from broadhurst.capabilities.plans.commands.add_exit_criterion import add_exit_criterion
from broadhurst.capabilities.plans.commands.add_objective import add_objective
from broadhurst.capabilities.plans.commands.add_outcome import add_outcome
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.answer_date import answer_date
from broadhurst.capabilities.plans.commands.answer_question import answer_question
from broadhurst.capabilities.plans.commands.ask_question import ask_question
from broadhurst.capabilities.plans.commands.block_action import block_action
from broadhurst.capabilities.plans.commands.close_gap import close_gap
from broadhurst.capabilities.plans.commands.close_plan import close_plan
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.commands.grade_outcome import grade_outcome
from broadhurst.capabilities.plans.commands.open_gap import open_gap
from broadhurst.capabilities.plans.commands.propose_date import propose_date
from broadhurst.capabilities.plans.commands.report_progress import report_progress
from broadhurst.capabilities.plans.commands.review import review
from broadhurst.capabilities.plans.models import Action, Objective, Plan
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.aims import ungraded
from broadhurst.capabilities.plans.queries.versions import live_plan, objectives_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.lateness import done_on
from broadhurst.surfaces.demo.scenario_ocg import Life

AGREEMENT = "GM Challenger information sharing agreement"
REPORTS = 0.6
OUTCOMES = (
    "principals_convicted", "supply_stopped", "money_taken", "nobody_recruited", "people_left",
    "exploited_safe", "premises_closed", "community_confident", "partners_ready", "no_successor",
)  # fmt: skip


def draft_plan(life: Life) -> None:
    """Draft a plan with objectives and actions. The SIO agrees it within days."""
    plan = draft(actor=life.lro, ocg=life.ocg, aim=life.say("plans.aim"))
    wanted = ["pursue", "prevent"]
    wanted += ["protect"] if life.exploits or life.random.random() < 0.6 else []
    wanted += ["prepare"] if life.random.random() < 0.4 else []
    for p in wanted:
        objective = add_objective(actor=life.lro, plan=plan, p=p, text=life.say(f"objectives.{p}"))
        _act(life, plan, objective)
    chance = Random(f"Outcomes of {life.name}")  # noqa: S311 - made-up
    for kind in chance.sample(OUTCOMES, k=chance.randint(1, 3)):
        add_outcome(actor=life.lro, plan=plan, kind=kind)
    if chance.random() < 0.5:
        add_exit_criterion(actor=life.lro, plan=plan, text=life.say("plans.exit"))
    if chance.random() < 0.5:
        _open_gap(life, plan, chance)
    life.script.on(clock.today() + timedelta(days=4), lambda: _agree(life, plan))


def _open_gap(life: Life, plan: Plan, chance: Random) -> None:
    """Open an intelligence gap. Half are closed within a few weeks."""
    gap = open_gap(actor=life.lro, plan=plan, question=life.say("gaps.question"))
    if chance.random() < 0.5:
        life.script.on(
            clock.today() + timedelta(days=chance.randint(20, 60)),
            lambda: close_gap(
                actor=life.sio, gap=gap, result="answered", learnt=life.say("gaps.learnt")
            ),
        )


def close_plan_of(life: Life) -> None:
    """Grade each outcome and close the plan, if no action of it is open."""
    with as_actor(life.sio):
        plan = live_plan(life.ocg)
        if plan is None or plan.stage == Plan.Stage.CLOSED or open_actions(life.ocg).exists():
            return
        waiting = ungraded(plan)
    chance = Random(f"Grades of {life.name}")  # noqa: S311 - made-up
    for outcome in waiting:
        grade = chance.choice(("achieved", "achieved", "partly", "not_achieved"))
        because = life.say(f"grades.{grade}")
        grade_outcome(actor=life.lro, outcome=outcome, grade=grade, because=because)
    close_plan(actor=life.lro, plan=plan, summary=life.say("plans.summary"))


def act_again(life: Life) -> None:
    """Add an action to the live plan of an OCG, for one of its objectives."""
    plan, objectives = _live(life)
    if plan and objectives:
        _act(life, plan, life.random.choice(objectives))


def _live(life: Life) -> tuple[Plan | None, list[Objective]]:
    """Return the live plan of an OCG, unless it is closed, and its objectives."""
    with as_actor(life.lro):
        plan = live_plan(life.ocg)
        if plan is None or plan.stage == Plan.Stage.CLOSED:
            return None, []
        return plan, list(objectives_of(plan).order_by("pk"))


def _act(life: Life, plan: Plan, objective: Objective) -> None:
    p = objective.p
    council = life.force.councils.get(life.district.key)
    asks_council = p in ("prevent", "protect") and (
        life.is_unanswered or life.random.random() < 0.5
    )
    partner = council if asks_council else None
    doer = partner or (life.sio if p == "pursue" else life.lro)
    due = clock.today() + timedelta(days=life.random.randint(21, 80))
    titles, briefs = f"actions.{p}", f"briefs.{p}"
    title, brief = life.say_both(titles, briefs) if partner else (life.say(titles), "")
    action = add_action(
        actor=life.lro, plan=plan, objective=objective, title=title,
        description=life.say("actions.description"), accountable_unit=doer.unit, due_on=due,
        brief=brief, shared_under=AGREEMENT if partner else "",
    )  # fmt: skip
    _carry_out(life, action, doer, due)
    if partner:
        _talk(life, action, partner, due)


def leave_overdue(life: Life) -> None:
    """Leave an action of the SIO's unit that will be three days overdue."""
    plan, goals = _live(life)
    if plan and goals:
        _pursue(life, plan, goals[0], life.script.until.date() - timedelta(days=3))


def _pursue(life: Life, plan: Plan, objective: Objective, due: date) -> Action:
    """Ask the SIO's unit for an action, which it accepts."""
    action = add_action(
        actor=life.lro,
        plan=plan,
        objective=objective,
        title=life.say("actions.pursue"),
        description=life.say("actions.description"),
        accountable_unit=life.sio.unit,
        due_on=due,
    )
    return accept_action(actor=life.sio, action=action)


def leave_an_exchange(life: Life) -> None:
    """Leave a question of the council to answer, about an action that repeats."""
    council = life.force.councils.get(life.district.key)
    plan, goals = _live(life)
    if not (plan and goals and council):
        return
    today = clock.today()
    title, brief = life.say_both("actions.prevent", "briefs.prevent")
    visits = add_action(
        actor=life.lro,
        plan=plan,
        objective=goals[0],
        title=title,
        description=life.say("actions.description"),
        accountable_unit=council.unit,
        due_on=today + timedelta(days=24),
        brief=brief,
        shared_under=AGREEMENT,
        repeats="month",
        repeats_until=today + timedelta(days=200),
    )
    accept_action(actor=council, action=visits)
    ask_question(actor=council, action=visits, text=life.say("actions.question"))
    follows = _pursue(life, plan, goals[0], today + timedelta(days=40))
    add_dependency(actor=life.lro, action=follows, after=visits)
    block_action(actor=life.sio, action=follows, text=life.say("actions.blocked"))


def _talk(life: Life, action: Action, council: Actor, due: date) -> None:
    """Let the council ask or propose a later date, and the LRO answer. Half of them do neither."""
    chance, today = Random(f"{life.name} {action.title}"), clock.today()  # noqa: S311 - made-up
    draw, on = chance.random(), life.script.on
    asked = today + timedelta(days=chance.randint(10, 12))
    if draw < 0.25:
        text = life.say("actions.question")
        on(asked, lambda: ask_question(actor=council, action=action, text=text))
        on(
            asked + timedelta(days=2),
            lambda: answer_question(actor=life.lro, action=action, text=life.say("actions.answer")),
        )
    elif draw < 0.5:
        later = due + timedelta(days=chance.randint(7, 14))
        on(
            asked,
            lambda: propose_date(
                actor=council, action=action, proposed_on=later, text=life.say("actions.later")
            ),
        )
        on(
            asked + timedelta(days=2),
            lambda: answer_date(
                actor=life.lro, action=action, answer="date_refused",
                text=life.say("actions.not_later"),
            ),
        )  # fmt: skip


def _carry_out(life: Life, action: Action, doer: Actor, due: date) -> None:
    """Accept the action within days, report on it, and complete it: mostly in time."""
    today, on = clock.today(), life.script.on
    on(
        today + timedelta(days=life.random.randint(5, 9)),
        lambda: accept_action(actor=doer, action=action),
    )
    if life.random.random() < REPORTS:
        on(
            today + (due - today) / 2 + timedelta(days=5),
            lambda: report_progress(actor=doer, action=action, text=life.say("actions.progress")),
        )
    on(
        done_on(life.random, due, today),
        lambda: complete_action(actor=doer, action=action, outcome=life.say("actions.outcome")),
        hour=16,
    )


def _agree(life: Life, plan: Plan) -> None:
    agree(actor=life.sio, plan=plan)
    life.has_plan = True
    _review_after(life, 28)


def _review_after(life: Life, days: int) -> None:
    day = life.later(clock.today() + timedelta(days=days))
    life.script.on(day, lambda: _review(life), hour=14)


def _review(life: Life) -> None:
    if life.is_archived:
        return
    over = (Plan.Stage.SUPERSEDED, Plan.Stage.CLOSED)
    with as_actor(life.lro):
        plan = Plan.objects.filter(ocg=life.ocg).exclude(stage__in=over).order_by().first()
    if plan is None:
        return
    new_review = review(
        actor=life.lro, plan=plan, findings=life.say("reviews.findings"), next_review_on=None
    )
    cadence = (new_review.next_review_on - clock.today()).days
    days = max(7, cadence - life.random.randint(0, 5))
    _review_after(life, days + cadence * _reviews_missed(life, cadence))


def _reviews_missed(life: Life, cadence: int) -> int:
    """Return how many reviews the LRO misses now: fewer each month of the last two years."""
    chance = Random(f"Reviews of {life.name}, {clock.today()}")  # noqa: S311 - made-up
    missed = chance.choice((1, 1, 2)) if 0 < life.script.recency() < chance.random() else 0
    next_day = clock.today() + timedelta(days=cadence * (missed + 1))
    return missed if next_day < life.script.until.date() else 0

"""Scenario: work of the last days that waits for the people of the tour."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from broadhurst.surfaces.demo.cast import OWN_TEAM
from broadhurst.surfaces.demo.scenario_liaison import OF_ANY_LRO, make_request, pass_up_late
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.scenario_plans import leave_an_exchange, leave_overdue
from broadhurst.surfaces.demo.scenario_tasking import Tasking
from broadhurst.surfaces.demo.script import Script

LATE_SINCE = timedelta(days=9)
Choice = Callable[[Life], bool]
Act = Callable[[Life], object]


def leave_work(script: Script, lives: list[Life], tasking: Tasking) -> None:
    """Leave one task for each of Cass, Tess, Mo, Reg and Len."""
    tasks: tuple[tuple[timedelta, Choice, Act], ...] = (
        (timedelta(days=60), _is_beside_bolton, partial(_ask_for_own_team, tasking)),
        (timedelta(days=36), _is_of_gmp, partial(_ask_for_team, tasking, "decided")),
        (timedelta(hours=76), _is_of_gmp, partial(_ask_for_team, tasking, "waits")),
        (timedelta(hours=52), _may_be_scored, Life.score),
        (timedelta(hours=30), _is_of_gmp, tasking.ask_for_adoption),
        (LATE_SINCE, _is_of_bolton, pass_up_late),
        (timedelta(days=14), _is_beside_bolton, leave_overdue),
        (timedelta(hours=20), _is_of_bolton, partial(make_request, kinds=OF_ANY_LRO)),
        (timedelta(hours=19), _is_of_bolton, leave_an_exchange),
        (timedelta(hours=10), _is_of_gmp, partial(_ask_for_team, tasking, "interim")),
    )
    for before, choose, act in tasks:
        script.before_end(before, partial(_let_one, lives, choose, act))


def _let_one(lives: list[Life], choose: Choice, act: Act) -> None:
    """Let the chosen OCG whose last bid is the longest ago do something."""
    chosen = [life for life in lives if life.is_worked_on and choose(life)]
    act(min(chosen, key=lambda life: life.bid_on))


def _ask_for_team(tasking: Tasking, ends: str, life: Life) -> None:
    tasking.ask_for_team(life, "surveillance", ends)


def _ask_for_own_team(tasking: Tasking, life: Life) -> None:
    """Bid for a team of the force itself, which has specialists too."""
    tasking.ask_for_team(
        life, OWN_TEAM, "evaluated",
        objective="See who comes and goes on three evenings, before the SIO plans the search.",
        why_not_own=f"{life.sio.unit.name} has no surveillance officers. GMP has a team free.",
    )  # fmt: skip


def _is_of_gmp(life: Life) -> bool:
    return life.force.agency.key == "gmp" and not life.is_kept


def _is_beside_bolton(life: Life) -> bool:
    return _is_of_gmp(life) and not _is_of_bolton(life)


def _may_be_scored(life: Life) -> bool:
    return _is_of_gmp(life) and not life.awaits_moderation


def _is_of_bolton(life: Life) -> bool:
    return life.district.key == "bolton"

"""A series of actions: the next one is made when one is done."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.stop_repeating import stop_repeating
from broadhurst.capabilities.plans.models import Action, Background
from broadhurst.capabilities.plans.writes.repeat import next_due
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.people import Cast
from tests.plans.test_shown import at
from tests.plans.written import DUE, a_plan, accepted, an_action

LATER = date(2021, 4, 12)


def test_the_next_of_a_series_is_made_for_a_partner_who_cannot_see_the_plan(cast: Cast) -> None:
    action = accepted(cast, repeats="month", repeats_until=date(2021, 5, 30))
    complete_action(actor=cast.connie, action=action, outcome="Done for March.")
    with as_actor(cast.connie):
        following = Action.objects.get(follows=action)
        assert (following.due_on, following.stage) == (date(2021, 4, 22), "accepted")
        assert not Background.objects.exists()
    with as_actor(cast.len):
        assert Background.objects.get(action=following).text == (
            Background.objects.get(action=action).text
        )
        assert following.objective_id == action.objective_id
    with as_actor(cast.olive):
        assert not Action.objects.exists()
    with clock.set_to(at(2021, 4, 20)):
        complete_action(actor=cast.connie, action=following, outcome="Done for April.")
    with clock.set_to(at(2021, 5, 20)), as_actor(cast.connie):
        last = Action.objects.get(closed_at=None)
    with clock.set_to(at(2021, 5, 20)):
        complete_action(actor=cast.connie, action=last, outcome="Done for May.")
    with as_actor(cast.connie):
        assert not Action.objects.filter(closed_at=None).exists()


def test_no_background_is_copied_to_an_action_that_is_not_seen_or_not_the_next(cast: Cast) -> None:
    action = accepted(cast, repeats="month", repeats_until=date(2021, 5, 30))
    complete_action(actor=cast.connie, action=action, outcome="Done for March.")
    with as_actor(cast.connie):
        following = Action.objects.get(follows=action)
    for actor, pair in (
        (cast.olive, (action.pk, following.pk)),
        (cast.connie, (following.pk, action.pk)),
    ):
        with as_actor(actor), pytest.raises(DatabaseError, match="not open to you"):  # noqa: SIM117
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT plans_copy_background(%s, %s)", pair)


@pytest.mark.parametrize(
    ("repeats", "due", "expected"),
    [
        ("week", date(2021, 3, 1), date(2021, 3, 8)),
        ("fortnight", date(2021, 1, 4), date(2021, 3, 15)),
        ("month", date(2021, 1, 31), date(2021, 3, 31)),
        ("month", date(2021, 3, 31), date(2021, 4, 30)),
        ("quarter", date(2020, 12, 15), date(2021, 3, 15)),
    ],
)
def test_the_next_is_due_after_today_in_the_same_rhythm(
    cast: Cast, repeats: str, due: date, expected: date
) -> None:
    action = Action(due_on=due, repeats=repeats, repeats_until=date(2021, 12, 31))
    assert next_due(action) == expected


def test_a_series_needs_its_last_day_and_can_be_stopped(cast: Cast) -> None:
    plan = a_plan(cast)
    with pytest.raises(Refused, match="the last day for which"):
        an_action(cast, plan, repeats="week")
    with pytest.raises(Refused, match="after the due date"):
        an_action(cast, plan, repeats="week", repeats_until=DUE)
    action = accepted(cast, repeats="week", repeats_until=LATER)
    stop_repeating(actor=cast.len, action=action, because="Once is enough.")
    complete_action(actor=cast.connie, action=action, outcome="Done.")
    with as_actor(cast.connie):
        assert not Action.objects.filter(closed_at=None).exists()

"""Two people at the same moment, with real commits."""

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.cancel_action import cancel_action
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.foundation.access.wall import seen_as
from tests.at_once import at_once, refusals
from tests.people import Cast
from tests.plans.written import a_plan, for_council


def test_two_who_draft_together_make_one_version(committed: Cast) -> None:
    ocg = committed.ocg()
    outcomes = at_once(
        lambda: draft(actor=committed.gail, ocg=ocg, aim="Gail's"),
        lambda: draft(actor=committed.len, ocg=ocg, aim="Len's"),
    )
    assert len(refusals(outcomes)) == 1
    with seen_as(committed.gail):
        assert Plan.objects.filter(ocg=ocg).count() == 1


def test_done_and_cancelled_together_is_one_of_the_two(committed: Cast) -> None:
    action = for_council(committed, a_plan(committed))
    accept_action(actor=committed.connie, action=action)
    outcomes = at_once(
        lambda: complete_action(actor=committed.connie, action=action, outcome="Done."),
        lambda: cancel_action(actor=committed.len, action=action, reason="Not needed."),
    )
    assert len(refusals(outcomes)) == 1
    with seen_as(committed.gail):
        assert Action.objects.get(pk=action.pk).stage in ("complete", "cancelled")


def test_two_who_report_it_done_together_do_so_once(committed: Cast) -> None:
    action = for_council(committed, a_plan(committed))
    accept_action(actor=committed.connie, action=action)
    outcomes = at_once(
        lambda: complete_action(actor=committed.connie, action=action, outcome="One."),
        lambda: complete_action(actor=committed.connie, action=action, outcome="Two."),
    )
    assert len(refusals(outcomes)) == 1

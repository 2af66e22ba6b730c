"""Two people at the same moment, with real commits."""

import threading
from collections.abc import Callable

from django.db import connections

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.cancel_action import cancel_action
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.people import Cast
from tests.plans.written import a_plan, for_council


def together(*verbs: Callable[[], object]) -> list[str]:
    """Run verbs at the same moment; "done" or "refused" for each."""
    barrier = threading.Barrier(len(verbs))
    outcomes: list[str] = []

    def run(verb: Callable[[], object]) -> None:
        try:
            with clock.set_to(NOW):
                barrier.wait()
                verb()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_who_draft_together_make_one_version(committed: Cast) -> None:
    ocg = committed.ocg()
    assert together(
        lambda: draft(actor=committed.gail, ocg=ocg, aim="Gail's"),
        lambda: draft(actor=committed.len, ocg=ocg, aim="Len's"),
    ) == ["done", "refused"]
    with seen_as(committed.gail):
        assert Plan.objects.filter(ocg=ocg).count() == 1


def test_done_and_cancelled_together_is_one_of_the_two(committed: Cast) -> None:
    action = for_council(committed, a_plan(committed))
    accept_action(actor=committed.connie, action=action)
    assert together(
        lambda: complete_action(actor=committed.connie, action=action, outcome="Done."),
        lambda: cancel_action(actor=committed.len, action=action, reason="Not needed."),
    ) == ["done", "refused"]
    with seen_as(committed.gail):
        assert Action.objects.get(pk=action.pk).stage in ("complete", "cancelled")


def test_two_who_report_it_done_together_do_so_once(committed: Cast) -> None:
    action = for_council(committed, a_plan(committed))
    accept_action(actor=committed.connie, action=action)
    assert together(
        lambda: complete_action(actor=committed.connie, action=action, outcome="One."),
        lambda: complete_action(actor=committed.connie, action=action, outcome="Two."),
    ) == ["done", "refused"]

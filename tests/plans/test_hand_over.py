"""Hand a plan over, as a transfer does: hand_over."""

import pytest

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.hand_over import hand_over
from broadhurst.capabilities.plans.commands.review import review
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.plans.queries.versions import live_plan, strands
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.people import Cast
from tests.plans.written import a_plan, an_action, an_agreed_plan, for_council

BECAUSE = "TRN-222222"


def test_the_receivers_version_follows_the_givers_at_the_same_stage(cast: Cast) -> None:
    ocg = cast.ocg()
    given = an_agreed_plan(cast, ocg)
    due = review(actor=cast.len, plan=given, findings="On course.").next_review_on
    taken = hand_over(actor=cast.gail, ocg=ocg, to=cast.rita.unit, because=BECAUSE)
    assert taken is not None
    assert (taken.version, taken.stage, taken.owner_unit) == (2, "agreed", cast.rita.unit)
    assert (taken.agreed_at, taken.first_review_on) == (given.agreed_at, due)
    with as_actor(cast.gail):
        given = Plan.objects.get(pk=given.pk)
        assert (given.stage, given.superseded_at) == ("superseded", taken.drafted_at)
        assert live_plan(ocg) == taken
        assert [len(s.objectives) for s in strands(taken)] == [1, 0, 0, 0]


def test_a_draft_stays_a_draft(cast: Cast) -> None:
    ocg = cast.ocg()
    a_plan(cast, ocg)
    taken = hand_over(actor=cast.gail, ocg=ocg, to=cast.rita.unit, because=BECAUSE)
    assert taken is not None
    assert taken.stage == "draft"


def test_actions_answer_to_the_new_owner_and_keep_their_units(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    own, shared = an_action(cast, plan), for_council(cast, plan)
    hand_over(actor=cast.gail, ocg=ocg, to=cast.rita.unit, because=BECAUSE)
    with as_actor(cast.gail):
        units = {
            action.ref: (action.accountable_unit, action.asking_unit)
            for action in Action.objects.all()
        }
    assert units == {
        own.ref: (cast.gail.unit, cast.rita.unit),
        shared.ref: (cast.connie.unit, cast.rita.unit),
    }


def test_the_givers_unit_works_on_its_own_open_actions_and_reads_them_when_done(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    action, closed = an_action(cast, plan), an_action(cast, plan)
    accept_action(actor=cast.gail, action=closed)
    complete_action(actor=cast.gail, action=closed, outcome="Searched; nothing found.")
    hand_over(actor=cast.gail, ocg=ocg, to=cast.rita.unit, because=BECAUSE)
    with as_actor(cast.gail):
        sight = Grant.objects.get(dossier__in=[action.dossier, closed.dossier])
        assert (sight.unit, sight.because, sight.until_at) == (cast.gail.unit, action.ref, None)
    accept_action(actor=cast.len, action=action)
    complete_action(actor=cast.len, action=action, outcome="Searched; nothing found.")
    with as_actor(cast.gail):
        kept = Grant.objects.filter(dossier=action.dossier, until_at=None)
        assert [one.level for one in kept] == [Grant.Level.SEE]


def test_without_a_plan_that_is_recorded_and_nothing_moves(cast: Cast) -> None:
    ocg = cast.ocg()
    assert hand_over(actor=cast.gail, ocg=ocg, to=cast.rita.unit, because=BECAUSE) is None
    with as_actor(cast.gail):
        assert Event.objects.filter(verb="plan.missing_at_handover", subject=ocg.ref).exists()


def test_to_its_own_unit_is_refused(cast: Cast) -> None:
    ocg = cast.ocg()
    a_plan(cast, ocg)
    with pytest.raises(Refused, match="already owns the plan"):
        hand_over(actor=cast.gail, ocg=ocg, to=cast.gail.unit, because=BECAUSE)

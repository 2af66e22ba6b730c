"""A merge moves everything that is live on an OCG, and undoing it gives everything back."""

from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.merging.commands.merge import merge
from broadhurst.capabilities.merging.commands.undo_merge import undo_merge
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.plans.queries.versions import actions_of, live_plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.merging.made import Whole, whole
from tests.people import Cast
from tests.plans.written import a_plan, an_action, an_agreed_plan, an_objective


def where(cast: Cast) -> dict[str, Any]:
    """Return the OCG of each record."""
    with as_actor(cast.gail):
        of = {one.__name__: set(one._base_manager.values_list("ocg__ref", flat=True))
              for one in (Request, Order, Referral, Plan)}  # fmt: skip
        links = set(Link.objects.values_list("ocg__ref", "other_ocg__ref"))
        sides = set(HitSide.objects.values_list("ocg_ref", "is_disclosed"))
        versions = list(Plan.objects.order_by("pk").values_list("version", "stage"))
        planned = set(Event.objects.values_list("ocg_ref", flat=True))
        return of | {"links": links, "sides": sides, "versions": versions, "events": planned}


def planned(cast: Cast, made: Whole) -> None:
    """Plan an action in the first version, and draft a second version."""
    plan = a_plan(cast, made.ocg)
    an_action(cast, plan, objective=an_objective(cast, plan, "protect"))
    agree(actor=cast.gail, plan=plan)
    draft(actor=cast.len, ocg=made.ocg, aim="Dismantle it by the summer.")


def actions_on(cast: Cast, ocg: Ocg) -> int:
    with as_actor(cast.gail):
        live = live_plan(ocg)
        return actions_of(live).count() if live else 0


def test_what_is_live_moves_with_the_plan_and_comes_back(cast: Cast) -> None:
    made = whole(cast)
    planned(cast, made)
    into = cast.ocg(name="Pewter Bunting")
    before = where(cast)
    done = merge(actor=cast.gail, ocg=made.ocg, into=into, because="One group.")
    assert where(cast) == {
        **{key: {into.ref} for key in ("Request", "Order", "Referral", "Plan", "events")},
        "links": {(into.ref, made.other.ref)},
        "sides": {(into.ref, True)},
        "versions": [(1, "superseded"), (2, "draft")],
    }  # fmt: skip
    assert done.counts["plans"] == 1
    assert actions_on(cast, into) == 1, "an action of an earlier version is one of the plan"
    undo_merge(actor=cast.gail, merge=done, because="They only share a supplier.")
    assert where(cast) == before
    assert actions_on(cast, made.ocg) == 1


def test_a_plan_with_a_later_version_since_keeps_the_merge(cast: Cast) -> None:
    ocg, into = cast.ocg(), cast.ocg(name="Pewter Bunting")
    an_agreed_plan(cast, ocg)
    done = merge(actor=cast.gail, ocg=ocg, into=into, because="One group.")
    draft(actor=cast.len, ocg=into, aim="Dismantle it by the summer.")
    with pytest.raises(Refused, match="has a new version"):
        undo_merge(actor=cast.gail, merge=done, because="Wrong.")

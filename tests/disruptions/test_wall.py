"""Who sees disruptions, and what a partner sees of its own."""

import pytest
from django.db import DatabaseError, connection, transaction

from broadhurst.capabilities.disruptions.commands.moderate import moderate
from broadhurst.capabilities.disruptions.commands.revise import revise
from broadhurst.capabilities.disruptions.commands.withdraw import withdraw
from broadhurst.capabilities.disruptions.models import CountedUnder, Disruption, Step, Support
from broadhurst.capabilities.disruptions.queries.disruptions import disruptions
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import waiting_for
from broadhurst.surfaces.search.queries import search
from tests.disruptions.making import (
    SECRET,
    accepted,
    answers,
    claimed,
    claimed_by_council,
    councils_action,
    options,
    sent,
)
from tests.doors import Machine, browser, terminal
from tests.people import Cast


@pytest.mark.parametrize("who", ["olive", "connie", "pol", "tess"])
def test_another_organisation_is_shut_out_at_each_door(cast: Cast, who: str) -> None:
    ocg = cast.ocg()
    one = accepted(cast, ocg, supporters=[cast.rita.agency])
    outsider = getattr(cast, who)
    page, machine = browser(outsider), Machine(outsider)
    for verb in ("", "revise/", "moderate/", "regrade/", "withdraw/"):
        assert page.get(f"/disruptions/{one.ref}/{verb}").status_code == 404
    assert page.get(f"/ocgs/{ocg.ref}/disruptions/").status_code == 404
    assert page.get(f"/ocgs/{ocg.ref}/claim-disruption/").status_code == 404
    assert machine.get(f"/disruptions/{one.ref}").status_code == 404
    for verb in ("revise", "moderate", "regrade", "withdraw"):
        assert machine.post(f"/disruptions/{one.ref}/{verb}", reason="x").status_code == 404
    assert machine.post(f"/ocgs/{ocg.ref}/claim-disruption", **sent(cast)).status_code == 404
    assert machine.get("/disruptions?tab=all").json()["items"] == []
    assert machine.get("/disruption-ledger").json()["total"]["total"] == 0
    assert one.ref not in page.get("/disruptions/?tab=all").content.decode()
    done = terminal(outsider, "disruptions", "withdraw", one.ref, "--reason=x")
    assert done.exit_code == 1
    with as_actor(outsider):
        for model in (Disruption, Step, Support, CountedUnder):
            assert not model._default_manager.exists()
        assert not search(outsider, one.ref).groups
        assert not search(outsider, "nineteen parcels").groups


def test_partner_claims_for_its_own_action_and_does_not_learn_of_the_ocg(cast: Cast) -> None:
    ocg = cast.ocg()
    hidden = claimed(cast, ocg)
    action = councils_action(cast, ocg)
    page = browser(cast.connie)
    assert "Claim a disruption" in page.get(f"/actions/{action.ref}/").content.decode()
    form = page.get(f"/actions/{action.ref}/claim-disruption/").content.decode()
    assert "Copper Heron" not in form
    given = sent(cast, lead=cast.connie.agency)
    posted = page.post(f"/actions/{action.ref}/claim-disruption/", given)
    assert posted.status_code == 302
    shown = page.get(posted["Location"]).content.decode()
    assert "Inspect three premises" in shown
    assert SECRET in shown
    for secret in ("Copper Heron", ocg.ref, hidden.ref):
        assert secret not in shown
    with as_actor(cast.connie):
        one = Disruption.objects.get()
        assert one.dossier_id != ocg.dossier_id
    assert Machine(cast.connie).get(f"/disruptions/{one.ref}").json()["ocg"] is None
    with as_actor(cast.gail):
        assert Disruption.objects.filter(ocg=ocg).count() == 2
        assert Grant.objects.get(dossier=one.dossier_id).unit == cast.connie.unit
    for part in ("disruptions", "timeline", "who-can-see"):
        told = browser(cast.gail).get(f"/ocgs/{ocg.ref}/{part}/").content.decode()
        assert one.ref in told, part


def seen(actor: Actor) -> Disruption:
    """Return the one disruption, as an actor's page finds it."""
    with as_actor(actor):
        return disruptions().get()


def test_partner_answers_after_its_action_is_done(cast: Cast) -> None:
    action = councils_action(cast)
    claimed_by_council(cast, action)
    complete_action(actor=cast.connie, action=action, outcome="Done.")
    with pytest.raises(Refused, match="Remove “Copper Heron”"):
        moderate(
            actor=cast.mo, disruption=seen(cast.mo), outcome="returned", reason="Copper Heron?"
        )
    moderate(actor=cast.mo, disruption=seen(cast.mo), outcome="returned", reason="Which ones?")
    with as_actor(cast.connie):
        (task,) = [task for task in waiting_for(cast.connie) if task.room == "disruptions"]
    assert browser(cast.connie).get(task.href).status_code == 200
    shown = seen(cast.connie)
    given = answers(cast, lead=cast.connie.agency, kind="target_hardening")
    revise(actor=cast.connie, disruption=shown, answer="The three of the list.", **given)
    one = moderate(actor=cast.mo, disruption=seen(cast.mo), outcome="accepted", grade="major")
    assert one.action == action
    with as_actor(cast.mo):
        assert CountedUnder.objects.get().disruption == one
    with as_actor(cast.connie):
        assert not CountedUnder.objects.exists()
        withdraw(actor=cast.connie, disruption=shown, reason="Opened again.")


def test_only_the_accountable_unit_claims_and_only_once_it_accepted(cast: Cast) -> None:
    action = councils_action(cast)
    page = browser(cast.mo)
    assert "Claim a disruption" not in page.get(f"/actions/{action.ref}/").content.decode()
    given = sent(cast)
    answer = page.post(f"/actions/{action.ref}/claim-disruption/", given)
    assert "Only the unit that is accountable" in answer.content.decode()
    assert browser(cast.olive).get(f"/actions/{action.ref}/claim-disruption/").status_code == 404
    assert (
        Machine(cast.connie)
        .post(f"/actions/{action.ref}/claim-disruption", **sent(cast, lead=cast.connie.agency))
        .status_code
        == 201
    )
    done = terminal(
        cast.connie, "disruptions", "claim-for-action", action.ref, *options(given),
        "--another-because=Another street.",
    )  # fmt: skip
    assert done.exit_code == 0, done.output


def test_partner_learns_that_its_action_has_a_claim_already(cast: Cast) -> None:
    ocg = cast.ocg()
    action = councils_action(cast, ocg)
    hidden = claimed(cast, ocg, action=action)
    with pytest.raises(Refused, match="Another disruption is already claimed") as refused:
        claimed_by_council(cast, action)
    assert hidden.ref not in str(refused.value)


def test_no_dossier_is_opened_for_an_action_that_is_not_seen(cast: Cast) -> None:
    action = councils_action(cast)
    with as_actor(cast.olive), pytest.raises(DatabaseError, match="not open to you"):  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT plans_open_dossier(%s, 'x')", [action.pk])

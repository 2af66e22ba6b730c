"""Claim a disruption, correct the claim and withdraw it: claim, revise, withdraw."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.disruptions.commands.claim import claim
from broadhurst.capabilities.disruptions.commands.moderate import moderate
from broadhurst.capabilities.disruptions.commands.revise import revise
from broadhurst.capabilities.disruptions.commands.withdraw import withdraw
from broadhurst.capabilities.disruptions.models import Disruption, Step, Support
from broadhurst.capabilities.operations.commands.open_operation import open_operation
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import waiting_for
from broadhurst.surfaces.search.queries import search
from tests.at_once import at_once, refusals
from tests.disruptions.making import DAY, SECRET, accepted, answers, claimed, options, sent
from tests.doors import Machine, browser, reference_in, terminal
from tests.people import Cast
from tests.plans.written import a_plan, an_action


def test_claim_waits_for_a_moderator_and_says_so(cast: Cast) -> None:
    ocg = cast.ocg()
    one = claimed(cast, ocg, supporters=[cast.rita.agency])
    assert (one.stage, one.grade, one.grade_claimed, one.p) == ("claimed", "", "major", "pursue")
    with as_actor(cast.mo):
        (task,) = [task for task in waiting_for(cast.mo) if task.room == "disruptions"]
        assert task.task == "Moderate the disruption claimed on Copper Heron"
    with as_actor(cast.gail):
        assert not [task for task in waiting_for(cast.gail) if task.room == "disruptions"]
        assert [step.verb for step in one.steps.all()] == ["claimed"]
        assert [agency.key for agency in one.supporters.all()] == ["nrocu"]
        assert search(cast.gail, one.ref).groups[0].results[0].ref == one.ref


def test_only_those_who_work_on_the_ocg_claim(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused, match="Only the owning unit"):
        claim(actor=cast.mo, ocg=ocg, **answers(cast))
    assert claimed(cast, ocg, by=cast.cora).claimed_by == cast.cora.officer


def test_every_wrong_answer_is_refused_at_its_field(cast: Cast) -> None:
    ocg = cast.ocg()
    wrong = sent(
        cast, happened_on=date(2021, 3, 2), references=["ACT-222222"],
        supporters=[cast.gail.agency],
    )  # fmt: skip
    page = browser(cast.gail).post(f"/ocgs/{ocg.ref}/claim-disruption/", wrong)
    text = page.content.decode()
    assert page.status_code == 409
    for field in ("happened_on", "references", "supporters"):
        assert f'id="id_{field}_error"' in text or f'id="id_{field}-error"' in text, field
    assert "Northshire Police is the lead organisation" in text
    for answers_to_form in ({}, sent(cast, description="TOP SECRET")):
        page = browser(cast.gail).post(f"/ocgs/{ocg.ref}/claim-disruption/", answers_to_form)
        assert page.status_code == 422
        assert 'id="id_description_error"' in page.content.decode()


def test_references_are_those_of_the_ocg_or_an_operation(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg()
    action = an_action(cast, a_plan(cast, ocg))
    foreign = an_action(cast, a_plan(cast, other))
    operation = open_operation(
        actor=cast.cora, name="Operation Teasel", description="x", source="x", agencies=[]
    )
    one = claimed(cast, ocg, action=action, references=[action.ref, operation.ref])
    page = browser(cast.gail).get(f"/disruptions/{one.ref}/").content.decode()
    assert f'href="/actions/{action.ref}/"' in page
    assert operation.ref in page
    with pytest.raises(Refused, match="is not an action of this plan"):
        claimed(cast, ocg, happened_on=date(2021, 1, 3), references=[foreign.ref])


def test_the_action_is_of_the_plan_of_the_ocg(cast: Cast) -> None:
    foreign = an_action(cast, a_plan(cast, cast.ocg()))
    ocg = cast.ocg()
    answer = Machine(cast.gail).post(
        f"/ocgs/{ocg.ref}/claim-disruption", **sent(cast), action=foreign.ref
    )
    assert answer.status_code == 422
    with pytest.raises(IntegrityError, match="plan of this OCG"), transaction.atomic():
        claimed(cast, ocg, action=foreign)


def test_second_claim_for_the_same_day_says_why_it_is_another(cast: Cast) -> None:
    ocg = cast.ocg()
    first = claimed(cast, ocg)
    with pytest.raises(Refused, match=f"{first.ref} is already claimed"):
        claimed(cast, ocg, kind="arrest")
    second = claimed(cast, ocg, another_because="Another house, another courier.")
    assert second.ref != first.ref
    withdraw(actor=cast.gail, disruption=second, reason="Counted twice.")
    withdraw(actor=cast.gail, disruption=first, reason="Counted twice.")
    assert claimed(cast, ocg).stage == "claimed"


def test_two_who_claim_the_same_at_once_claim_it_once(committed: Cast) -> None:
    ocg = committed.ocg()
    outcomes = at_once(
        lambda: claimed(committed, ocg), lambda: claimed(committed, ocg, by=committed.len)
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert Disruption.objects.count() == 1


def test_claim_is_corrected_and_keeps_what_it_said(cast: Cast) -> None:
    ocg = cast.ocg()
    one = claimed(cast, ocg, supporters=[cast.rita.agency])
    given = answers(cast, grade="moderate", supporters=[])
    same = answers(cast, supporters=[cast.rita.agency])
    with pytest.raises(Refused, match="You have not changed anything"):
        revise(actor=cast.gail, disruption=one, answer="x", **same)
    revise(actor=cast.len, disruption=one, answer="The courier is back.", **given)
    with as_actor(cast.gail):
        step = Step.objects.get(verb="revised")
        assert step.changes == [
            ["Grade claimed", "Major", "Moderate"],
            ["Supporting organisations", "Northern ROCU", ""],
        ]
        assert not Support.objects.exists()
    page = browser(cast.gail).get(f"/disruptions/{one.ref}/").content.decode()
    assert "Before: Northern ROCU" in page


def test_returned_claim_is_answered_by_its_claimant(cast: Cast) -> None:
    one = claimed(cast)
    moderate(actor=cast.mo, disruption=one, outcome="returned", reason="Which lab?")
    with as_actor(cast.gail):
        (task,) = [task for task in waiting_for(cast.gail) if task.room == "disruptions"]
        assert task.task == "Answer the moderator on the disruption of Copper Heron"
    page = browser(cast.gail)
    form = page.get(f"/disruptions/{one.ref}/revise/").content.decode()
    assert "Which lab?" in form
    assert SECRET in form
    given = sent(cast, evidence="Lab report 7.") | {"answer": "The county lab."}
    assert page.post(f"/disruptions/{one.ref}/revise/", given).status_code == 302
    with as_actor(cast.mo):
        assert [task for task in waiting_for(cast.mo) if task.room == "disruptions"]


def test_facts_are_kept_once_accepted(cast: Cast) -> None:
    one = accepted(cast, supporters=[cast.rita.agency])
    with pytest.raises(Refused, match="is accepted"):
        revise(actor=cast.gail, disruption=one, answer="x", **answers(cast, grade="minor"))
    changes = (
        {"happened_on": DAY.replace(day=1)},
        {"lead": cast.rita.agency},
        {"stage": "claimed"},
    )
    for change in changes:
        with as_actor(cast.gail), pytest.raises(IntegrityError), transaction.atomic():
            Disruption.objects.filter(pk=one.pk).update(**change)
    with as_actor(cast.gail), pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.all().delete()


def test_lead_is_never_a_supporter_in_the_database(cast: Cast) -> None:
    one = claimed(cast)
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="no supporter"):  # noqa: SIM117
        with transaction.atomic():
            Support.objects.create(
                dossier_id=one.dossier_id, disruption=one, agency=cast.gail.agency
            )


def test_withdrawn_with_a_reason_by_claimant_or_lead(cast: Cast) -> None:
    one = accepted(cast)
    with pytest.raises(Refused, match="Only the claimant"):
        withdraw(actor=cast.mo, disruption=one, reason="x")
    withdraw(actor=cast.len, disruption=one, reason="The drugs were flour.")
    page = browser(cast.gail).get(f"/disruptions/{one.ref}/").content.decode()
    assert "The drugs were flour." in page
    assert "Withdraw disruption" not in page


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    ocg = cast.ocg()
    page = browser(cast.gail)
    address = f"/ocgs/{ocg.ref}/claim-disruption/"
    assert "Pursue: arrest" in page.get(address).content.decode()
    assert page.post(address, sent(cast)).status_code == 302
    machine = Machine(cast.gail)
    made = machine.post(
        f"/ocgs/{ocg.ref}/claim-disruption", **sent(cast, happened_on=date(2021, 1, 9))
    )
    assert (made.status_code, made.json()["lead"]) == (201, "northshire")
    ref = made.json()["ref"]
    revised = machine.post(f"/disruptions/{ref}/revise", grade="minor", answer="Less than that.")
    assert (revised.status_code, revised.json()["grade_claimed"]) == (200, "minor")
    assert machine.get(f"/disruptions/{ref}").json()["steps"][1]["reason"] == "Less than that."
    given = sent(cast, happened_on=date(2021, 1, 8))
    done = terminal(cast.gail, "disruptions", "claim", ocg.ref, *options(given))
    assert done.exit_code == 0, done.output
    assert "major claimed" in done.output
    ref = reference_in(done.output)
    done = terminal(cast.gail, "disruptions", "revise", ref, "--grade=minor", "--answer=Less.")
    assert "minor claimed" in done.output, done.output
    done = terminal(cast.gail, "disruptions", "withdraw", ref, "--reason=Wrong OCG.")
    assert "withdrawn" in done.output
    assert (
        machine.post(f"/disruptions/{made.json()['ref']}/withdraw", reason="No.").status_code == 200
    )
    assert done.exit_code == 0
    listed = terminal(cast.gail, "disruptions", "list", "--tab=all").output
    assert len(listed.splitlines()) == 3

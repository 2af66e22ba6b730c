"""Tests for policies of clearance and delegations: who sets and ends them, at every door."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.clearance.commands.delegate import delegate
from broadhurst.capabilities.clearance.commands.end_delegation import end_delegation
from broadhurst.capabilities.clearance.commands.set_policy import set_policy
from broadhurst.capabilities.clearance.commands.withdraw_policy import withdraw_policy
from broadhurst.capabilities.clearance.models import Delegation, Policy
from broadhurst.capabilities.clearance.queries import steps_on
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once
from tests.clearance.conftest import WHOLE, House, make_house
from tests.doors import Machine, browser, terminal
from tests.people import Cast


def kinds(house: House, days: int = 0) -> list[str]:
    with as_actor(house.room.clem):
        day = clock.today() + timedelta(days=days)
        return [kind for kind, _ in steps_on(house.room.clem.agency, day)]


def test_a_policy_applies_from_its_day_and_the_one_before_once_withdrawn(house: House) -> None:
    assert kinds(house) == ["second"]
    house.set()
    later = house.set(
        steps=["author", "elected"], restart_from="author",
        from_on=clock.today() + timedelta(days=10),
    )  # fmt: skip
    assert (kinds(house), kinds(house, 10)) == (WHOLE["steps"], ["author", "elected"])
    withdraw_policy(actor=house.room.clem, policy=later, because="Legal stays.")
    assert kinds(house, 10) == WHOLE["steps"]
    page = browser(house.room.clem).get("/clearance/").content.decode()
    assert "Legal stays." in page
    assert "the Press officer" in page


def test_every_objection(house: House) -> None:
    policy = house.set()
    with pytest.raises(Refused) as refused:
        house.set(steps=["legal", "author"], legal_by=[], restart_from="press")
    assert [getattr(one, "field", "") for one in refused.value.objections] == [
        "steps", "legal_by", "restart_from", "from_on",
    ]  # fmt: skip
    with pytest.raises(Refused, match="Only an officer who clears responses"):
        set_policy(actor=house.elsa, from_on=clock.today() + timedelta(days=1), **WHOLE)
    with pytest.raises(Refused, match="Only an officer who clears responses"):
        withdraw_policy(actor=house.elsa, policy=policy, because="No.")
    withdraw_policy(actor=house.room.clem, policy=policy, because="No.")
    with pytest.raises(Refused, match="already been withdrawn"):
        withdraw_policy(actor=house.room.clem, policy=policy, because="No.")


def test_delegations_are_the_holders_and_end(house: House) -> None:
    house.set()
    today = clock.today()
    given = {"step": "legal", "taker": house.perry.officer, "until_on": today}
    with pytest.raises(Refused, match="a step that you can take yourself"):
        delegate(actor=house.elsa, **given)
    with pytest.raises(Refused, match="an officer in your organisation"):
        delegate(actor=house.lena, **(given | {"taker": house.room.chas.officer}))
    with pytest.raises(Refused, match="today or later"):
        delegate(actor=house.lena, **(given | {"until_on": today - timedelta(days=1)}))
    one = delegate(actor=house.lena, **given)
    with pytest.raises(Refused, match="Only the officer who delegated the step"):
        end_delegation(actor=house.elsa, delegation=one, because="No.")
    end_delegation(actor=house.lena, delegation=one, because="Back from leave.")
    with pytest.raises(Refused, match="already ended"):
        end_delegation(actor=house.lena, delegation=one, because="Again.")
    response = house.room.complete()
    house.clears(house.room.cast.pol, response)
    house.clears(house.room.chas, response)
    with pytest.raises(Refused, match="Only the Solicitor"):
        clear(actor=house.perry, response=response, is_read=True)


def test_page_api_and_terminal(house: House) -> None:
    clem, lena = house.room.clem, house.lena
    answers = WHOLE | {"from_on": clock.today().isoformat()}
    assert browser(clem).post("/clearance/set-policy/", answers).status_code == 302
    again = Machine(clem).post("/clearance/policies", **answers)
    assert again.status_code == 409
    [policy] = Machine(clem).get("/clearance").json()["policies"]
    assert policy["steps"] == WHOLE["steps"]
    shown = terminal(clem, "clearance", "show")
    assert "3. Legal: the Solicitor" in shown.output
    ran = terminal(
        lena, "clearance", "delegate", "--step=legal", "--taker=perry-larkspur",
        f"--until-on={clock.today()}",
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    [one] = Machine(clem).get("/clearance").json()["delegations"]
    page = browser(lena)
    assert "Perry Larkspur for Lena Thistlewood" in page.get("/clearance/").content.decode()
    path = f"/clearance/delegations/{one['ref']}/end"
    assert page.post(f"{path}/", {"because": "Back."}).status_code == 302
    assert Machine(lena).post(path, because="Back.").status_code == 409
    ran = terminal(clem, "clearance", "withdraw-policy", policy["ref"], "--because=Too slow.")
    assert ran.exit_code == 0, ran.output
    assert browser(house.elsa).get("/clearance/set-policy/").status_code == 403
    assert browser(None).get("/clearance/").status_code == 302


def test_a_policy_is_never_changed_or_removed(house: House) -> None:
    house.set()
    for change in (
        lambda: Policy.objects.update(steps=["legal"]),
        lambda: Policy.objects.all().delete(),
        lambda: Delegation.objects.all().delete(),
    ):
        with as_actor(house.room.clem), pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_one_policy_starts_on_a_day(committed: Cast) -> None:
    house = make_house(committed)
    outcomes = at_once(house.set, house.set)
    assert sorted(type(one).__name__ for one in outcomes) == ["Policy", "Refused"]


def test_the_form_is_shown_only_to_those_who_can_send_it_now(house: House) -> None:
    house.set()
    given = {"step": "legal", "taker": house.perry.officer, "until_on": clock.today()}
    delegation = delegate(actor=house.lena, **given)
    address = f"/clearance/delegations/{delegation.ref}/end/"
    stranger = browser(house.elsa).get(address)
    assert stranger.status_code == 403
    assert "Only the officer who delegated the step" in stranger.content.decode()
    assert browser(house.lena).get(address).status_code == 200
    end_delegation(actor=house.lena, delegation=delegation, because="Back from leave.")
    late = browser(house.lena).get(address)
    assert late.status_code == 403
    assert "This delegation has already ended." in late.content.decode()

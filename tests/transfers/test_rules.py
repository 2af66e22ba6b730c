"""Rules of transfers, without a database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Thing
from typing import Any

import pytest

from broadhurst.capabilities.register.rules.leading import who_leads
from broadhurst.capabilities.transfers.rules.accepting import (
    expected_lro,
    objections_to_accept,
    objections_to_new_leads,
    steps,
)
from broadhurst.capabilities.transfers.rules.checklist import objections_to_acknowledge_risk
from broadhurst.capabilities.transfers.rules.moving import (
    GIVER,
    RECEIVER,
    WORKFLOW,
    objections_to_open,
    objections_to_prepare,
    objections_to_window,
    roles_on,
    says_none,
)

NOW = datetime(2021, 3, 1, 9, tzinfo=UTC)
TODAY = date(2021, 3, 1)


def body(pk: int, kind: str = "police_force") -> Any:
    return Thing(pk=pk, kind=kind, name=f"Body {pk}")


def unit(pk: int, agency: Any, kind: str = "team") -> Any:
    return Thing(pk=pk, agency=agency, agency_id=agency.pk, kind=kind, name=f"Unit {pk}")


FORCE, ROCU = body(1), body(2, "rocu")
TEAM, HUB = unit(10, FORCE), unit(20, ROCU)
GAIL, RITA = Thing(pk=100, name="Gail"), Thing(pk=200, name="Rita")
OCG = Thing(state="active")


def actor(officer: Any, of: Any, *roles: str) -> Any:
    return Thing(officer=officer, unit=of, agency=of.agency, roles=frozenset(roles))


def transfer(**changes: Any) -> Any:
    given = {
        "kind": "full", "stage": "open", "giver": TEAM, "giver_id": 10, "receiver": HUB,
        "receiver_id": 20, "opened_by_id": 300, "opened_at": NOW, "window_from": TODAY,
    }  # fmt: skip
    return Thing(**(given | changes))


def opening(**changes: Any) -> list[str]:
    given: dict[str, Any] = {
        "kind": "full", "giver": TEAM, "receiver": HUB, "is_open": False, "has_owned": False,
    }  # fmt: skip
    return objections_to_open(changes.pop("ocg", OCG), **(given | changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ocg": Thing(state="archived")}, "archived"),
        ({"is_open": True}, "already has an open transfer"),
        ({"receiver": unit(11, FORCE)}, "in the organisation that already owns this OCG"),
        ({"receiver": unit(21, ROCU, "capability")}, "cannot own the risk"),
        ({"receiver": unit(31, body(3, "council"))}, "cannot own the risk"),
        ({"kind": "return"}, "has never owned this OCG"),
    ],
)
def test_what_cannot_be_opened(changes: dict[str, Any], words: str) -> None:
    (objection,) = opening(**changes)
    assert words in objection


def test_a_force_hands_to_a_rocu_and_has_it_back() -> None:
    assert opening() == []
    assert opening(kind="return", giver=HUB, receiver=TEAM, has_owned=True) == []


def test_the_window_lies_ahead() -> None:
    day = timedelta(days=1)
    assert objections_to_window(starts=TODAY, ends=TODAY, today=TODAY) == []
    both = objections_to_window(starts=TODAY - day, ends=TODAY - 2 * day, today=TODAY)
    assert len(both) == 2


@pytest.mark.parametrize(
    ("who", "parts"),
    [
        (actor(GAIL, TEAM), [GIVER]),
        (actor(GAIL, unit(12, FORCE)), [GIVER]),  # the SIO, wherever posted
        (actor(RITA, unit(12, FORCE), "coordinator"), [GIVER]),
        (actor(RITA, HUB, "investigator"), [RECEIVER]),
        (actor(RITA, HUB, "handover"), [RECEIVER]),
        (actor(RITA, HUB, "desk"), []),
        (actor(RITA, unit(21, ROCU), "investigator"), []),
    ],
)
def test_who_plays_what_part(who: Any, parts: list[str]) -> None:
    assert roles_on(who, transfer(), sio_id=GAIL.pk) == parts


@pytest.mark.parametrize("stage", ["accepted", "declined", "withdrawn"])
@pytest.mark.parametrize("verb", [verb for verb in WORKFLOW.moves if verb != "hand_over_item"])
def test_nothing_moves_once_it_is_closed(verb: str, stage: str) -> None:
    still_open = ["hand_over_item"] if stage == "accepted" else []
    assert WORKFLOW.open_to(stage, [GIVER, RECEIVER]) == still_open
    assert WORKFLOW.objections(verb, stage, [GIVER, RECEIVER])


def test_the_giver_withdraws_and_the_receiver_declines() -> None:
    assert "withdraw" in WORKFLOW.open_to("open", [GIVER])
    assert "decline" not in WORKFLOW.open_to("open", [GIVER])
    assert {"acknowledge_risk", "accept", "decline"} <= set(WORKFLOW.open_to("open", [RECEIVER]))
    assert "withdraw" not in WORKFLOW.open_to("open", [RECEIVER])


@pytest.mark.parametrize(
    "line", ["Directed surveillance, 30 April 2021", "Property interference,2021-04-30", ""]
)
def test_of_an_authority_its_kind_and_last_day(line: str) -> None:
    assert objections_to_prepare(transfer(), [GIVER], authorities=line, text="") == []


@pytest.mark.parametrize(
    "line",
    ["Directed surveillance", "on a person's house", "30 April 2021", "A, b, 1 May 2021"],
)
def test_of_an_authority_nothing_else(line: str) -> None:
    (objection,) = objections_to_prepare(transfer(), [GIVER], authorities=line, text="")
    assert line[:40] in objection


def test_nothing_above_the_ceiling_goes_into_a_pack() -> None:
    (objection,) = objections_to_prepare(transfer(), [GIVER], authorities="", text="SECRET")
    assert "OFFICIAL" in objection


@pytest.mark.parametrize(
    ("many", "named"), [(3, "RSK-0, RSK-1, RSK-2."), (9, "RSK-0, RSK-1, RSK-2 and 6 more.")]
)
def test_a_step_names_the_first_items_that_are_not_acknowledged(many: int, named: str) -> None:
    refs = [f"RSK-{number}" for number in range(many)]
    step = steps(
        transfer(), has_pack=True, unlisted=[], unacknowledged=refs, listed=9, check=None,
        today=TODAY,
    )[1]  # fmt: skip
    assert step.says == f"These items are not acknowledged or agreed: {named}"


def todo(**changes: Any) -> list[bool]:
    given: dict[str, Any] = {
        "has_pack": True, "unlisted": [], "unacknowledged": [], "listed": 2,
        "check": Thing(made_at=NOW), "today": TODAY,
    }  # fmt: skip
    subject = changes.pop("transfer", transfer())
    return [step.is_done for step in steps(subject, **(given | changes))]


@pytest.mark.parametrize(
    ("changes", "done"),
    [
        ({}, [True, True, True, True]),
        ({"has_pack": False}, [False, False, True, True]),
        ({"unlisted": ["Referral REF-1 is open"]}, [False, True, True, True]),
        ({"unacknowledged": ["RSK-1"]}, [True, False, True, True]),
        ({"check": None}, [True, True, False, True]),
        ({"check": Thing(made_at=NOW - timedelta(seconds=1))}, [True, True, False, True]),
        ({"today": TODAY + timedelta(days=28)}, [True, True, True, True]),
        ({"today": TODAY + timedelta(days=29)}, [True, True, False, True]),
        ({"transfer": transfer(window_from=TODAY + timedelta(days=1))}, [True, True, True, False]),
    ],
)
def test_what_stands_before_acceptance(changes: dict[str, Any], done: list[bool]) -> None:
    assert todo(**changes) == done


def test_on_a_full_transfer_the_sio_becomes_the_lro_and_on_a_return_the_lro_stays() -> None:
    assert expected_lro("full", sio=GAIL, lro=RITA) is GAIL
    assert expected_lro("full", sio=None, lro=RITA) is RITA
    assert expected_lro("return", sio=GAIL, lro=RITA) is RITA


def leads(subject: Any, **changes: Any) -> list[str]:
    given: dict[str, Any] = {
        "sio": RITA, "lro": GAIL, "expected": GAIL, "reason": "", "sio_agencies": {2},
        "lro_agencies": {1},
    }  # fmt: skip
    return objections_to_new_leads(subject, **(given | changes))


def test_who_leads_afterwards() -> None:
    assert leads(transfer()) == []
    assert len(leads(transfer(), sio=GAIL, sio_agencies={1})) == 2
    assert leads(transfer(), sio_agencies=set()) == [
        "The new SIO must be an investigator or a supervisor of Body 2."
    ]
    assert leads(transfer(), lro_agencies={2}) == [f"{who_leads('lro')} of Body 1."]
    assert "Say why" in leads(transfer(), expected=Thing(pk=1, name="Len"))[0]
    assert leads(transfer(), expected=Thing(pk=1, name="Len"), reason="He retires.") == []


def test_on_a_return_both_are_the_forces() -> None:
    back = transfer(kind="return", giver=HUB, giver_id=20, receiver=TEAM, receiver_id=10)
    assert leads(back, sio_agencies={1}, lro_agencies={1}) == []
    assert len(leads(back, sio_agencies={2}, lro_agencies={2})) == 2


def test_nobody_accepts_their_own_offer() -> None:
    rita = actor(RITA, HUB, "handover")
    given: dict[str, Any] = {"owner_id": 10, "todo": []}
    assert objections_to_accept(rita, transfer(), [RECEIVER], **given) == []
    own = objections_to_accept(rita, transfer(opened_by_id=200), [RECEIVER], **given)
    both = objections_to_accept(rita, transfer(), [RECEIVER, GIVER], **given)
    assert own == ["You opened this transfer, so another officer must accept it."]
    assert both == ["You act for the giving unit, so another officer must accept this transfer."]


def test_of_one_that_is_closed_only_that_is_said() -> None:
    rita, over = actor(RITA, HUB, "handover"), transfer(stage="accepted", opened_by_id=200)
    said = objections_to_accept(rita, over, [RECEIVER, GIVER], owner_id=20, todo=[])
    assert said == ["This transfer is accepted, so you cannot do this now."]
    assert leads(over, sio=GAIL, sio_agencies=set()) == []


def test_the_giver_must_still_own_it() -> None:
    rita = actor(RITA, HUB, "handover")
    (objection,) = objections_to_accept(rita, transfer(), [RECEIVER], owner_id=5, todo=[])
    assert objection == "Unit 10 no longer owns this OCG."


def test_a_risk_is_acknowledged_once_while_it_is_open() -> None:
    given = {"is_acknowledged": False, "is_over": False}
    subject = transfer()
    assert objections_to_acknowledge_risk(subject, [RECEIVER], **given) == []
    assert objections_to_acknowledge_risk(subject, [GIVER], **given)
    for fact in given:
        assert len(objections_to_acknowledge_risk(
            subject, [RECEIVER], **(given | {fact: True})
        )) == 1  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        *((text, True) for text in (
            "", " ", "None", "none.", "NONE KNOWN", "None known at present", "N/A", "n/a", "na",
            "Nil", "Nil.", "no", "Not applicable", "Nothing known",
            "No warnings", "There are none", "No known threats", "none outstanding",
        )),
        *((text, False) for text in (
            "Warning 12 of 4 March 2021", "None but warning 12", "No warning was served on him yet",
            "Not known", "Nilsson, warning 3",
        )),
    ],
)  # fmt: skip
def test_what_says_that_there_is_none_is_no_open_risk(text: str, is_none: bool) -> None:
    assert says_none(text) is is_none

"""Every kind of target gives the same hit, whichever side enters it first."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.deconfliction.models import Hit, Kind
from tests.deconfliction.test_properties import met
from tests.lengths import examples
from tests.linkage.test_identifiers import EIP_55, GENESIS, SEGWIT, TAPROOT
from tests.people import Cast

FEW = settings(
    max_examples=examples(6),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# For each kind: a value, another way to write it, a similar value, and a different one.
SLIGHTLY: dict[str, list[str]] = {
    "person": ["Barnaby Crickmere", "CRICKMERE, Barnaby", "Barnabie Crickmer", "Zoë Applecot"],
    "phone": ["07700 900123", "+44 (0)7700-900 123", "07700 900132", "07700 900456"],
    "imei": ["35-209900-176148-1", "352099001761481", "IMEISV 3520990017614823", "35209900176149"],
    "vehicle": ["AB12 CDE", "ab12cde", "A812 CDE", "AB21 CED"],
    "address": [
        "14 High Street, M1 1AA", "14 HIGH ST\nManchester\nm11aa", "Flat 2, 14 High Street, M1 1AA",
        "Flat 1, 14 High Street, M1 1AA", "14 High St, M1 1AB", "UPRN 100012345678",
    ],
    "company": [
        "Fernsby Haulage Ltd", "THE FERNSBY HAULAGE CO. LIMITED, m1 1aa",
        "Fernsbey Haulage, M1 2AB", "Fernsby Haulage, LS1 1AA", "sc 12345", "SC012345",
    ],
    "account": ["12-34-56 12345678", "123456 12345678", "12-34-56 12345679", "65-43-21 12345678"],
    "wallet": [SEGWIT, SEGWIT.upper(), TAPROOT, GENESIS, EIP_55, EIP_55.lower()],
    "handle": [
        "telegram:@Fern_Wick", "https://t.me/fern_wick", "telegram:fernwick78", "signal:fern_wick",
    ],
    "e-mail": [
        "F.Wick+shop@GoogleMail.com", "fwick@gmail.com", "fwick1@gmail.com", "fwick@example.com",
    ],
    "device": [
        "00:00:5E:00:53:01", "0000.5e00.5301", "00:00:5E:00:53:02", "SIM 894411006825627005",
    ],
}  # fmt: skip
BORN = st.sampled_from(["", "1988", "1988-03-27", "1988-03-28", "1961-11-02"])


def as_target(name: str, value: str) -> dict[str, Any]:
    kind = "handle" if name == "e-mail" else name
    return {"phone": [], kind: [value]}


def test_no_kind_is_left_out() -> None:
    of_targets = set(Kind.values) - {Kind.EVENT.value}
    assert {"handle" if name == "e-mail" else name for name in SLIGHTLY} == of_targets


@pytest.mark.parametrize("name", SLIGHTLY)
@FEW
@given(data=st.data())
def test_a_hit_is_found_from_either_side_and_is_the_same(
    cast: Cast, name: str, data: st.DataObject
) -> None:
    """Gail has one form and Olive checks the other, or the reverse, in either order."""
    one, other = (
        as_target(name, data.draw(st.sampled_from(SLIGHTLY[name]), who)) for who in ("one", "other")
    )
    if name == "person":
        one["born"], other["born"] = data.draw(BORN), data.draw(BORN)
    there = met(cast, one, other, turned=False)
    assert met(cast, other, one, turned=False) == there
    assert met(cast, one, other, turned=True) == there


@pytest.mark.parametrize("name", SLIGHTLY)
def test_the_same_thing_written_twice_is_found_and_another_is_not(cast: Cast, name: str) -> None:
    """Otherwise the symmetry could hold because nothing is ever found."""
    same, again, *_, another = SLIGHTLY[name]
    born = {"born": "1988-03-27"} if name == "person" else {}
    [(kinds, strength, state)] = met(
        cast, as_target(name, same) | born, as_target(name, again) | born, turned=False
    )
    # Two companies can have the same name, so a desk reviews it.
    is_name = name == "company"
    assert kinds == ["handle" if name == "e-mail" else name]
    assert strength == (Hit.Strength.PROBABLE if is_name else Hit.Strength.EXACT)
    assert state == (Hit.State.REVIEW if is_name else Hit.State.RAISED)
    assert met(cast, as_target(name, same), as_target(name, another), turned=False) == []

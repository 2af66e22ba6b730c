"""Tests for the rules of clearance, without a database."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.clearance import rules

KINDS = ("author", "chief_officer", "legal", "press", "elected")


def actor(*roles: str, title: str = "Director", officer: int = 9, agency: int = 1) -> Any:
    return SimpleNamespace(
        agency=SimpleNamespace(pk=agency),
        officer=SimpleNamespace(pk=officer),
        posting=SimpleNamespace(title=title),
        roles=frozenset(roles),
    )


def step(number: int, digest: str = "", kind: str = "legal", **changes: Any) -> Any:
    given = {"takers": ["post:Solicitor"], "taken_by_id": 5 if digest else None}
    return SimpleNamespace(number=number, kind=kind, digest=digest, **(given | changes))


@given(st.lists(st.sampled_from(["", "old", "new"]), min_size=1, max_size=6), st.integers(1, 6))
def test_what_counts_was_taken_for_this_text_or_before_the_restart(
    digests: list[str], restart_from: int
) -> None:
    taken = [digest for digest in digests if digest]
    steps = [step(number, digest) for number, digest in enumerate(taken, start=1)]
    steps += [step(number) for number in range(len(taken) + 1, len(digests) + 1)]
    counted = rules.counted(steps, restart_from, "new")
    assert [one.number for one in counted] == list(range(1, len(counted) + 1))
    for one in counted:
        assert one.digest == "new" or one.number < restart_from
    following = rules.next_step(steps, restart_from, "new")
    assert (following is None) == (len(counted) == len(steps))
    if following:
        assert following.number == len(counted) + 1
    if not any(one.digest == "old" and one.number >= restart_from for one in steps):
        assert len(counted) == len(taken)


@given(st.lists(st.sampled_from(KINDS), unique=True), st.sampled_from(KINDS), st.booleans())
def test_a_policy_ends_with_a_reader_of_the_organisation(
    steps: list[str], restart_from: str, is_named: bool
) -> None:
    takers = {kind: ["role:clearer"] if is_named else [] for kind in KINDS}
    objections = rules.objections_to_policy(steps, takers, restart_from)
    is_good = bool(steps) and steps[-1] not in rules.KNOWN and restart_from in steps
    needs_takers = any(kind not in rules.KNOWN for kind in steps)
    assert (not objections) == (is_good and (is_named or not needs_takers))


def test_a_role_or_the_title_of_a_posting_takes_a_step() -> None:
    takers = ["role:clearer", "post:Solicitor"]
    assert rules.holds(actor("clearer"), "legal", takers, ["ours"])
    assert rules.holds(actor(title="Solicitor"), "legal", takers, ["ours"])
    assert not rules.holds(actor("policing_body"), "legal", takers, ["ours"])
    assert not rules.holds(actor("clearer"), "legal", takers, [])
    assert not rules.holds(actor("clearer"), "author", takers, ["ours"])
    assert rules.in_words("legal", takers) == "the clearer or the Solicitor"


def test_the_last_author_takes_only_the_authors_step() -> None:
    solicitor, parts = actor(title="Solicitor"), ["ours", "author"]
    refused = rules.objections_to_take(
        solicitor, step(2), parts, is_delegated=False, is_author=True
    )
    assert "somebody else must clear" in refused[0]
    own = step(1, kind="author")
    assert not rules.objections_to_take(actor(), own, parts, is_delegated=False, is_author=True)
    assert not rules.objections_to_take(actor(), step(2), parts, is_delegated=True, is_author=False)


@pytest.mark.parametrize(("day", "is_taken", "count"), [(1, False, 1), (2, False, 0), (3, True, 1)])
def test_a_policy_starts_today_or_later_on_a_day_of_its_own(
    day: int, is_taken: bool, count: int
) -> None:
    starts = date(2021, 3, day)
    objections = rules.objections_to_start(starts, date(2021, 3, 2), is_taken=is_taken)
    assert len(objections) == count

"""Flags on many targets at once, in a spreadsheet or added to OCGs in a day."""

import random

import pytest

from broadhurst.capabilities.deconfliction.models import Flag
from broadhurst.capabilities.deconfliction.rules.rate_limits import NO_MATTER_AT_LEAST, is_a_matter
from broadhurst.capabilities.deconfliction.rules.trawling import (
    IN_RUNS_AT_LEAST,
    Many,
    in_runs,
    looks_like_trawling,
    nearly_the_same,
)
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from tests.bulk_checks.tables import PURPOSE, checked
from tests.deconfliction.fishing import asked, fish, flags_on
from tests.deconfliction.targets import with_phone
from tests.doors import Machine, browser, terminal
from tests.people import SINCE, Cast

A_RANGE = "Phone\n" + "".join(f"0770 090 {n:04}\n" for n in range(40))


def lots(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311


SCATTERED = "Phone\n" + "".join(f"07700 9{n:05}\n" for n in lots(7).sample(range(99_999), 40))


def rules_on(cast: Cast) -> list[str]:
    return sorted(flag.rule for flag in flags_on(cast.gail))


@pytest.mark.parametrize(
    ("many", "broken"),
    [
        (Many(rows=100, in_runs=19, variants=5), []),
        (Many(rows=100, in_runs=20), ["runs"]),
        (Many(rows=1_000, in_runs=90), []),
        (Many(rows=100_000, in_runs=200), ["runs"]),
        (Many(rows=20, variants=6), ["variants"]),
        (Many(rows=100, variants=19), []),
        (Many(rows=14, has_matter=False), []),
        (Many(rows=15, has_matter=False), ["no_matter"]),
        (Many(rows=4_000, for_one=4_999), []),
        (Many(rows=1, for_one=5_000), ["rows"]),
    ],
)
def test_what_looks_like_trawling(many: Many, broken: list[str]) -> None:
    assert looks_like_trawling(many) == broken


@pytest.mark.parametrize(
    "texts",
    [
        [f"07700 900{n:03}" for n in range(30)],
        [f"+447700 9{n * 50:05}" for n in range(30)],
        [f"07700 {n:02}0 123" for n in range(30)],
        [f"35209900176{n:03}{n * 7 % 10}" for n in range(30)],
        [f"AB12 C{one}{other}" for one in "DE" for other in "ABCDEFGHIJKLMNO"],
    ],
    ids=["next", "by fifties", "in the middle", "imei", "marks"],
)
def test_identifiers_that_follow_each_other(texts: list[str]) -> None:
    lots(1).shuffle(texts)
    assert in_runs(("phone", text) for text in texts) == 30


def test_those_that_lie_anywhere_do_not() -> None:
    numbers = [f"07{number:09}" for number in lots(2).sample(range(10**9), 20_000)]
    assert in_runs(("phone", number) for number in numbers) == 0
    assert in_runs([("phone", "none"), ("vehicle", "?"), ("phone", "")]) == 0
    assert in_runs(("phone", f"07700 90000{n}") for n in range(9)) == 0, "a batch of SIM cards"
    assert in_runs([("phone", "07700 900000")] * 50) == 0, "one number is no run"


def test_people_who_differ_in_one_thing_alone() -> None:
    dates = [("John Crickmere", f"{day}/3/1988") for day in range(1, 9)]
    names = [(f"{first} Crickmere", "1/1/1990") for first in ("Al", "Bo", "Cy", "Di", "Ed", "Flo")]
    others = [("Perry Windle", "1/1/1990"), ("John Crickmere", ""), ("", "1/1/1990")]
    assert nearly_the_same(dates + dates + names + others) == 14
    assert nearly_the_same(dates[:5] + names[:5]) == 0


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("", False), ("x", False), ("OP", False), ("-- - -", False), ("p 12", False),
     ("OP-TEASEL", True), ("0617/21", True), ("OCG-7K3QF2", True)],
)  # fmt: skip
def test_what_is_too_short_refers_to_nothing(text: str, is_one: bool) -> None:
    assert is_a_matter(text) == is_one


def test_a_short_matter_is_no_way_round_the_rule_of_matters(cast: Cast) -> None:
    for number in range(NO_MATTER_AT_LEAST):
        asked(cast.gail, phone=[f"07700 9{number * number:05}"], matter="x")
    assert rules_on(cast) == ["no_matter"]


def test_a_range_of_numbers_raises_one_flag_of_which_the_desk_alone_is_told(
    cast: Cast,
) -> None:
    done = checked(cast.gail, A_RANGE)
    checked(cast.gail, A_RANGE.replace("090", "091"))
    (flag,) = flags_on(cast.gail)
    assert (flag.rule, flag.desk, flag.officer) == ("runs", cast.dot.unit, cast.gail.officer)
    assert (flag.counts["rows"], flag.counts["in_runs"], flag.counts["table"]) == (40, 40, done.ref)
    with as_actor(cast.dot):
        event = Event.objects.get(verb="flag.raised")
        assert any(one.event_id == event.pk for one in notices_of(cast.dot))
        assert "many identifiers that follow each other" in words(event)
    with as_actor(cast.gail):
        assert not Flag.objects.exists()
        assert not Event.objects.filter(verb__startswith="flag.").exists()
    for page in ("/", "/notices/", f"/deconfliction/bulk-checks/{done.ref}/"):
        assert flag.ref not in browser(cast.gail).get(page).content.decode()


def test_every_door_says_what_the_table_was_for(cast: Cast) -> None:
    done = checked(cast.gail, A_RANGE)
    (flag,) = flags_on(cast.gail)
    shown = browser(cast.dot).get(f"/deconfliction/flags/{flag.ref}/").content.decode()
    for said in (done.ref, "OP-TEASEL", PURPOSE, "40 with identifiers that follow each other"):
        assert said in shown
    given = Machine(cast.dot).get(f"/deconfliction/flags/{flag.ref}").json()
    assert (given["rule"], given["counts"]["purpose"]) == ("runs", PURPOSE)
    said = terminal(cast.dot, "deconfliction", "flags").output
    assert "Many identifiers that follow each other" in said


def test_a_table_as_tables_are_raises_none(cast: Cast) -> None:
    checked(cast.gail, SCATTERED)
    checked(cast.gail)
    assert rules_on(cast) == []


def test_a_table_for_no_matter_or_of_one_name_is_flagged(cast: Cast) -> None:
    rows = "".join(f"Perry,Windle,{day}/3/1988\n" for day in range(1, 20))
    checked(cast.gail, f"First name,Surname,DOB\n{rows}", matter="x")
    assert rules_on(cast) == ["no_matter", "variants"]


def test_rows_for_one_purpose_are_counted_over_tables_and_postings(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadhurst.capabilities.deconfliction.rules.trawling.ROWS_FOR_ONE", 3 * 40)
    elsewhere = actor_in(
        post(
            actor=cast.system, officer=cast.gail.officer, unit=cast.cora.unit,
            title="Detective Inspector", roles=("investigator",), from_on=SINCE,
        )
    )  # fmt: skip
    checked(cast.gail, SCATTERED)
    checked(cast.gail, SCATTERED, matter="OP-OTHER", purpose="For another thing.")
    checked(elsewhere, SCATTERED, matter="OP-WHIMBREL")
    assert rules_on(cast) == [], "three tables, of which two are for one purpose"
    checked(cast.gail, SCATTERED)
    assert rules_on(cast) == ["rows"]


def test_what_is_added_to_an_ocg_is_looked_at_too(cast: Cast) -> None:
    ocg = cast.ocg()
    for number in range(IN_RUNS_AT_LEAST):
        assert rules_on(cast) == []
        with_phone(cast.gail, ocg, f"07700 900{number:03}")
    (flag,) = flags_on(cast.gail)
    assert (flag.rule, flag.counts["in_runs"]) == ("runs", IN_RUNS_AT_LEAST)
    shown = browser(cast.dot).get(f"/deconfliction/flags/{flag.ref}/").content.decode()
    assert "20 with identifiers that follow each other" in shown
    assert "Purpose" not in shown


def test_so_are_people_who_are_nearly_the_same(cast: Cast) -> None:
    ocg, others = cast.ocg(), []
    for first in ("Al", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ivy", "Jo"):
        member = add_member(
            actor=cast.gail, ocg=ocg, name=f"{first} Crickmere", category="suspect", part="other",
            is_exploited=False, born_on=None if first == "Al" else ocg.registered_at.date(),
            not_same_as=others,
        )  # fmt: skip
        others.append(member.ref)
    assert rules_on(cast) == ["variants"]


def test_an_ordinary_day_of_additions_raises_none(cast: Cast) -> None:
    ocg = cast.ocg()
    for number in lots(3).sample(range(99_999), 25):
        with_phone(cast.gail, ocg, f"07700 9{number:05}")
    assert rules_on(cast) == []


def test_a_flag_on_single_checks_says_what_it_said(cast: Cast) -> None:
    fish(cast.gail)
    (flag,) = flags_on(cast.gail)
    shown = browser(cast.dot).get(f"/deconfliction/flags/{flag.ref}/").content.decode()
    assert "15 targets checked" in shown

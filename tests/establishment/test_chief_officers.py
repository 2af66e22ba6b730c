"""What is said of the chief officers for a ROCU, in every case. Without a database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.establishment.rules.chief_officers import (
    Facts,
    Holder,
    Responsibility,
    paragraph,
    verdict,
    why,
)
from broadhurst.capabilities.establishment.rules.cover import is_held_on, stretches
from broadhurst.capabilities.establishment.rules.postings import Days

LETTER = date(2021, 3, 30)
SINCE = date(2019, 4, 1)
POST = Days(SINCE)
CUSTODY = ("Head of custody", "GMP", True, "a force responsibility")
FRAUD = ("Lead for fraud", "the NPCC", False, "a national lead")


def held(
    officer: str = "Ann Wren", from_on: date = SINCE, until_on: date | None = None, cover: str = ""
) -> Responsibility:
    return Responsibility(
        "APP-1", officer, "Assistant Chief Constable", "NWROCU", cover, from_on, until_on, False,
        why("rocu", in_force=False),
    )  # fmt: skip


def other(what: tuple[str, str, bool, str], since: date = SINCE) -> Responsibility:
    title, organisation, counts, reason = what
    return Responsibility("APP-2", "Ann Wren", title, organisation, "", since, None, counts, reason)


def said(
    *appointments: Responsibility,
    beside: tuple[Responsibility, ...] = (),
    own_since: date | None = SINCE,
    post: Days | None = POST,
) -> str:
    days = stretches([post] if post else [], appointments, LETTER)
    holders = [Holder(one, beside) for one in appointments if is_held_on(one, LETTER)]
    return paragraph(Facts("North West ROCU", LETTER, days, holders, own_since))


def test_a_chief_officer_of_its_own() -> None:
    assert said(held()) == (
        "The North West ROCU has had a chief officer of its own since 1 April 2019. Ann Wren holds "
        "the post of Assistant Chief Constable, and holds no force responsibility."
    )


def test_a_force_responsibility_is_named_and_the_post_is_not_called_its_own() -> None:
    assert said(held(), beside=(other(CUSTODY),), own_since=None) == (
        "The North West ROCU has had a chief officer since 1 April 2019, but does not have one "
        "without force responsibilities. Ann Wren holds the post of Assistant Chief Constable. Ann "
        "Wren also holds a force responsibility: Head of custody, GMP, since 1 April 2019."
    )


def test_a_force_responsibility_that_ended_is_not_hidden() -> None:
    assert said(held(), own_since=date(2020, 1, 1)).startswith(
        "The North West ROCU has had a chief officer since 1 April 2019, and one without force "
        "responsibilities since 1 January 2020."
    )


def test_what_does_not_count_is_listed_with_its_reason() -> None:
    assert said(held(), beside=(other(FRAUD),)).endswith(
        "and holds no force responsibility. Ann Wren also holds Lead for fraud, the NPCC (a "
        "national lead)."
    )


def test_a_past_gap_is_told_and_the_run_begins_after_it() -> None:
    first = held("Bo Finch", until_on=date(2020, 5, 1))
    text = said(first, held(from_on=date(2020, 6, 1)), own_since=date(2020, 6, 1))
    assert text.startswith(
        "The North West ROCU has had a chief officer of its own since 1 June 2020."
    )
    assert "Nobody held the post from 1 May 2020 to 31 May 2020 (31 days)." in text


def test_many_gaps_are_counted() -> None:
    begun = [SINCE + timedelta(days=30 * n) for n in range(5)]
    spans = [held("Bo Finch", day, day + timedelta(days=20)) for day in begun]
    now = held(from_on=SINCE + timedelta(days=150))
    assert "Nobody held the post on 50 days in 5 gaps, the last from" in said(*spans, now)


def test_a_vacant_post() -> None:
    assert said(held("Bo Finch", until_on=date(2021, 3, 1)), own_since=None) == (
        "Nobody is chief officer for the North West ROCU. The post has been vacant since 1 March "
        "2021 (30 days). Bo Finch held it until 28 February 2021."
    )
    assert said(own_since=None).endswith("Nobody has held it yet.")


def test_no_post_and_a_post_that_ended() -> None:
    none = "No post of chief officer is recorded for the North West ROCU by 30 March 2021."
    assert said(post=None) == none
    assert said(post=Days(date(2022, 1, 1))) == none
    assert said(held(until_on=date(2021, 1, 1)), post=Days(SINCE, date(2021, 1, 1))) == (
        "The North West ROCU had a post of chief officer from 1 April 2019 to 31 December 2020. It "
        "has none now."
    )


def test_acting_cover_is_told_now_and_before() -> None:
    now = said(held(cover="acting cover"))
    assert "holds the post of Assistant Chief Constable as acting cover since 1 April 2019" in now
    before = held("Bo Finch", until_on=date(2020, 1, 1), cover="temporary cover")
    text = said(before, held(from_on=date(2020, 1, 1)))
    assert text.endswith(
        "Bo Finch held it as temporary cover from 1 April 2019 to 31 December 2019."
    )


def test_two_at_once() -> None:
    text = said(held(), held("Bo Finch", from_on=date(2021, 1, 1)))
    assert "2 officers hold the post at once. Ann Wren holds the post" in text
    assert "Bo Finch holds the post" in text


def test_the_reason_of_the_verdict() -> None:
    assert verdict([]).is_autonomous is None
    alone = verdict([Holder(held(), ())])
    assert (alone.is_autonomous, alone.reason) == (True, "Ann Wren holds no other responsibility.")
    both = verdict([Holder(held(), (other(CUSTODY), other(FRAUD)))])
    assert (both.is_autonomous, both.reason) == (
        False,
        "Ann Wren also holds Head of custody, GMP (a force responsibility). This counts against "
        "autonomy.",
    )
    assert verdict([Holder(held(), (other(FRAUD),))]).reason.endswith("does not count against "
                                                                      "autonomy.")  # fmt: skip
    assert why("other", in_force=True) == "another post in a force"
    assert why("other", in_force=False) == "a post outside a force"


@given(st.lists(st.tuples(st.integers(0, 700), st.integers(1, 300), st.booleans()), max_size=5))
def test_the_paragraph_never_claims_more_than_the_days(spans: list[tuple[int, int, bool]]) -> None:
    appointments = [
        held("Ann Wren", day := SINCE + timedelta(days=start), day + timedelta(days=length),
             "acting cover" if acting else "")
        for start, length, acting in spans
    ]  # fmt: skip
    now = [one for one in appointments if is_held_on(one, LETTER)]
    text = said(*appointments, own_since=None)
    assert ("Nobody is chief officer" in text) == (not now)
    assert "of its own" not in text
    assert ("officers hold the post at once" in text) == (len(now) > 1)
    assert text.endswith(".")
    assert "  " not in text

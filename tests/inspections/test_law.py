"""Properties of section 55 of the Police Act 1996, over all dates and generated texts."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.inspections.rules import answers, responses
from broadhurst.foundation.clock import section_55_day, section_55_last_day
from broadhurst.foundation.doors.references import ALPHABET

days = st.dates(date(1996, 5, 22), date(2199, 12, 31))
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@given(days, st.integers(-400, 400))
def test_the_day_of_publication_is_day_1_and_the_56th_is_the_last(
    published_on: date, after: int
) -> None:
    last = section_55_last_day(published_on)
    assert (last - published_on).days == 55
    assert section_55_day(published_on, published_on) == 1
    on = published_on + timedelta(days=after)
    assert section_55_day(published_on, on) == after + 1
    assert (section_55_day(published_on, on) <= 56) == (on <= last)


@given(days, st.integers(0, 90), st.integers(1, 3))
def test_only_a_first_version_after_the_last_day_is_late(
    published_on: date, after: int, version: int
) -> None:
    response = SimpleNamespace(version=version, last_day=section_55_last_day(published_on))
    today = published_on + timedelta(days=after)
    assert responses.is_late(response, today) == (version == 1 and after >= 56)


def a_response(**changes: Any) -> Any:
    given = {
        "stage": "drafting", "body_comments": "Ours.", "invited_on": date(2021, 3, 1),
        "comments_due_on": date(2021, 3, 12), "chief_officer_comments": "Agreed.",
        "last_day": date(2021, 4, 14), "version": 1,
    }  # fmt: skip
    return SimpleNamespace(**(given | changes))


@given(
    st.text(" \n\tab", max_size=4),
    st.text(" \n\tab", max_size=4),
    st.none() | st.just(date(2021, 3, 1)),
    st.lists(st.sampled_from(["recommendation 1", "recommendation 2"]), unique=True),
    st.booleans(),
    st.dates(date(2021, 3, 1), date(2021, 4, 30)),
)
def test_nothing_is_complete_that_leaves_out_what_the_law_asks(
    ours: str, theirs: str, invited_on: date | None, unanswered: list[str], has_letter: bool,
    today: date,
) -> None:  # fmt: skip
    response = a_response(
        body_comments=ours, chief_officer_comments=theirs, invited_on=invited_on,
        comments_due_on=date(2021, 3, 12) if invited_on else None,
    )  # fmt: skip
    left = responses.remaining(
        response, unanswered=unanswered, has_letter_fields=has_letter, today=today
    )
    has_theirs = bool(theirs.strip()) or today >= date(2021, 3, 12)
    is_complete = bool(ours.strip() and invited_on and has_theirs and not unanswered and has_letter)
    assert (left == []) == is_complete
    for name in unanswered:
        assert f"Answer {name}." in left
    refused = responses.objections_to_publish(
        a_response(stage="cleared"), [responses.BODY], left, today=today, late_reason="Ill."
    )
    assert (refused == []) == is_complete


@given(
    words, st.sampled_from(["OCG", "TRF", "BID", "RSP"]), st.text(ALPHABET, min_size=6, max_size=6)
)
def test_no_text_with_a_reference_is_published(text: str, kind: str, code: str) -> None:
    reference = f"{kind}-{code}"
    objections = responses.objections_to_public_text(f"{text} {reference} {text}", ())
    assert any(reference in one for one in objections)


@given(words, st.lists(st.sampled_from(["Copper Heron", "07700 900 555"]), unique=True))
def test_every_name_that_is_found_is_said(text: str, names: list[str]) -> None:
    objections = responses.objections_to_public_text(text, names)
    for name in names:
        assert any(name in one for one in objections)


@given(st.booleans(), st.none() | st.dates(), st.none() | st.dates(), st.booleans(), st.dates())
def test_a_proposal_has_an_owner_and_a_date_to_come_and_nothing_else_has(
    has_owner: bool, due_on: date | None, was: date | None, is_proposed: bool, today: date
) -> None:
    objections = answers.objections_to_proposal(
        is_proposed=is_proposed, has_owner=has_owner, due_on=due_on, was=was, today=today
    )
    if is_proposed:
        is_to_come = due_on is not None and (due_on >= today or due_on == was)
        assert (objections == []) == (has_owner and is_to_come)
    else:
        assert (objections == []) == (not has_owner and due_on is None)

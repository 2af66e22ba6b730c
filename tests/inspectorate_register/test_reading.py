"""Tests for reading entries of the register: every rendering, every date, no word lost."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.inspectorate_register.rules.dates import date_at_start
from broadhurst.capabilities.inspectorate_register.rules.reading import Understood, read
from tests.inspectorate_register.entries import (
    ENDS,
    FORMS,
    Made,
    days,
    entries,
    in_words,
    rubble,
    words_of,
)

DATA = Path(__file__).parents[2] / "src/broadhurst/capabilities/inspectorate_register/data/register"
HEAD = "Recommendations\n\nRecommendation 5\n\n• Do it.\n\n"


def all_words(reading: Understood) -> list[str]:
    understood = [words for entry in reading.entries for words in entry.words()]
    return words_of(*understood, *(refusal.text for refusal in reading.refusals))


@given(rubble)
@settings(max_examples=400, deadline=None)
def test_no_word_of_any_text_is_dropped(text: str) -> None:
    assert all_words(read(text)) == words_of(text)


@given(st.lists(entries(), min_size=1, max_size=4), st.sampled_from(ENDS))
@settings(max_examples=150, deadline=None)
def test_entries_in_both_renderings_are_read_in_order(made: list[Made], end: str) -> None:
    text = "\n".join(one.text for one in made)
    reading = read(text.replace("\n", end))
    assert reading.refusals == []
    assert [entry.finding.text for entry in reading.entries if entry.finding] == [
        one.finding.strip() for one in made
    ]
    for entry, one in zip(reading.entries, made, strict=True):
        assert [(u.acted_on, u.status, u.text.split()) for u in entry.updates] == [
            (u.on, u.status, u.text.split()) for u in one.updates
        ]
    assert all_words(reading) == words_of(text)


@given(days, st.integers(0, FORMS - 1))
def test_every_form_of_a_date_is_read(day: date, form: int) -> None:
    dated = date_at_start(in_words(day, form))
    assert dated is not None
    assert (dated.on, dated.end) == (day, len(in_words(day, form)))


@pytest.mark.parametrize(
    ("name", "updates"), [("cumbria-8733", 4), ("dyfed-powys-8738", 4), ("kent-8745", 5),
                          ("suffolk-8761", 3)],
)  # fmt: skip
def test_the_published_entries_are_read(name: str, updates: int) -> None:
    text = (DATA / f"{name}.txt").read_text()
    reading = read(f"File: {name}.txt\n{text}")
    (entry,) = reading.entries
    assert reading.refusals == []
    assert entry.force == name.rpartition("-")[0]
    assert entry.address.endswith(f"/{entry.force}/{name.rpartition('-')[2]}/")
    assert entry.concern
    assert entry.concern.kind == "cause_of_concern"
    assert entry.finding
    assert (entry.finding.kind, entry.finding.number) == ("recommendation", "5")
    assert entry.finding.text.startswith("Immediately, ")
    assert (len(entry.updates), entry.updates[0].status) == (updates, "awaiting_review")
    assert entry.updates[0].acted_on == date(2017, 3, 3)


@pytest.mark.parametrize(
    ("trail", "line", "reason"),
    [
        ("31st February 2018 complete", 7, "is not a day of the calendar"),
        ("03/13/2017 complete", 7, "The day comes before the month"),
        ("Monday 3rd March 2017", 7, "was not that day of the week"),
        ("March 2017 being-progressed", 7, "has no day"),
        ("3rd March 2017 finished", 7, "“finished” is not a status of the register"),
        ("3rd March 2017 not yet seen", 7, "“not yet seen” is not a status"),
        ("3rd March 2017", 7, "no status and no comment"),
        ("4th Marhc 2017 complete", 7, "“4th Marhc 2017” is not a date"),
        ("Monday 14th Marhc 2017", 7, "is not a date"),
        ("3rd March awaiting-review", 7, "“3rd March” has no year"),
        ("the 3rd of March 2017 complete", 7, "is not a date"),
        ("3/4/20171 complete", 7, "is not a date"),
        ("[on]3rd March 2017 [status]done[/status][/on]", 7, "“done” is not a status"),
        ("[on]March 2017 [status]complete[/status][/on]", 7, "has no day"),
        ("[on][status]complete[/status][/on]", 7, "Enter a date after [on]"),
        ("[on]3rd March 2017[/on]", 7, "no status and no comment"),
        ("[on]3rd March 2017 words[/on]", 7, "outside [status] and [comment]"),
        ("[on]3rd March 2017 [comment]Never ended[/on]", 7, "has no [/comment]"),
        ("[on]3rd March 2017 [comment]a [status]b[/status][/comment][/on]", 7, "another tag"),
        ("[on]3rd March 2017 [status]complete[/status]", 7, "has no [/on]"),
        ("3rd March 2017 complete\n[/on]", 8, "is outside [on] and [/on]"),
        ("", 1, "No dated status or comment"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(trail: str, line: int, reason: str) -> None:
    refusals = read(HEAD + trail).refusals
    assert [(refusal.line, reason in refusal.reason) for refusal in refusals] == [(line, True)]


def test_text_under_a_refused_date_does_not_get_the_date_above() -> None:
    reading = read(f"{HEAD}3rd March 2017 awaiting-review\n31st June 2018\n\nWe looked.\n")
    assert reading.refusals[0].text == "31st June 2018\n\nWe looked."
    assert reading.entries[0].updates[0].text == ""


def test_a_line_that_only_begins_with_a_date_stays_in_its_comment_with_a_note() -> None:
    text = f"{HEAD}3rd March 2017\n\nWe came.\n5 July 2018 was the second visit.\n"
    (entry,) = read(text).entries
    assert entry.updates[0].text.endswith("5 July 2018 was the second visit.")
    assert entry.notes[0][0] == 10


def test_a_status_below_its_date_is_the_status_of_that_date() -> None:
    (entry,) = read(f"{HEAD}3rd March 2017\n\nBeing-progressed\n\nWe came.\ncomplete\n").entries
    (update,) = entry.updates
    assert (update.status, update.text) == ("being_progressed", "We came.\ncomplete")


def test_parts_of_sentences_are_not_taken_for_dates() -> None:
    comment = "3 May\nthe 3rd of March 2017\n12 plans complete\n5.12 km\n4 May 2017 and then"
    (entry,) = read(
        f"{HEAD}It has until\n31 March 2018 at best.\n3rd March 2017\n{comment}"
    ).entries
    assert [update.text for update in entry.updates] == [comment]
    assert [line for line, _ in entry.notes] == [8, 14]


def test_a_date_before_the_one_above_it_has_a_note() -> None:
    (entry,) = read(f"{HEAD}3rd March 2017 complete\n2nd March 2017 superseded\n").entries
    assert [line for line, _ in entry.notes] == [8]


def test_a_month_at_the_end_of_the_finding_is_part_of_it() -> None:
    text = "Recommendation 1\nBe done by\nSeptember 2017.\n\n3 March 2017 complete"
    (entry,) = read(text).entries
    assert entry.finding
    assert entry.finding.text.endswith("September 2017.")


def test_an_unended_block_does_not_swallow_the_next_entry_or_file() -> None:
    broken = f"{HEAD}[on]3rd March 2017 [comment]Never ended.\n"
    for between in ("", "File: kent-1.txt\n", "https://example.org/recommendation/kent/1/\n"):
        reading = read(f"{broken}{between}{HEAD}4th March 2017 complete\n")
        assert [len(entry.updates) for entry in reading.entries] == [0, 1]
        assert len(reading.refusals) == 1


def test_a_file_without_an_entry_is_refused() -> None:
    reading = read(f"File: empty.txt\nFile: kent-1.txt\n{HEAD}4th March 2017 complete\n")
    assert [refusal.text for refusal in reading.refusals] == ["File: empty.txt"]
    assert reading.entries[0].force == "kent"


def test_unended_tags_take_no_more_time_than_others() -> None:
    assert len(read("[on]" * 20_000).refusals) == 20_000

"""A spreadsheet checked row by row gives the same answers as single checks."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.commands.answer_rows import answer_bulk_rows
from broadhurst.capabilities.bulk_checks.commands.cancel import cancel_bulk_check
from broadhurst.capabilities.bulk_checks.commands.end import end_bulk_check
from broadhurst.capabilities.bulk_checks.commands.expire import expire_bulk_checks
from broadhurst.capabilities.bulk_checks.commands.map import map_bulk_check
from broadhurst.capabilities.bulk_checks.commands.register_rows import register_bulk_rows
from broadhurst.capabilities.bulk_checks.commands.run import begin_bulk_check
from broadhurst.capabilities.bulk_checks.commands.start import start_bulk_check
from broadhurst.capabilities.bulk_checks.matching.bulk_candidates import Likely
from broadhurst.capabilities.bulk_checks.queries.parsed_rows import preview_of
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.check_target import check_target
from broadhurst.capabilities.deconfliction.commands.move_entries import move_entries
from broadhurst.capabilities.deconfliction.matching import recent_use
from broadhurst.capabilities.deconfliction.models import (
    BulkCheck,
    BulkRow,
    Check,
    Entry,
    Hit,
    HitSide,
)
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.register.commands.change_owner import change_owner
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.bulk_checks.tables import checked, rows, run, sent, started, step_of, taken
from tests.conftest import NOW
from tests.deconfliction.targets import far_ocg, side_of, with_phone, with_suspect
from tests.people import SINCE, Cast

NOBODY = Likely(defaultdict(set), set())  # no candidates


def test_each_row_is_registered_and_answered(cast: Cast) -> None:
    far = far_ocg(cast)
    with_phone(cast.olive, far, "+44 7700 900123")
    check(actor=cast.olive, ocg=far)
    done = checked(cast.gail)
    assert (done.stage, done.rows_sent, done.rows_registered) == ("done", 4, 4)
    assert (done.rows_answered, done.rows_hit, done.rows_wrong) == (4, 1, 1)
    first, second, third, fourth = rows(cast.gail, done)
    assert (first.answer, first.hits) == ("hit", [side_of(cast.gail).ref])
    assert (second.answer, second.hits, second.why) == ("no_hit", [], "")
    assert (third.answer, fourth.answer) == ("no_hit", "not_checked")
    assert "DOB: “soon” is not a date" in third.why
    assert "Phone: “07700 9”. " in third.why
    assert "Nothing in this row can be checked." in fourth.why
    assert first.entry.title == "Perry Windle, born 27 March 1988"
    assert first.entry.matter == "OP-TEASEL"
    for actor in (cast.gail, cast.olive):
        side = side_of(actor)
        assert side.hit.kinds == ["phone"]
        with as_actor(actor):
            assert Event.objects.filter(verb="hit.raised", subject=side.ref).count() == 1


def answers_one_by_one(cast: Cast) -> dict[str, int]:
    """Check four rows, with two forms of a person whom another force suspects."""
    far = far_ocg(cast)
    with_suspect(cast.olive, far, "Perry Windle")
    with_phone(cast.olive, far, "07700 900124")
    check(actor=cast.olive, ocg=far)
    done = checked(
        cast.gail,
        "Name,DOB,Phone\n"
        "Perry Windle,27/03/1988,\n"  # the same name and date of birth
        "Pery Windel,27/03/1988,\n"  # nearly
        "Somebody Else,01/01/1970,07700900124\n"
        "Perry Windle,27/03/1988,\n",  # the same row again
    )
    return {f"{row.number} {row.answer}": len(row.hits) for row in rows(cast.gail, done)}


def test_a_person_is_found_by_likeness_and_two_rows_of_one_share_their_hit(cast: Cast) -> None:
    found = answers_one_by_one(cast)
    assert found["2 hit"] == found["4 hit"] == found["5 hit"] == 1
    assert {"3 hit", "3 referred"} & found.keys()
    with as_actor(cast.gail):
        first, again = BulkRow.objects.filter(number__in=(2, 5))
        assert (first.entry_id, first.hits) == (again.entry_id, again.hits)
        assert BulkCheck.objects.get().rows_registered == 4, "each once, also those of one target"


def test_one_receipt_is_of_the_whole_and_says_what_was_not_checked(cast: Cast) -> None:
    done = checked(cast.gail)
    made = done.receipt
    assert made is not None
    assert (made.occasion, made.matter, made.entries, made.hit_count) == ("bulk", "OP-TEASEL", 3, 0)
    assert made.not_checked == [
        "Row 5: Phone: “none”. This means that it is not known. Leave it out. Nothing in this row "
        "can be checked.",
        f"No hit, in part: 1 row of bulk check {done.ref}. Its answers say what was not checked.",
    ]
    with as_actor(cast.gail):
        told = Event.objects.get(verb="bulk_check.ended")
        assert (told.detail["rows"], told.detail["receipt"]) == ("3", made.ref)


def test_every_step_is_in_the_log_and_no_cell_of_the_table_is(cast: Cast) -> None:
    done = checked(cast.gail)
    with as_actor(cast.gail):
        log = list(Event.objects.filter(subject=done.ref).order_by("pk"))
    assert [one.verb.split(".")[1] for one in log] == [
        "sent", "started", "begun", "registered", "registered", "answered", "ended",
    ]  # fmt: skip
    assert {one.officer for one in log} == {cast.gail.officer}
    said = " ".join(str(one.detail) for one in log)
    assert "Windle" not in said
    assert "900123" not in said


@pytest.mark.parametrize("who", ["olive", "connie", "cora", "rita", "dot"])
def test_nobody_of_another_unit_sees_a_bulk_check_or_its_rows(cast: Cast, who: str) -> None:
    done = checked(cast.gail)
    with as_actor(getattr(cast, who)):
        assert not BulkCheck.objects.exists()
        assert not BulkRow.objects.exists()
        assert BulkRow.objects.update(why="seen") == 0
        assert not Check.objects.filter(pk=done.receipt_id).exists()
    with as_actor(cast.len):
        assert BulkRow.objects.count() == 4, "a colleague of the unit does"


def test_the_preview_says_what_will_be_checked_before_anything_is(cast: Cast) -> None:
    bulk = sent(cast.gail)
    with as_actor(cast.gail):
        preview = preview_of(bulk)
        assert not Entry.objects.exists()
    assert (preview.looked_at, preview.wrong_count) == (4, 2)
    assert preview.first[0].checked == [
        "Perry Windle, born 27 March 1988", "Phone number: 07700 900123"
    ]  # fmt: skip
    assert [one.number for one in preview.wrong] == [4, 5]


def test_columns_are_named_until_it_starts(cast: Cast) -> None:
    bulk = sent(cast.gail, "Who,When\nPerry Windle,27/03/1988\n")
    with pytest.raises(Refused, match="names someone or something"):
        start_bulk_check(actor=cast.gail, bulk=bulk)
    map_bulk_check(actor=cast.len, bulk=bulk, columns=["name", "born"])
    done = run(start_bulk_check(actor=cast.gail, bulk=bulk))
    assert (done.rows_wrong, done.rows_answered) == (0, 1)
    with pytest.raises(Refused, match="Send the file again"):
        map_bulk_check(actor=cast.gail, bulk=done, columns=["name", ""])


@pytest.mark.parametrize(
    ("who", "changes", "said"),
    [
        ("connie", {}, "Only an investigator"),
        ("gail", {"matter": ""}, "Enter either the OCG that the spreadsheet is for"),
        ("gail", {"purpose": " "}, "Enter the purpose of the check"),
    ],
)
def test_who_may_not_send_a_table(cast: Cast, who: str, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        sent(getattr(cast, who), **changes)


def test_a_unit_has_so_many_rows_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "ROWS_A_DAY", 7)
    started(cast.gail)
    with pytest.raises(Refused, match="You have 3 left, and this spreadsheet has 4"):
        started(cast.len)
    with clock.set_to(NOW + timedelta(days=1, minutes=1)):
        started(cast.len)


def test_an_officer_has_so_many_tables_an_hour(cast: Cast) -> None:
    for _ in range(rules.TABLES_AN_HOUR):
        started(cast.gail)
    with pytest.raises(Refused, match="limit of 6 spreadsheets in an hour"):
        started(cast.gail)
    started(cast.len)
    with clock.set_to(NOW + timedelta(hours=1, minutes=1)):
        started(cast.gail)


def test_an_officers_tables_are_counted_over_all_their_postings(cast: Cast) -> None:
    """As with single checks, a second posting gives no second allowance."""
    keepers = actor_in(
        post(
            actor=cast.system, officer=cast.gail.officer, unit=cast.cora.unit,
            title="Detective Inspector", roles=("investigator",), from_on=SINCE,
        )
    )  # fmt: skip
    for number in range(rules.TABLES_AN_HOUR):
        started((cast.gail, keepers)[number % 2])
    for actor in (cast.gail, keepers):
        with pytest.raises(Refused, match="limit of 6 spreadsheets in an hour"):
            started(actor)
    started(cast.cora)


def test_before_it_runs_a_cancelled_table_is_gone_at_once(cast: Cast) -> None:
    bulk = cancel_bulk_check(actor=cast.len, bulk=started(cast.gail))
    assert bulk.stage == "cancelled"
    assert rows(cast.gail, bulk) == []
    with pytest.raises(Refused, match="already ended or been cancelled"):
        cancel_bulk_check(actor=cast.gail, bulk=bulk)


def test_cancelled_midway_what_is_answered_stands_and_the_rest_is_withdrawn(cast: Cast) -> None:
    bulk = taken(started(cast.gail))
    begin_bulk_check(actor=cast.gail, bulk=bulk)
    register_bulk_rows(actor=cast.gail, bulk=bulk, most=10)
    first, *_ = rows(cast.gail, bulk)
    answer_bulk_rows(actor=cast.gail, bulk=bulk, step=step_of([first], NOBODY), likely=NOBODY)
    cancel_bulk_check(actor=cast.len, bulk=bulk)
    done = end_bulk_check(actor=cast.gail, bulk=bulk)
    assert (done.stage, done.rows_answered, done.rows_wrong) == ("cancelled", 4, 3)
    assert done.receipt is not None
    assert done.receipt.entries == 1
    found = rows(cast.gail, done)
    assert [row.answer for row in found] == ["no_hit", *["not_checked"] * 3]
    assert [row.why for row in found[1:3]] == [rules.CANCELLED] * 2
    with as_actor(cast.gail):
        assert [one.title for one in Entry.objects.all()] == [first.entry.title]


def test_what_stood_before_or_was_renewed_since_is_not_withdrawn(cast: Cast) -> None:
    """A cancelled check withdraws only entries that no other check made or renewed."""
    with clock.set_to(NOW - timedelta(minutes=1)):
        checked(cast.gail, "Name,DOB\nJuniper Ashdown,14/08/1979\n")
    bulk = taken(started(cast.gail, "Name,DOB\nJuniper Ashdown,14/08/1979\nPerry Windle,1988\n"))
    begin_bulk_check(actor=cast.gail, bulk=bulk)
    register_bulk_rows(actor=cast.gail, bulk=bulk, most=10)
    with clock.set_to(NOW + timedelta(minutes=1)):
        checked(cast.len, "Name,DOB\nPerry Windle,1988\n")
        cancel_bulk_check(actor=cast.gail, bulk=bulk)
        end_bulk_check(actor=cast.gail, bulk=bulk)
    with as_actor(cast.gail):
        assert Entry.objects.count() == 2


def test_of_an_ocg_that_moves_meanwhile_nothing_more_is_entered(cast: Cast) -> None:
    ocg = cast.ocg()
    bulk = taken(started(cast.gail, ocg=ocg, matter=""))
    begin_bulk_check(actor=cast.gail, bulk=bulk)
    register_bulk_rows(actor=cast.gail, bulk=bulk, most=2)
    with clock.set_to(NOW + timedelta(hours=1)):
        change_owner(actor=cast.gail, ocg=ocg, to=cast.rita.unit, because="TRF-TEST")
        move_entries(actor=cast.rita, ocg=ocg, to=cast.rita.unit)
    with pytest.raises(Refused, match="another owner now"):
        register_bulk_rows(actor=cast.gail, bulk=bulk, most=2)
    done = run(bulk)
    assert (done.stage, done.receipt) == ("cancelled", None)
    assert {row.why for row in rows(cast.gail, done)} == {rules.MOVED}
    with as_actor(cast.rita):
        assert Entry.objects.count() == 2, "what was moved is its new owner's"
        assert not HitSide.objects.exists(), "nobody is told of themselves"


def test_a_table_of_an_ocg_is_started_by_its_owner_alone(cast: Cast) -> None:
    ocg = cast.ocg()
    bulk = sent(cast.gail, ocg=ocg, matter="")
    with clock.set_to(NOW + timedelta(hours=1)):
        change_owner(actor=cast.gail, ocg=ocg, to=cast.rita.unit, because="TRF-TEST")
    with pytest.raises(Refused, match="Only the unit that owns an OCG"):
        start_bulk_check(actor=cast.gail, bulk=bulk)


def test_it_goes_on_where_a_run_died_and_answers_nothing_twice(cast: Cast) -> None:
    far = far_ocg(cast)
    with_phone(cast.olive, far, "07700 900123")
    check(actor=cast.olive, ocg=far)
    bulk = taken(started(cast.gail))
    begin_bulk_check(actor=cast.gail, bulk=bulk)
    register_bulk_rows(actor=cast.gail, bulk=bulk, most=2)  # and here its process was killed
    done = run(bulk)
    assert (done.rows_registered, done.rows_answered, done.rows_hit) == (4, 4, 1)
    with as_actor(cast.gail):
        assert Entry.objects.count() == 3
        assert Hit.objects.count() == 1


def test_runs_that_never_get_on_end_it_and_say_so(cast: Cast) -> None:
    bulk = taken(started(cast.gail))
    for _ in range(rules.TRIES):
        begin_bulk_check(actor=cast.gail, bulk=bulk)
    done = run(bulk)
    assert (done.stage, done.receipt, done.rows_wrong) == ("failed", None, 4)
    assert {row.why for row in rows(cast.gail, done)} == {rules.FAULT}


def test_a_run_that_got_on_is_not_counted_against_it(cast: Cast) -> None:
    bulk = taken(started(cast.gail))
    for _ in range(rules.TRIES):
        begin_bulk_check(actor=cast.gail, bulk=bulk)
    register_bulk_rows(actor=cast.gail, bulk=bulk, most=1)
    assert run(bulk).stage == "done"


def test_after_four_weeks_the_table_is_deleted_and_the_receipt_stays(cast: Cast) -> None:
    done = checked(cast.gail)
    with clock.set_to(NOW + rules.KEPT_FOR):
        with as_actor(cast.gail):
            assert not BulkCheck.objects.exists(), "at that instant, before any job"
        with pytest.raises(Refused, match="Only an administrator"):
            expire_bulk_checks(actor=cast.gail)
        assert expire_bulk_checks(actor=cast.system) == 1
        assert expire_bulk_checks(actor=cast.system) == 0
        with as_actor(cast.gail):
            assert Check.objects.get(pk=done.receipt_id).entries == 3
            assert Entry.objects.count() == 3
            told = Event.objects.filter(verb="bulk_checks.expired").count()
    with as_actor(cast.system):
        assert told or Event.objects.filter(verb="bulk_checks.expired").count() == 2


def test_no_bulk_check_is_deleted_before_it_expires(cast: Cast) -> None:
    done = checked(cast.gail)
    with as_actor(cast.gail):
        assert BulkCheck.objects.filter(pk=done.pk)._raw_delete("default") == 0
        answered = BulkRow.objects.filter(bulk=done)
        assert answered._raw_delete("default") == 0, "an answer is part of the record"


def test_a_name_in_another_script_is_found_as_one_by_one(cast: Cast) -> None:
    far = far_ocg(cast)
    with_suspect(cast.olive, far, "Михаил Горшковский", born_on=None)
    with_suspect(cast.olive, far, "محمد القسماري")
    check(actor=cast.olive, ocg=far)
    table = (
        "Name,DOB\nMikhail Gorshkovsky,\nMohammed al-Qasmari,27/03/1988\nMikhail Khvorostenko,\n"
    )
    done = checked(cast.gail, table)
    assert [row.answer for row in rows(cast.gail, done)] == ["hit", "hit", "no_hit"]


def test_what_was_cancelled_before_it_began_counts_for_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(rules.TABLES_AN_HOUR):
        cancel_bulk_check(actor=cast.gail, bulk=started(cast.gail))
    monkeypatch.setattr(rules, "ROWS_A_DAY", 4)
    bulk = started(cast.gail)
    with as_actor(cast.gail):
        assert recent_use.rows_for(cast.gail.officer, bulk) == 4
    with pytest.raises(Refused, match="You have 0 left"):
        started(cast.len)


LINES = (
    "Address Line 1,Address Line 2,Town,Postcode\n"
    "41 Larkspur Drive,Halliwell,Bolton,BL1 4RT\n"
    "41 Larkspur Drive,,Bolton,BL1 4RT\n"
)


def test_an_address_in_lines_is_found_as_one_that_is_whole(cast: Cast) -> None:
    check_target(
        actor=cast.olive, ocg=None, matter="OP-ELM", is_silent=False, because="",
        address=["41 Larkspur Drive, Halliwell, Bolton, BL1 4RT"],
    )  # fmt: skip
    assert [row.answer for row in rows(cast.gail, run(started(cast.gail, LINES)))] == ["hit", "hit"]

"""Two forces check at the same instant, with real commits: both learn of one hit."""

from collections import defaultdict
from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction

from broadhurst.capabilities.bulk_checks.commands.answer_rows import answer_bulk_rows
from broadhurst.capabilities.bulk_checks.commands.register_rows import register_bulk_rows
from broadhurst.capabilities.bulk_checks.commands.run import begin_bulk_check
from broadhurst.capabilities.bulk_checks.matching.bulk_candidates import Likely
from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.move_entries import move_entries
from broadhurst.capabilities.deconfliction.matching import candidates, recent_use
from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow, Check, Entry, HitSide
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.register.commands.change_owner import change_owner
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit import models as audit
from tests.at_once import PATIENCE, at_once, refusals, somebody_waits, while_it_waits
from tests.bulk_checks.tables import rows, run, started, step_of
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import (
    PHONE,
    SAME_PHONE,
    a_hit,
    far_ocg,
    left_unchecked,
    side_of,
    with_phone,
)
from tests.people import Cast


def test_two_forces_that_enter_one_telephone_at_once_both_learn(committed: Cast) -> None:
    with left_unchecked():
        near = with_phone(committed.gail, committed.ocg(), PHONE)
        far = with_phone(committed.olive, far_ocg(committed), SAME_PHONE)
        for number in range(5):
            for actor, ocg in ((committed.gail, near), (committed.olive, far)):
                add_identifier(actor=actor, ocg=ocg, kind="phone", value=f"07700 90055{number}")
    first, second = at_once(
        lambda: check(actor=committed.gail, ocg=near),
        lambda: check(actor=committed.olive, ocg=far),
    )
    assert isinstance(first, Check)
    assert isinstance(second, Check)
    assert sorted((first.hit_count, second.hit_count)) == [0, 6], "one was first, one found all"
    for actor in (committed.gail, committed.olive):
        with as_actor(actor):
            assert HitSide.objects.count() == 6
            assert audit.Event.objects.filter(verb="hit.raised").count() == 6


def test_the_second_waits_for_the_first_to_commit(committed: Cast) -> None:
    """The first keeps its transaction open. The second must not match before it ends."""
    with left_unchecked():
        near = with_phone(committed.gail, committed.ocg(), PHONE)
        far = with_phone(committed.olive, far_ocg(committed), SAME_PHONE)
    first, second = while_it_waits(
        lambda: check(actor=committed.gail, ocg=near),
        lambda: check(actor=committed.olive, ocg=far),
    )
    assert (first.hit_count, second.hit_count) == (0, 1)
    assert side_of(committed.gail).hit == side_of(committed.olive).hit


NUMBERS = [f"07700 90055{number}" for number in range(5)]
NUMBERS_TABLE = "Phone\n" + "\n".join(NUMBERS)


def with_numbers(actor: Actor, ocg: Ocg) -> Ocg:
    with left_unchecked():
        for value in NUMBERS:
            add_identifier(actor=actor, ocg=ocg, kind="phone", value=value)
    return ocg


def assert_both_learned_once(committed: Cast) -> None:
    refs = []
    for actor in (committed.gail, committed.olive):
        with as_actor(actor):
            refs.append(sorted(HitSide.objects.values_list("hit__ref", flat=True)))
            assert audit.Event.objects.filter(verb="hit.raised").count() == len(NUMBERS)
    assert refs[0] == refs[1]
    assert len(set(refs[0])) == len(NUMBERS)


def test_a_table_and_a_check_of_one_thing_at_once_both_learn(committed: Cast) -> None:
    far = with_numbers(committed.olive, far_ocg(committed))
    bulk = started(committed.gail, NUMBERS_TABLE)
    done, made = at_once(lambda: run(bulk), lambda: check(actor=committed.olive, ocg=far))
    assert isinstance(done, BulkCheck)
    assert isinstance(made, Check)
    assert len(NUMBERS) in (done.rows_hit, made.hit_count), "whoever was later found all"
    assert_both_learned_once(committed)


def test_a_table_waits_for_the_check_that_did_not_see_its_rows(committed: Cast) -> None:
    """The check has matched but not committed, so the spreadsheet must wait."""
    far = with_numbers(committed.olive, far_ocg(committed))
    bulk = started(committed.gail, NUMBERS_TABLE)
    made, done = while_it_waits(lambda: check(actor=committed.olive, ocg=far), lambda: run(bulk))
    assert (made.hit_count, done.rows_hit) == (0, len(NUMBERS))
    assert {row.answer for row in rows(committed.gail, bulk)} == {"hit"}
    assert_both_learned_once(committed)


def test_two_tables_of_one_thing_at_once_both_learn(committed: Cast) -> None:
    """Each finds the pairs from its side.

    The later one reuses the earlier one's hits.
    """
    near = started(committed.gail, NUMBERS_TABLE)
    far = started(committed.olive, NUMBERS_TABLE)
    outcomes = at_once(lambda: run(near), lambda: run(far))
    assert len(NUMBERS) in [one.rows_hit for one in outcomes], "whoever was later found all"
    assert_both_learned_once(committed)


def test_two_tables_of_what_is_too_common_to_weigh_raise_one_hit(committed: Cast) -> None:
    """Such rows are matched one by one, so each spreadsheet finds the pair itself."""
    steps = []
    for actor in (committed.gail, committed.olive):
        bulk = started(actor, "Name,DOB\nBarnaby Crickmere,27/03/1988\n")
        begin_bulk_check(actor=actor, bulk=bulk)
        register_bulk_rows(actor=actor, bulk=bulk, most=1)
        common = {one.entry_id for one in rows(actor, bulk) if one.entry_id}
        steps.append((actor, bulk, rows(actor, bulk), Likely(defaultdict(set), common)))
    candidates.wait_for_checks()

    def answered(actor: Actor, bulk: BulkCheck, some: list[BulkRow], likely: Likely) -> None:
        answer_bulk_rows(actor=actor, bulk=bulk, step=step_of(some, likely), likely=likely)

    while_it_waits(lambda: answered(*steps[0]), lambda: answered(*steps[1]))
    hits = [one.hits for actor, bulk, *_ in steps for one in rows(actor, bulk)]
    assert hits[0] == hits[1]
    assert len(hits[0]) == 1


def test_one_force_checking_twice_at_once_enters_once_and_raises_once(committed: Cast) -> None:
    check(actor=committed.olive, ocg=with_phone(committed.olive, far_ocg(committed), SAME_PHONE))
    near = with_phone(committed.gail, committed.ocg(), PHONE)
    at_once(*[lambda: check(actor=committed.gail, ocg=near)] * 2)
    with as_actor(committed.gail):
        assert Entry.objects.count() == 1
        assert HitSide.objects.count() == 1
        assert set(Check.objects.values_list("hit_count", flat=True)) == {1}


def test_an_officer_who_checks_an_ocg_and_a_target_on_it_in_two_tabs_is_answered_in_both(
    committed: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each locks the OCG before the officer, so they cannot deadlock."""
    with left_unchecked():
        ocg = with_phone(committed.gail, committed.ocg(), PHONE)
    has_ocg, ended, lately = Event(), Event(), recent_use.recent_ocg_checks

    def slowly(officer: Officer) -> tuple[int, int]:
        has_ocg.set()
        assert somebody_waits(ended)
        return lately(officer)

    def in_the_second_tab() -> Check:
        has_ocg.wait(PATIENCE)
        try:
            return asked(committed.gail, ocg=ocg)
        finally:
            ended.set()

    monkeypatch.setattr(recent_use, "recent_ocg_checks", slowly)
    outcomes = at_once(lambda: check(actor=committed.gail, ocg=ocg), in_the_second_tab)
    assert [type(one) for one in outcomes] == [Check, Check]


def test_two_officers_who_acknowledge_at_once_do_it_once(committed: Cast) -> None:
    gails, _olives = a_hit(committed)
    outcomes = at_once(
        lambda: acknowledge(actor=committed.gail, hit=gails),
        lambda: acknowledge(actor=committed.len, hit=gails),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert audit.Event.objects.filter(verb="hit.acknowledged").count() == 1


def test_a_large_ocg_that_moves_and_is_checked_holds_up_no_check_of_its_targets(
    committed: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check in the transaction of the move needs no locks beyond those it has."""
    with left_unchecked():
        ocg = committed.ocg()
        for value in NUMBERS:
            add_identifier(actor=committed.gail, ocg=ocg, kind="phone", value=value)
    monkeypatch.setattr(candidates, "MOST_LOCKS", len(NUMBERS))
    has_moved, ended = Event(), Event()

    def handed_over() -> Check:
        with transaction.atomic():
            change_owner(actor=committed.gail, ocg=ocg, to=committed.rita.unit, because="TRF-TEST")
            move_entries(actor=committed.rita, ocg=ocg, to=committed.rita.unit)
            has_moved.set()
            assert somebody_waits(ended)
            return check(actor=committed.rita, ocg=ocg)

    def meanwhile() -> Check:
        has_moved.wait(PATIENCE)
        try:
            return asked(committed.olive, phone=NUMBERS[:1])
        finally:
            ended.set()

    moved, made = at_once(handed_over, meanwhile, at=NOW + timedelta(days=1))
    assert (moved.hit_count, made.hit_count) == (0, 1)


def test_a_hit_that_moves_while_it_is_acknowledged_is_no_longer_theirs(committed: Cast) -> None:
    gails, _olives = a_hit(committed)
    with as_actor(committed.gail):
        ocg = Ocg.objects.select_related("dossier").get(ref=gails.ocg_ref)

    def moved() -> None:
        change_owner(actor=committed.gail, ocg=ocg, to=committed.rita.unit, because="TRF-TEST")
        move_entries(actor=committed.rita, ocg=ocg, to=committed.rita.unit)

    outcomes = while_it_waits(
        moved,
        lambda: acknowledge(actor=committed.gail, hit=gails),
        at=NOW + timedelta(hours=1),
    )
    assert refusals(outcomes) == ["You can no longer see this hit. Nothing was saved."]
    with clock.set_to(NOW + timedelta(hours=1)):
        assert side_of(committed.rita).acknowledged_at is None

"""Two forces at the same instant, with real commits: both always learn of each other, once."""

from collections.abc import Callable
from threading import Barrier, Event, Thread

from django.db import connections, transaction

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check, Entry, HitSide
from broadhurst.capabilities.register.commands.add_identifier import add_identifier
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.deconfliction.targets import PHONE, SAME_PHONE, a_hit, far_ocg, side_of, with_phone
from tests.people import Cast


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do each in a thread of its own, all starting together; what each gave or raised."""
    barrier, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            with clock.set_to(NOW):
                barrier.wait()
                outcomes[place] = act()  # type: ignore[call-overload]
        except Refused as refused:
            outcomes[place] = refused  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return list(outcomes)


def test_two_forces_that_enter_one_telephone_at_once_both_learn(committed: Cast) -> None:
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
        with seen_as(actor):
            assert HitSide.objects.count() == 6
            assert audit.Event.objects.filter(verb="hit.raised").count() == 6


def test_the_second_waits_for_the_first_to_commit(committed: Cast) -> None:
    """The first holds its transaction open; the second must not look before it ends."""
    near = with_phone(committed.gail, committed.ocg(), PHONE)
    far = with_phone(committed.olive, far_ocg(committed), SAME_PHONE)
    entered, ended = Barrier(2), Event()

    def slowly() -> object:
        with transaction.atomic(), connections["default"].cursor() as cursor:
            made = check(actor=committed.gail, ocg=near)
            entered.wait()  # the other starts now, while nothing of this is committed
            waits = False
            while not (waits or ended.is_set()):
                cursor.execute(
                    "SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database"
                    " WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted)"
                )
                waits = cursor.fetchone()[0]
            assert waits, "the second did not wait"
        return made

    def meanwhile() -> object:
        entered.wait()
        try:
            return check(actor=committed.olive, ocg=far)
        finally:
            ended.set()

    first, second = at_once(slowly, meanwhile)
    assert (first.hit_count, second.hit_count) == (0, 1)  # type: ignore[attr-defined]
    assert side_of(committed.gail).hit == side_of(committed.olive).hit


def test_one_force_checking_twice_at_once_enters_once_and_raises_once(committed: Cast) -> None:
    check(actor=committed.olive, ocg=with_phone(committed.olive, far_ocg(committed), SAME_PHONE))
    near = with_phone(committed.gail, committed.ocg(), PHONE)
    at_once(*[lambda: check(actor=committed.gail, ocg=near)] * 2)
    with seen_as(committed.gail):
        assert Entry.objects.count() == 1
        assert HitSide.objects.count() == 1
        assert set(Check.objects.values_list("hit_count", flat=True)) == {1}


def test_two_officers_who_acknowledge_at_once_do_it_once(committed: Cast) -> None:
    gails, _olives = a_hit(committed)
    outcomes = at_once(
        lambda: acknowledge(actor=committed.gail, hit=gails),
        lambda: acknowledge(actor=committed.len, hit=gails),
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    with seen_as(committed.gail):
        assert audit.Event.objects.filter(verb="hit.acknowledged").count() == 1

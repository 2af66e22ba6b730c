"""Query sets whose SQL is written once: the rows are those of the query set, for each actor."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, F, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.prepared_query import (
    AnyOf,
    KeptForOthers,
    prepared_query,
    sent_ahead,
    within,
)
from broadhurst.foundation.access.reach import reach, within_reach
from broadhurst.foundation.access.rows_of import rows_of
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.arrays import Numbers, array
from broadhurst.foundation.database.kept_statements import MOST_PREPARED
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.dispatch import find_visible
from tests.people import Cast


@prepared_query
def leads_of(ocg: int, roles: list[str]) -> QuerySet[Lead]:
    rows = Lead.objects.filter(AnyOf(F("role"), roles), ocg=ocg, until_at=None)
    return rows.select_related("officer", "unit__agency").order_by("role")


@prepared_query
def refs(ids: list[int], state: str) -> QuerySet[Ocg, str]:
    rows = Ocg.objects.filter(AnyOf(F("pk"), ids), state=state)
    return rows.order_by("pk").values_list("ref", flat=True)


@prepared_query
def details(verb: str) -> QuerySet[Event, dict[str, Any]]:
    return Event.objects.filter(verb=verb).values_list("detail", flat=True)


@prepared_query
def owned_since(day: date, instant: datetime) -> QuerySet[Ownership, tuple[str, str, int]]:
    rows = Ownership.objects.filter(from_at__date__gte=day, from_at__lt=instant)
    # A fixed value with a sign that has a meaning in statements.
    rows = rows.annotate(said=Value("100% of %s"))
    return rows.values_list("ocg__name", "said").annotate(many=Count("pk"))


@prepared_query
def seen_before(
    instant: datetime, ids: list[int] | None, dossiers: Numbers | None
) -> QuerySet[Ocg, str]:
    rows = within(Ocg.objects.filter(registered_at__lt=instant), "dossier", dossiers)
    return within(rows, "pk", ids).order_by("pk").values_list("ref", flat=True)


def test_rows_are_those_of_the_query_set_with_what_is_joined(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        leads = leads_of(ocg.pk, ["sio", "lro"])
        rows = Lead.objects.filter(ocg=ocg, until_at=None).select_related("officer", "unit__agency")
        assert leads == list(rows.order_by("role")) != []
        with CaptureQueriesContext(connection) as asked:
            assert [lead.unit.agency.name for lead in leads]
            assert [lead.officer.name for lead in leads]
        assert not asked.captured_queries
        assert leads_of(ocg.pk, ["sio"]) == [lead for lead in leads if lead.role == "sio"]
        assert leads_of(ocg.pk, []) == []


def test_values_are_sent_with_each_call_and_fixed_ones_are_written(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg()
    with as_actor(cast.gail):
        assert refs([ocg.pk, other.pk], "active") == [ocg.ref, other.ref]
        assert refs([other.pk], "active") == [other.ref]
        assert refs([ocg.pk], "archived") == refs([], "active") == []
        today, soon = clock.today(), clock.now() + timedelta(days=1)
        assert (ocg.name, "100% of %s", 1) in owned_since(today, soon)
        assert owned_since(today + timedelta(days=9), soon) == []


def test_a_query_set_written_on_each_call_sends_its_numbers_and_times_apart(cast: Cast) -> None:
    ocg, other = cast.ocg(name="100% of 'Heron' %s"), cast.ocg(name="Plover")

    def asked(of: Ocg, name: str, instant: datetime) -> tuple[list[Any], str]:
        rows = Ocg.objects.filter(pk__lte=of.pk, registered_at__lte=instant, name=name)
        with CaptureQueriesContext(connection) as captured:
            found = rows_of(rows.select_related("dossier"))
        assert found == list(rows)
        return found, captured[0]["sql"]

    with as_actor(cast.gail):
        now, later = clock.now(), clock.now() + timedelta(days=1)
        first, statement = asked(ocg, ocg.name, now)
        assert (first, asked(other, ocg.name, later)) == ([ocg], ([ocg], statement))
        assert ocg.name.replace("%", "%%").replace("'", "''") in statement
        assert asked(other, other.name, now)[0] == [other]
        assert rows_of(Ocg.objects.filter(pk=2**40)) == rows_of(Ocg.objects.none()) == []
        assert rows_of(Ocg.objects.filter(pk=ocg.pk).values_list("name", Value(2**40))) == [
            (ocg.name, 2**40)
        ]
        assert rows_of(Ocg.objects.filter(is_archive_proposed=False, pk=ocg.pk)) == [ocg]
    with as_actor(cast.olive):
        assert rows_of(Ocg.objects.filter(pk=ocg.pk)) == []


def test_the_same_statement_reads_for_each_actor_what_the_wall_lets_through(cast: Cast) -> None:
    ocg = cast.ocg()
    for actor, seen in (
        (cast.gail, [ocg.ref]),
        (cast.olive, []),
        (None, []),
        (cast.len, [ocg.ref]),
    ):
        with as_actor(actor):
            assert refs([ocg.pk], "active") == seen
    until = clock.now() + timedelta(days=3)
    with as_actor(cast.gail):
        sight = Sight(cast.olive.officer, Grant.Level.SEE, Grant.Why.EXCEPTION, "review", until)
        grants.give(ocg.dossier, sight)
    with as_actor(cast.olive):
        assert refs([ocg.pk], "active") == [ocg.ref]
    with clock.set_to(until), as_actor(cast.olive):
        assert refs([ocg.pk], "active") == []


def test_a_parameter_may_be_left_out_and_has_a_statement_of_its_own(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg()
    instant = clock.now() + timedelta(days=1)
    with as_actor(cast.gail):
        rows = Ocg.objects.filter(pk__in=[ocg.pk, other.pk]).order_by("pk")
        assert seen_before(instant, None, None) == list(rows.values_list("ref", flat=True))
        assert seen_before(instant, [other.pk], None) == [other.ref]
        assert seen_before(instant, None, array([ocg.dossier_id])) == [ocg.ref]
        assert seen_before(instant, [other.pk], array([ocg.dossier_id])) == []
        assert seen_before(instant, [], None) == []
        assert seen_before(instant, None, None) == [ocg.ref, other.ref]
        ask = seen_before.ask(instant, [other.pk], None)
        with sent_ahead([ask]), CaptureQueriesContext(connection) as asked:
            assert seen_before(instant, [other.pk], None) == [other.ref]
        assert not asked.captured_queries
    with as_actor(cast.olive):
        assert seen_before(instant, None, None) == []


def test_no_converter_is_kept_and_columns_that_need_one_are_converted(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        for _ in range(2):
            [detail] = details("ocg.registered")
            assert detail["name"] == ocg.name
            assert refs([ocg.pk], "active") == [ocg.ref]
    [(_, converts, _)] = details._statements.values()
    [(_, plain, _)] = refs._statements.values()
    assert "get_converters" not in vars(converts), "Django looks them up at each call"
    assert vars(plain)["get_converters"]([]) == {}
    assert vars(plain)["get_converters"].__closure__ is None


def test_it_is_prepared_once_and_in_the_log_of_queries(cast: Cast) -> None:
    with as_actor(cast.gail), CaptureQueriesContext(connection) as asked:
        for number in (1, 40_000, 3_000_000_000):
            leads_of(number, ["sio"])
    assert len({query["sql"] for query in asked.captured_queries}) == 1
    found = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"
    assert send(found, ['SELECT "register_lead"%$1::text[]%$2::bigint%']).row() == (1,)


def test_related_rows_are_read_beside_it(cast: Cast) -> None:
    @prepared_query
    def with_leads(ref: str) -> QuerySet[Ocg]:
        return Ocg.objects.filter(ref=ref).prefetch_related("leads")

    ocg = cast.ocg()
    with as_actor(cast.gail):
        [found] = with_leads(ocg.ref)
        with CaptureQueriesContext(connection) as asked:
            assert {lead.role for lead in found.leads.all()} == {"sio", "lro"}
        assert not asked.captured_queries


def test_what_is_right_for_one_call_only_is_not_kept(cast: Cast) -> None:
    @prepared_query
    def overdue(state: str) -> QuerySet[Ocg]:
        return Ocg.objects.filter(state=state, registered_at__lt=clock.now())

    @prepared_query
    def in_reach(state: str) -> QuerySet[Ocg]:
        return within_reach(Ocg.objects.filter(state=state))

    @prepared_query
    def first_of(state: str) -> QuerySet[Ocg]:
        first = Ocg.objects.filter(state=state).first()
        return Ocg.objects.filter(pk=first.pk if first else 0)

    with as_actor(cast.gail), one_pass():
        reach()
        with pytest.raises(clock.NoTime):
            overdue("active")
        for kept in (in_reach, first_of):
            with pytest.raises(KeptForOthers):
                kept("active")
        with clock.set_to(clock.now()):
            assert clock.now()


def test_what_is_sent_ahead_is_read_once_and_only_by_the_same_actor(cast: Cast) -> None:
    ocg, other = cast.ocg(), cast.ocg()
    one, two = refs.ask([ocg.pk], "active"), refs.ask([other.pk], "active")
    with as_actor(cast.gail), CaptureQueriesContext(connection) as asked:
        with sent_ahead([one, two]):
            assert len(asked) == 2
            assert refs([ocg.pk], "active") == [ocg.ref]
            assert len(asked) == 2
            with as_actor(cast.olive):
                assert refs([other.pk], "active") == []
            with sent_ahead([refs.ask([ocg.pk], "archived")]):
                sent = len(asked)
                assert refs([other.pk], "active") == [other.ref]
                assert refs([ocg.pk], "archived") == []
                assert len(asked) == sent
            assert refs([ocg.pk], "active") == [ocg.ref]
            assert len(asked) == sent + 1
        assert refs([other.pk], "active") == [other.ref]
        assert len(asked) == sent + 2


def test_an_inner_block_does_not_send_again_what_an_outer_one_sent(cast: Cast) -> None:
    ocg = cast.ocg()
    one = refs.ask([ocg.pk], "active")
    with (
        as_actor(cast.gail),
        CaptureQueriesContext(connection) as asked,
        sent_ahead([one]),
        sent_ahead([one]),
    ):
        assert len(asked) == 1
        assert refs([ocg.pk], "active") == [ocg.ref]
        assert len(asked) == 1
        assert refs([ocg.pk], "active") == [ocg.ref]
        assert len(asked) == 2, "each answer is read once"


def test_what_is_sent_ahead_fails_as_it_does_alone(cast: Cast) -> None:
    def in_a_block() -> None:
        with as_actor(cast.gail), sent_ahead([("SELECT 1 / 0", [])]):
            pass

    with pytest.raises(DatabaseError, match="division by zero"), transaction.atomic():
        in_a_block()
    with as_actor(cast.gail):
        assert refs([], "active") == []


@prepared_query
def ocg_at(ref: str) -> QuerySet[Ocg]:
    return Ocg.objects.filter(ref=ref)


def test_a_record_found_by_a_prepared_query_is_in_the_log(cast: Cast) -> None:
    ocg = cast.ocg()
    for actor, found, verb in (
        (cast.gail, ocg, "record.opened"),
        (cast.olive, None, "access.not_found"),
    ):
        with as_actor(actor):
            for rows in (ocg_at, Ocg.objects.all()):
                assert find_visible(actor, rows, {"ref": ocg.ref}, to_read=True) == found
            events = Event.objects.filter(verb=verb, officer=actor.officer)
            said = list(events.values_list("subject", "dossier"))
            assert len(said) == 2
            assert said[0] == said[1]


def test_a_connection_keeps_many_statements_whatever_opens_it(db: None) -> None:
    """The check of health opens one with a plain cursor, and pages use it afterwards."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert other.connection.prepared_max == MOST_PREPARED
    finally:
        other.close()

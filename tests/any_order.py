"""What the state machines share: officers who try commands in any order, on real tables.

Which rule of section 14 of the field's model each machine ensures:

| rule | machine |
|---|---|
| 1 one owner without a gap | transfers, archiving |
| 2 the giver owns until a named officer accepts | transfers |
| 3 SIO, plan and risk move together, and the SIO becomes the LRO | transfers |
| 4 support changes no owner | tasking, transfers |
| 5 always an LRO | transfers, archiving |
| 6 SIO and LRO differ without an exemption | transfers, archiving |
| 7 no bid without a current assessment | tasking |
| 8, 9, 10 assessments, unknown is not zero, a tier moves no owner | scoring |
| 11 archiving and reactivating | archiving |
| 12 one live plan, one P, one accountable unit | `plans/test_always` |
| 13, 14 disruptions are counted once, totals of a past day stay | `disruptions/test_ledger` |
| 15, 16, 17 bids, receipts and the chair's decision | tasking |
| 18 recipients of a direction | scoring (and `tasking/test_directions`) |

The machines are `transfers/test_always`, `tasking/test_any_order`, `archiving/test_any_order` and
`scoring/test_any_order`.
"""

from collections import Counter, namedtuple
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant
from hypothesis.stateful import run_state_machine_as_test as run

from broadhurst.capabilities.register.models import Lead, Ownership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.lengths import LENGTH, histories, steps
from tests.people import Cast

LOOKING = "to hold in a test what nobody alone may see"
LAST = datetime.max.replace(tzinfo=UTC)
Check = TypeVar("Check", bound=Callable[..., None])

# The rows that this transaction wrote, and the last audit event. Not from the view
# pg_stat_xact_user_tables: it takes ten times as long. Audit and notification tables do not count.
WRITTEN = """
SELECT sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
        + pg_stat_get_xact_tuples_deleted(oid)), (SELECT last_value FROM audit_event_id)
FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND NOT starts_with(relname, 'audit_') AND NOT starts_with(relname, 'notices_')
"""


def always(check: Check) -> Check:
    """Mark a method of a machine that checks, after each step, what always holds."""
    check.is_always = True  # type: ignore[attr-defined]
    return check


class Machine(RuleBasedStateMachine):
    """Officers try commands in any order. Each history is undone at its end.

    What `prepare` makes is made once, for all histories. After each step, every check marked
    `always` runs in one block of the wall (`looks`), with the rows that they share (`Seen`).
    """

    cast: Cast
    checks: ClassVar[Sequence[Callable[..., None]]] = ()
    prepared: ClassVar[dict[str, Any]] = {}
    total: ClassVar[Counter[str]] = Counter()

    def __init_subclass__(cls) -> None:
        own = [one for one in vars(cls).values() if getattr(one, "is_always", False)]
        cls.checks = [*cls.checks, *own]

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = NOW
        self.outcomes: Counter[str] = Counter()
        vars(self).update(deepcopy(self.prepared))

    def prepare(self) -> None:
        """Make the records with which each history begins."""

    def teardown(self) -> None:
        self.undo()

    def undo(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.total.update(self.outcomes)

    def looks(self) -> Any:
        return elevated(LOOKING)

    @invariant()
    def it_holds(self) -> None:
        with clock.set_to(self.now), self.looks():
            self.seen = Seen()
            for check in self.checks:
                check(self)


class Seen:
    """The rows that the checks of one step share.

    Their SQL is written once and prepared: the ORM takes longer to write it than PostgreSQL to
    run it, and the checks run after each step.
    """

    written: ClassVar[dict[str, tuple[str, Sequence[Any], Callable[..., Any]]]] = {}

    def __init__(self) -> None:
        self.kept: dict[str, list[Any]] = {}

    def values(self, name: str, rows: Callable[[], QuerySet[Any, Any]]) -> list[Any]:
        """Return the named tuples of a `values_list`, which is the same in each step."""
        if name not in self.written:
            query = rows().query
            row = namedtuple("Row", query.values_select)  # type: ignore[misc]
            self.written[name] = (*query.sql_with_params(), row)
        statement, given, row = self.written[name]
        return self.once(name, (row(*one) for one in send(statement, given).rows()))

    def once(self, name: str, rows: Iterable[Any]) -> list[Any]:
        """Return rows, read once in a step."""
        if name not in self.kept:
            self.kept[name] = list(rows)
        return self.kept[name]

    @property
    def owners(self) -> list[Any]:
        return self.values("owners", lambda: Ownership.objects.order_by("pk").values_list())

    @property
    def leads(self) -> list[Any]:
        return self.values("leads", lambda: Lead.objects.order_by("pk").values_list())

    def spans(self, ocg: int) -> list[list[tuple[datetime, datetime | None]]]:
        """Return the spans of an OCG's owners, and those of its LROs."""
        lros = [one for one in self.leads if one.role == "lro"]
        return [
            [(one.from_at, one.until_at) for one in rows if one.ocg_id == ocg]
            for rows in (self.owners, lros)
        ]


class AnyOrder(Machine):
    """A machine whose commands are counted: done or refused."""

    def actor(self, who: str) -> Actor:
        found: Actor = getattr(self.cast, who)
        return found

    def tries(self, verb: Callable[..., Any], who: str, **given: Any) -> Any:
        """Try a command as an actor, an hour later; check that every write has an event."""
        self.now += timedelta(hours=1)
        with clock.set_to(self.now):
            before, last_event = written()
            try:
                outcome = verb(actor=self.actor(who), **given)
                self.outcomes[f"{verb.__name__} done"] += 1
            except Refused:
                self.outcomes[f"{verb.__name__} refused"] += 1
                with elevated(LOOKING):
                    left = Event.objects.filter(pk__gt=last_event).exists()
                assert not left, f"{verb.__name__} was refused and left something behind"
                assert not self.has_event(who, last_event), f"{verb.__name__} left an event"
                return None
            assert written()[0] > before
            assert self.has_event(who, last_event), f"{verb.__name__} wrote without an event"
            return outcome

    def has_event(self, who: str, last: int) -> bool:
        """Return whether the actor can read an event after the last one."""
        with as_actor(self.actor(who)):
            return Event.objects.filter(pk__gt=last).exists()

    def today(self, days: int = 0) -> date:
        """Return the day of the next command, or a day some days later."""
        return (self.now + timedelta(hours=1, days=days)).astimezone(clock.LONDON).date()

    def check_walls(self) -> None:
        """Check that the readers of each dossier are those that its grants say."""
        dossiers = self.seen.values("dossiers", Dossier.objects.values_list)
        rows = {one.id: one for one in dossiers}
        seen: dict[int, set[int]] = {pk: set() for pk in rows}
        for grant in self.seen.values("grants", Grant.objects.values_list):
            if grant.from_at <= self.now and (grant.until_at or LAST) > self.now:
                seen[grant.dossier_id].add(grant.principal)
        for one in rows.values():
            line, above = set(seen[one.id]), one.parent_id
            while above:
                line |= seen[above]
                above = rows[above].parent_id
            if one.lapses_at > self.now:
                assert set(one.readers) == line, one


def run_through(machine: type[Machine], cast: Cast, *, runs: int, length: int) -> Counter[str]:
    """Run a machine `runs` times with `length` steps, and return how each command ended."""
    machine.cast, machine.total, machine.prepared = cast, Counter(), {}
    first = machine()
    of_hypothesis = vars(first).keys() - {"now"}
    first.prepare()
    machine.prepared = {
        name: value for name, value in vars(first).items() if name not in of_hypothesis
    }
    try:
        run(
            machine,
            settings=settings(
                max_examples=histories(runs),
                stateful_step_count=steps(length),
                deadline=None,
                derandomize=LENGTH != "soak",  # each soak tries other histories
                database=None,
                print_blob=True,
                phases=[Phase.generate],  # shrinking a run on a real database takes minutes
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        first.undo()
    return machine.total


def unbroken(began: datetime, spans: list[tuple[datetime, datetime | None]]) -> bool:
    """Return whether spans follow each other from `began`, and only the last is open."""
    due: datetime | None = began
    for since, until in sorted(spans, key=lambda span: span[0]):
        if since != due:
            return False
        due = until
    return due is None


def written() -> tuple[int, int]:
    """Return how many rows this transaction wrote, and the number of the last audit event."""
    return send(WRITTEN).row()  # type: ignore[return-value]

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

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import run_state_machine_as_test as run

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.lengths import examples, steps
from tests.people import Cast

LOOKING = "to hold in a test what nobody alone may see"


class AnyOrder(RuleBasedStateMachine):
    """Officers try commands in any order. Each run is one transaction, which is rolled back."""

    cast: Cast
    total: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.outcomes: Counter[str] = Counter()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.total.update(self.outcomes)

    def actor(self, who: str) -> Actor:
        found: Actor = getattr(self.cast, who)
        return found

    def tries(self, verb: Callable[..., Any], who: str, **given: Any) -> Any:
        """Try a command as an actor, an hour later; check that every write has an event."""
        self.now += timedelta(hours=1)
        with clock.set_to(self.now):
            before, told = written(), events(self.actor(who))
            try:
                outcome = verb(actor=self.actor(who), **given)
                self.outcomes[f"{verb.__name__} done"] += 1
            except Refused:
                self.outcomes[f"{verb.__name__} refused"] += 1
                assert events(self.actor(who)) == told, (
                    f"{verb.__name__} was refused and left something behind"
                )
                return None
            assert written() > before
            assert events(self.actor(who)) > told, f"{verb.__name__} wrote without an event"
            return outcome

    def today(self, days: int = 0) -> date:
        """Return the day of the next command, or one so many days later."""
        return (self.now + timedelta(hours=1, days=days)).astimezone(clock.LONDON).date()

    def check_walls(self) -> None:
        """Check that the readers of each dossier are those that its grants say."""
        rows = {one.pk: one for one in Dossier.objects.all()}
        seen: dict[int, set[int]] = {pk: set() for pk in rows}
        for grant in Grant.objects.filter(from_at__lte=self.now):
            if grant.until_at is None or grant.until_at > self.now:
                seen[grant.dossier_id].add(grant.principal)
        for one in rows.values():
            line, above = set(seen[one.pk]), one.parent_id
            while above:
                line |= seen[above]
                above = rows[above].parent_id
            if one.lapses_at > self.now:
                assert set(one.readers) == line, one


def run_through(machine: type[AnyOrder], cast: Cast, *, runs: int, length: int) -> Counter[str]:
    """Run a machine so many times with so many steps, and return how each command ended."""
    machine.cast = cast
    machine.total = Counter()
    run(
        machine,
        settings=settings(
            max_examples=examples(runs),
            stateful_step_count=steps(length),
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # shrinking a run on a real database takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    return machine.total


def unbroken(began: datetime, spans: list[tuple[datetime, datetime | None]]) -> bool:
    """Return whether spans follow each other from `began`, and only the last is open."""
    due: datetime | None = began
    for since, until in sorted(spans, key=lambda span: span[0]):
        if since != due:
            return False
        due = until
    return due is None


def written() -> int:
    """Return how many rows this transaction wrote.

    Audit and notification tables are not counted.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
            " WHERE relname !~ '^(audit|notices)_'"
        )
        return int(cursor.fetchone()[0])


def events(actor: Actor) -> int:
    """Return the number of audit events, with those that only the actor can read."""
    with as_actor(actor):
        own = Event.objects.filter(officer=actor.officer, dossier=None).count()
    with elevated(LOOKING):
        return own + Event.objects.exclude(dossier=None).count()

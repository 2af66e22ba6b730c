"""Tasks of an actor: each room lists its own, and home shows them all, soonest due first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import sent_ahead
from broadhurst.foundation.database.ahead import Ask

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Waiting:
    """A task of an actor: what to do, the record, its page, and the due date.

    `what` and `about` together are a link text that is clear on its own. `about` has names; `ref`,
    the reference, follows in grey. `due` is a day, or an instant if the hour matters. `for_unit`
    says that anyone in the unit can do it. `by` says who can do it, if the reader cannot. One
    command does all tasks with the same `key`. A task that `is_first` comes before any deadline.
    """

    what: str
    about: str
    href: str
    due: date | datetime | None = None
    room: str = ""
    ref: str = ""
    for_unit: bool = False
    by: str = ""
    key: str = ""
    is_first: bool = False

    @property
    def task(self) -> str:
        """The verb and its object, without the reference."""
        return f"{self.what} {self.about}".strip()

    def offered(self, may_do: bool, who_may: str) -> "Waiting":
        """Return the task for a reader who may do it, or without its link and with who may."""
        return self if may_do else replace(self, href="", by=who_may)

    @property
    def due_at(self) -> datetime | None:
        """The due instant, or None if it is due on a day or has no date."""
        return self.due if isinstance(self.due, datetime) else None

    @property
    def due_on(self) -> date | None:
        """The due day in London, also for an instant."""
        return self.due_at.astimezone(clock.LONDON).date() if self.due_at else self.due

    @property
    def ends_at(self) -> datetime:
        """The deadline to sort by: for a day its end; a task without a date comes last."""
        return self.due_at or (clock.end_of(self.due) if self.due else NEVER)

    @property
    def is_overdue(self) -> bool:
        """Whether the due instant or day has passed."""
        if self.due_at:
            return self.due_at < clock.now()
        return self.due is not None and self.due < clock.today()


def in_order(tasks: Iterable[Waiting]) -> list[Waiting]:
    """Return tasks in the order to do them: soonest due first, after those that are first.

    Of tasks with the same key, only the first is left.
    """
    keys: set[str] = set()
    ordered = []
    for task in sorted(tasks, key=lambda task: (not task.is_first, task.ends_at)):
        if not task.key or task.key not in keys:
            ordered.append(task)
        keys.add(task.key)
    return ordered


@dataclass(frozen=True)
class TaskSource:
    """The tasks of one kind in a room.

    `may_have` says in SQL whether an actor may have any, given the ids `officer` and `unit`, the
    `roles` and the day `today`, and the tables `owned` and `led` of OCGs (OWNED_AND_LED of the
    register). Home asks all of them in one statement, and then reads the kinds that it has.
    `asks` are statements that `tasks` sends. Home sends those of all kinds together beforehand.
    """

    may_have: str
    tasks: Callable[[Actor], Iterable[Waiting]]
    asks: Callable[[Actor], list[Ask]] = lambda _: []


def tasks_of(sources: Iterable[TaskSource], actor: Actor) -> list[Waiting]:
    """Return an actor's tasks of each source, in order."""
    some = list(sources)
    with sent_ahead(ask for source in some for ask in source.asks(actor)):
        return [task for source in some for task in source.tasks(actor)]

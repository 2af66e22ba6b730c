"""The tabs of an officer's tasks. The chosen one is in the address, as `?tab=`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from broadhurst.foundation import clock
from broadhurst.foundation.notices.waiting import Waiting

SHOWN = 25  # tasks, until the reader asks for all
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Tab:
    """A tab: its key in the address, its name, and which tasks are under it."""

    key: str
    name: str
    has: Callable[[Waiting], bool]


def is_this_week(task: Waiting) -> bool:
    """Return whether a task is due within 7 days and not overdue."""
    return bool(task.due_on and not task.is_overdue and task.due_on <= clock.today() + WEEK)


TABS = (
    Tab("all", "All", lambda _: True),
    Tab("mine", "Mine", lambda task: not task.for_unit),
    Tab("unit", "My unit", lambda task: task.for_unit),
    Tab("overdue", "Overdue", lambda task: task.is_overdue),
    Tab("week", "This week", is_this_week),
)


@dataclass(frozen=True)
class Tabbed:
    """The tasks of the chosen tab, those shown first, and the number under each tab."""

    tab: Tab
    tasks: Sequence[Waiting]
    shown: Sequence[Waiting]
    counts: dict[str, int]

    @property
    def items(self) -> list[dict[str, object]]:
        """The tabs, as the sub-navigation shows them."""
        return [
            {
                "text": tab.name,
                "href": f"?tab={tab.key}",
                "active": tab == self.tab,
                "count": f"{self.counts[tab.key]:,}",  # as text: an empty tab says 0
            }
            for tab in TABS
        ]


def tabbed(tasks: Sequence[Waiting], key: str, *, every: bool) -> Tabbed:
    """Return the tasks under a tab, by default all; `every` shows more than the first ones."""
    tab = next((tab for tab in TABS if tab.key == key), TABS[0])
    chosen = [task for task in tasks if tab.has(task)]
    counts = {tab.key: sum(tab.has(task) for task in tasks) for tab in TABS}
    return Tabbed(tab, chosen, chosen if every else chosen[:SHOWN], counts)

"""The catalogue of all figures: found by word and by room, and counted a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, ROOM_OF, ROOMS
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.paging import Page
from broadhurst.foundation.figure import Figure, Measure, Scope
from broadhurst.foundation.figure.change import change
from broadhurst.surfaces.insight.queries import Valued, count_named, earlier_period
from broadhurst.surfaces.insight.questions import QUESTIONS

SIZE = 25
ROOM_CHOICES = [(key, label) for key, (label, _) in ROOMS.items()]
NOT_ALLOWED = "You could not count these records on that day."


@dataclass(frozen=True)
class Entry:
    """A figure of the catalogue: its room, its value, and the value of another day if asked."""

    measure: Measure
    valued: Valued
    then: Figure | None = None

    @property
    def room(self) -> str:
        return ROOMS[ROOM_OF[self.measure.name]][0]

    @property
    def question(self) -> str:
        """The question that it answers, or empty."""
        declared = QUESTIONS.get(self.measure.name)
        return declared.text if declared else ""

    @property
    def figure(self) -> Figure:
        return self.valued.figure

    @property
    def change(self) -> str:
        """How it changed since the other day, in words, or empty."""
        return change(self.then, self.figure) if self.then else ""


def matching(words: str, room: str) -> list[str]:
    """Return the names of the figures of a room that have all the words.

    The words may be in the title, the question, the method, or the name of the room.
    """
    wanted = words.casefold().split()
    return [
        name
        for name, measure in FIGURES.items()
        if room in ("", ROOM_OF[name]) and all(word in _text(measure) for word in wanted)
    ]


def _text(measure: Measure) -> str:
    question = QUESTIONS.get(measure.name)
    room = ROOMS[ROOM_OF[measure.name]][0]
    return f"{measure.title} {question.text if question else ''} {measure.method} {room}".casefold()


def page_of(
    actor: Actor, names: Sequence[str], scope: Scope, since: date | None, as_of: date,
    *, after: str = "", compare: date | None = None,
) -> Page[Any]:  # fmt: skip
    """Count one page of figures. With `compare`, also those of the period that ends on that day.

    `after` is the name of the last figure of the page before. Without a figure of that name, this
    is the first page. A figure that cannot be counted for an earlier day has no other value.
    """
    start = names.index(after) + 1 if after in names else 0
    page_names = names[start : start + SIZE]
    counted = count_named(actor, page_names, scope, since, as_of) if page_names else {}
    then: dict[str, Valued] = {}
    if compare is not None:
        first, last = earlier_period(since, as_of, compare)
        dated = [name for name in page_names if not FIGURES[name].undated]
        earlier = chosen_scope(actor, scope.key, last)
        if earlier is not None and dated:
            then = count_named(actor, dated, earlier, first, last)
    rows = [
        Entry(FIGURES[name], counted[name], then[name].figure if name in then else None)
        for name in page_names
    ]
    more = start + SIZE < len(names)
    return Page(rows, page_names[-1] if more else None, is_first=not start)

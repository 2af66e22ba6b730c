"""Events grouped by the record that they are about, for the page of notifications."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.home.records import PAGES, addresses, kind_of


@dataclass(frozen=True)
class Line:
    """One event of a group: its sentence, and the address of its own record or ""."""

    event: Event
    text: str
    href: str
    is_read: bool


@dataclass
class Group:
    """The events of one record, newest first."""

    ref: str
    name: str
    href: str
    lines: list[Line] = field(default_factory=list)

    @property
    def unread(self) -> int:
        """How many of the events are not read."""
        return sum(not line.is_read for line in self.lines)


def about(event: Event) -> str:
    """Return the reference of the event's OCG if the reader sees its dossier, else its subject."""
    ref = event.dossier.about if event.dossier else ""
    return ref if kind_of(ref) == "OCG" else event.subject


def grouped(
    events: Iterable[tuple[Event, bool]], about: Callable[[Event], str] = about
) -> list[Group]:
    """Group events, given with whether they are read, by the reference of what they are about.

    The order of the groups is that of their first event. A record that the reader cannot see has no
    address. The row-level security of the event's dossier decides if the OCG is named.
    """
    rows = list(events)
    keys = {event.pk: about(event) for event, _ in rows}
    pages = addresses({*keys.values(), *(event.subject for event, _ in rows)})
    names = dict(Ocg.objects.filter(ref__in=keys.values()).values_list("ref", "name"))
    groups: dict[str, Group] = {}
    for event, is_read in rows:
        key = keys[event.pk]
        group = groups.setdefault(key, Group(key, names.get(key, _noun(key)), pages.get(key, "")))
        line = Line(event, words(event), pages.get(event.subject, ""), is_read)
        group.lines.append(line)
    return list(groups.values())


def _noun(ref: str) -> str:
    page = PAGES.get(kind_of(ref))
    return page.noun if page else "Your account and unit"

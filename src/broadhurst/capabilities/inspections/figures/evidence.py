"""What an answer may rest on: the figures of every room, and the chief officers for ROCUs."""

from collections.abc import Callable
from datetime import date
from typing import Any

from broadhurst.capabilities.deconfliction.figures import FIGURES as DECONFLICTION
from broadhurst.capabilities.establishment.queries import chief_officer_for, force_posts_beside
from broadhurst.capabilities.inspections.figures.counts import FIGURES as INSPECTIONS
from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.capabilities.liaison.figures import FIGURES as LIAISON
from broadhurst.capabilities.operations.figures import FIGURES as OPERATIONS
from broadhurst.capabilities.plans.figures import FIGURES as PLANS
from broadhurst.capabilities.register.figures import FIGURES as REGISTER
from broadhurst.capabilities.safeguarding.figures import FIGURES as SAFEGUARDING
from broadhurst.capabilities.tasking.figures import FIGURES as TASKING
from broadhurst.capabilities.transfers.figures import FIGURES as TRANSFERS
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.figure import Figure, Record, amount
from broadhurst.foundation.govuk import words

Count = Callable[[date | None, date], Figure]
ROOMS: tuple[list[Count], ...] = (
    REGISTER,
    PLANS,
    OPERATIONS,
    SAFEGUARDING,
    DECONFLICTION,
    LIAISON,
    TASKING,
    TRANSFERS,
    INSPECTIONS,
)
COUNTS = {count.__name__: count for room in ROOMS for count in room}
RECORD, CHIEF_OFFICER = "record", "chief_officer:"


def to_choose() -> list[tuple[str, str]]:
    """Everything that can be chosen as evidence, and its words."""
    figures = [(name, f"Figure: {name.replace('_', ' ')}") for name in sorted(COUNTS)]
    rocus = Agency.objects.filter(kind=Agency.Kind.ROCU)
    chiefs = [
        (f"{CHIEF_OFFICER}{rocu.key}", f"Appointment: chief officer for {rocu.short_name}")
        for rocu in rocus
    ]
    return [("", "Choose"), *chiefs, *figures, (RECORD, "A record, in words")]


def kind_of(what: str) -> Evidence.Kind:
    """The kind of evidence that a choice is."""
    if what == RECORD:
        return Evidence.Kind.RECORD
    chief = what.startswith(CHIEF_OFFICER)
    return Evidence.Kind.APPOINTMENT if chief else Evidence.Kind.FIGURE


def counted(what: str, since: date | None, as_of: date) -> Figure:
    """The figure of a choice, counted now, in the sight of whoever asks."""
    if not what.startswith(CHIEF_OFFICER):
        return COUNTS[what](since, as_of)
    return autonomy(Agency.objects.get(key=what.removeprefix(CHIEF_OFFICER)), as_of)


def autonomy(rocu: Agency, as_of: date) -> Figure:
    """How many force posts the chief officer for a ROCU held beside that post, up to a day.

    Recommendation 2 of 2021 asks for a chief officer who works autonomously of force
    responsibilities. Without a chief officer the value is unknown, not none.
    """
    name = f"{CHIEF_OFFICER}{rocu.key}"
    appointment = chief_officer_for(rocu, as_of)
    if appointment is None:
        title = f"Force posts held by the chief officer for {rocu.name}: nobody is appointed"
        return Figure(name, title, None, "force posts", as_of, scope="Appointments are open.")
    beside = [post for post in force_posts_beside(appointment) if post.from_on <= as_of]
    since = words.day(appointment.from_on)
    return Figure(
        name,
        f"Force posts held beside that of {appointment.post}, appointed on {since}",
        len(beside),
        "force posts",
        as_of,
        records=tuple(Record(str(post.post), str(post.agency), "") for post in beside),
        scope="Appointments are open.",
    )


def sealed(figure: Figure) -> dict[str, Any]:
    """A figure to be kept: the words of a record stay behind the record's own wall."""
    records = [{"ref": one.ref, "href": one.href} for one in figure.records]
    said = amount(figure.value, figure.unit)
    return figure.as_json() | {"records": records, "scope": figure.scope, "said": said}

"""Evidence that an answer can cite: figures, and the chief officers for ROCUs."""

from dataclasses import replace
from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.queries.officers import chief_officer_for, posts_beside
from broadhurst.capabilities.establishment.queries.posts import standing_appointments
from broadhurst.capabilities.establishment.rules.appointments import counts_against_autonomy
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.foundation.agencies.models import Agency, Appointment, Post
from broadhurst.foundation.figure import OPEN, Figure, Record
from broadhurst.foundation.govuk import words

RECORD, CHIEF_OFFICER = "record", "chief_officer:"
AUTONOMY = (
    "Every responsibility recorded for the officer in the same time as the post. Those held in a "
    "police force count, counter-terrorism among them, and others are only listed."
)


def to_choose(today: date, *, has_scope: bool) -> list[tuple[str, str]]:
    """Return what can be chosen as evidence, as (key, label).

    Without a scope, only figures that are open to everyone are offered. Open figures without a
    value today are left out, and so are ROCUs that never had a chief officer. The value of other
    figures depends on the organisations chosen in the form.
    """
    figures = sorted(
        (measure.title, name)
        for name, measure in FIGURES.items()
        if (measure(OPEN, None, today).has_value if measure.is_open else has_scope)
    )
    appointed = standing_appointments().filter(post__kind=Post.Kind.ROCU, from_on__lte=today)
    rocus = Agency.objects.filter(kind=Agency.Kind.ROCU, pk__in=appointed.values("post__agency"))
    return [
        ("", "Choose"),
        *(
            (f"{CHIEF_OFFICER}{rocu.key}", f"Appointment: chief officer for {rocu.short_name}")
            for rocu in rocus
        ),
        *((name, f"Figure: {title}") for title, name in figures),
        (RECORD, "A record, in words"),
    ]


def kind_of(choice: str) -> Evidence.Kind:
    """Return the kind of evidence of a choice."""
    if choice == RECORD:
        return Evidence.Kind.RECORD
    chief = choice.startswith(CHIEF_OFFICER)
    return Evidence.Kind.APPOINTMENT if chief else Evidence.Kind.FIGURE


def autonomy(rocu: Agency, as_of: date) -> Figure:
    """Count the force responsibilities that a ROCU's chief officer also held.

    Recommendation 2 of 2021 asks for a chief officer who works autonomously of force
    responsibilities. Without a chief officer the value is unknown, not zero. The records list every
    other responsibility, whether it counts or not.
    """
    name = f"{CHIEF_OFFICER}{rocu.key}"
    appointment = chief_officer_for(rocu, as_of)
    if appointment is None:
        title = f"Force responsibilities of the chief officer for {rocu.name}: nobody is appointed"
        return _open(Figure(name, title, None, "force responsibilities", as_of, method=AUTONOMY))
    other_posts = [held for held in posts_beside(appointment) if held.from_on <= as_of]
    counted = [held for held in other_posts if _counts(held)]
    not_counted = [
        f"{held.post.title} ({held.post.agency})" for held in other_posts if held not in counted
    ]
    also = f" Also held: {'; '.join(not_counted)}." if not_counted else ""
    since = words.day(appointment.from_on)
    return _open(
        Figure(
            name,
            f"Force responsibilities held beside that of {appointment.post.title}, appointed on "
            f"{since}",
            len(counted),
            "force responsibilities",
            as_of,
            records=tuple(_post(held, counts=held in counted) for held in other_posts),
            one="force responsibility",
            method=AUTONOMY + also,
            behind=len(other_posts),
        )
    )


def _counts(held: Appointment) -> bool:
    in_force = held.post.agency.kind == Agency.Kind.POLICE_FORCE
    return counts_against_autonomy(held.post.kind, in_force=in_force)


def _open(figure: Figure) -> Figure:
    """Mark a figure as open: everyone who signs in can see appointments."""
    return replace(figure, scope=OPEN.name, scope_key=OPEN.key)


def _post(held: Appointment, *, counts: bool) -> Record:
    until = f" to {words.day(held.until_on)}" if held.until_on else ""
    verdict = "counts against autonomy" if counts else "does not count"
    text = f"{held.post.agency}, from {words.day(held.from_on)}{until}: {verdict}"
    return Record(held.post.title, text, "")


def sealed(figure: Figure) -> dict[str, Any]:
    """Return a figure as it is stored.

    The text of a record is stored only if the record is open to everyone.
    """
    stored = figure.as_json()
    if figure.scope_key != OPEN.key:
        stored["records"] = [{"ref": record.ref, "href": record.href} for record in figure.records]
    return stored

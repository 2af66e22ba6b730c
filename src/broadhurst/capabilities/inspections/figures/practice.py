"""Figures of practice: published, used by other organisations, and evaluated by them."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Q

from broadhurst.capabilities.inspections.models import PracticeUse
from broadhurst.capabilities.plans.models import P
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import Measure, Record, Row, Scope, share
from broadhurst.foundation.govuk.words import day, in_sentence

IN_USE = ("adopted", "adapted")
EVALUATED = (*IN_USE, "stopped")  # with these results, an organisation says what came of it


@read_once
def _uses(as_of: date) -> list[PracticeUse]:
    """Return what was recorded and not withdrawn by the end of a day, the latest last."""
    then = clock.as_of(as_of)
    rows = PracticeUse.objects.filter(
        Q(until=None) | Q(until__gte=then), Q(note_until=None) | Q(note_until__gte=then),
        at__lt=then,
    )  # fmt: skip
    return list(rows.order_by("at", "pk"))


def _notes(scope: Scope, as_of: date) -> list[PracticeUse]:
    return [
        use
        for use in _uses(as_of)
        if use.kind == PracticeUse.PUBLISHED and scope.holds({use.organisation})
    ]


def _published(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    return [
        Row(_record(note, f"published {day(note.at)}"), frozenset({note.organisation}))
        for note in _notes(scope, as_of)
        if _is_since(note, since)
    ]


def _published_on(topic: P) -> Callable[[Scope, date | None, date], Iterable[Row]]:
    def rows(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
        return [
            Row(_record(note, f"published {day(note.at)}"), frozenset({note.organisation}))
            for note in _notes(scope, as_of)
            if note.topic == topic and _is_since(note, since)
        ]

    return rows


def _adopted(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    """Return the latest record of each organisation on each note, if it uses the practice."""
    latest = {
        (use.ref, use.organisation): use
        for use in _uses(as_of)
        if use.kind != PracticeUse.PUBLISHED
    }
    return [
        Row(
            _record(use, f"{in_sentence(use.kind)} {day(use.at)}"),
            frozenset({use.organisation}),
            key=f"{use.ref} {use.organisation}",
        )
        for use in latest.values()
        if use.kind in IN_USE and scope.holds({use.organisation}) and _is_since(use, since)
    ]


def _evaluated(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    """Return every note, with 1 if another organisation recorded what came of it."""
    tried = {use.ref for use in _uses(as_of) if use.kind in EVALUATED}
    return [
        Row(
            _record(note, "evaluated" if note.ref in tried else "not evaluated yet"),
            frozenset({note.organisation}),
            value=int(note.ref in tried),
        )
        for note in _notes(scope, as_of)
    ]


def _is_since(use: PracticeUse, since: date | None) -> bool:
    return since is None or use.at >= clock.midnight(since)


def _record(practice_use: PracticeUse, text: str) -> Record:
    href = record_address("practice:note", practice_use.ref)
    return Record(practice_use.ref, f"{practice_use.title}, {text}", href)


FIGURES: list[Measure] = [
    Measure(
        "practice_published", "Practice notes published", "notes", "note",
        "Practice notes that a unit of the organisation published to the service in the period. "
        "Notes that were withdrawn by the last day are left out.",
        _published,
    ),
    *(
        Measure(
            f"practice_published_{topic}", f"Practice notes published: {topic.label}",
            "notes", "note",
            "Practice notes that a unit of the organisation published to the service in the "
            f"period, with the topic {topic.label} of the 4Ps. Notes that were withdrawn by the "
            "last day are left out.",
            _published_on(topic),
        )
        for topic in P
    ),
    Measure(
        "practice_adopted", "Practice of others in use", "uses", "use",
        "Practice notes of other organisations that the organisation adopted or adapted, by the "
        "day of its latest record on each note. A note counts once for each organisation.",
        _adopted,
    ),
    Measure(
        "practice_evaluated", "Practice that another organisation evaluated",
        "per cent", "per cent",
        "The share of the organisation's practice notes, published by the last day, that another "
        "organisation has used and evaluated.",
        _evaluated, value=share, of=("notes", "note"), is_of_a_period=False,
    ),
]  # fmt: skip

"""Open dossiers, and give and end grants. Only commands call this module.

The application's database role may not INSERT, UPDATE or DELETE in either table. It calls three
database functions. They write the grant and derive the `readers` array in the same transaction, and
refuse a dossier that the actor cannot see.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.agencies.models import Officer, Unit


@dataclass(frozen=True)
class Sight:
    """A grant to write: who may see a dossier, at what level, and why."""

    to: Unit | Officer
    level: Grant.Level
    why: Grant.Why
    because: str = ""
    until: datetime | None = None
    since: datetime | None = None  # from now on, if empty


def open_dossier(about: str, sights: Iterable[Sight], parent: Dossier | None = None) -> Dossier:
    """Open a new dossier and give its first grants.

    Everyone who can see the parent can see the child, but not the reverse.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_open_dossier(%s, %s)", [about, parent.pk if parent else None])
        dossier = Dossier(pk=cursor.fetchone()[0], about=about, parent=parent)
    give_each((dossier, sight) for sight in sights)
    return dossier


def open_dossiers(
    sights: Mapping[str, Iterable[Sight]], parents: Mapping[str, Dossier] | None = None
) -> dict[str, Dossier]:
    """Open many new dossiers and give their first grants, in two statements.

    The grants of each dossier, and its parent if it has one, are given by what it is about.
    """
    above = [parents[about].pk if parents else None for about in sights]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT about, wall_open_dossier(about, parent)"
            " FROM unnest(%s::text[], %s::bigint[]) AS given(about, parent)",
            [list(sights), above],
        )
        created = {about: Dossier(pk=pk, about=about) for about, pk in cursor.fetchall()}
    give_each((created[about], sight) for about, sights_on in sights.items() for sight in sights_on)
    return created


def give_each(new_grants: Iterable[tuple[Dossier, Sight]]) -> None:
    """Write many grants in one statement, in their order: from now on, or from `since`.

    A grant is not written if an equal one without an end exists.
    """
    rows = [
        (dossier.pk, sight.to.principal, str(sight.level), str(sight.why), sight.because,
         sight.since or clock.now(), sight.until)
        for dossier, sight in new_grants
    ]  # fmt: skip
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wall_give(d, p, l, w, b, since, until) FROM unnest(%s::bigint[], %s::bigint[],"
            " %s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[])"
            " WITH ORDINALITY AS given(d, p, l, w, b, since, until, place) ORDER BY place",
            [*map(list, zip(*rows, strict=True))],
        )


def give(dossier: Dossier, sight: Sight) -> None:
    """Write one grant, as `give_each` does."""
    give_each([(dossier, sight)])


def attach(dossier: Dossier, above: Dossier | None) -> None:
    """Put a dossier below another, so that its readers see it too; with None, take it out again.

    Everyone who could see it before still can.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_attach(%s, %s)", [dossier.pk, above.pk if above else None])


def end(dossier: Dossier, to: Unit | Officer, why: Grant.Why, because: str | None = None) -> None:
    """End a principal's grants of one kind now; with `because`, only those for that record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wall_end(%s, %s, %s, %s, %s)",
            [dossier.pk, to.principal, why, because, clock.now()],
        )


def end_all(ended: Iterable[tuple[Dossier, Sight]]) -> None:
    """End grants on many dossiers, in one statement. The actor keeps other access to each."""
    rows = [
        (dossier.pk, sight.to.principal, str(sight.why), sight.because) for dossier, sight in ended
    ]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wall_end(d, p, w, b, %s) FROM unnest(%s::bigint[], %s::bigint[], %s::text[],"
            " %s::text[]) AS given(d, p, w, b)",
            [clock.now(), *map(list, zip(*rows, strict=True))],
        )


def end_each(dossier: Dossier, sights: Iterable[Sight]) -> None:
    """End several grants, the actor's own last.

    An actor who can no longer see the dossier could not end the remaining grants.
    """
    ended = list(sights)
    if not ended:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_principals()")
        own_principals = set(cursor.fetchone()[0])
    for sight in sorted(ended, key=lambda sight: sight.to.principal in own_principals):
        end(dossier, sight.to, sight.why)


def refresh_lapsed() -> bool:
    """Derive the readers of one dossier whose grants began or ended. False if there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_refresh_lapsed()")
        [was_lapsed] = cursor.fetchone()
    return bool(was_lapsed)

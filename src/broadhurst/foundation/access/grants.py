"""Opening dossiers and writing grants: the one place, and only for commands to call.

The application's role holds no INSERT, UPDATE or DELETE on either table. It calls three functions
of the database, which write the grant and derive the `readers` array in the same transaction, and
which refuse to touch a dossier that the actor behind the wall cannot see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.agencies.models import Officer, Unit


@dataclass(frozen=True)
class Sight:
    """A grant to be written: who may see, at what level, and why."""

    to: Unit | Officer
    level: Grant.Level
    why: Grant.Why
    because: str = ""
    until: datetime | None = None


def open_dossier(about: str, sights: Iterable[Sight], parent: Dossier | None = None) -> Dossier:
    """Raise a new wall. Whoever sees the parent sees the child; not the other way about."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_open_dossier(%s, %s)", [about, parent.pk if parent else None])
        dossier = Dossier(pk=cursor.fetchone()[0], about=about, parent=parent)
    for sight in sights:
        give(dossier, sight)
    return dossier


def give(dossier: Dossier, sight: Sight) -> None:
    """Write one grant, from now. A grant of the same kind to the same principal stands as it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wall_give(%s, %s, %s, %s, %s, %s, %s)",
            [
                dossier.pk,
                sight.to.principal,
                sight.level,
                sight.why,
                sight.because,
                clock.now(),
                sight.until,
            ],
        )


def end(dossier: Dossier, to: Unit | Officer, why: Grant.Why, because: str | None = None) -> None:
    """End the grants of one kind that a principal holds, from now (one record's, if named)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wall_end(%s, %s, %s, %s, %s)",
            [dossier.pk, to.principal, why, because, clock.now()],
        )


def end_each(dossier: Dossier, sights: Iterable[Sight]) -> None:
    """End several, the actor's own last: who no longer sees a dossier can end nothing on it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_principals()")
        own = set(cursor.fetchone()[0])
    for sight in sorted(sights, key=lambda one: one.to.principal in own):
        end(dossier, sight.to, sight.why)

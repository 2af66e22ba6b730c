"""Count the figures that a draft cites again, as of today.

Not a command. `count_figures` counts those past the wall, for officers who may, and logs it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.inspections.commands.count_figures import count_figures
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.figures.evidence import CHIEF_OFFICER, autonomy
from broadhurst.capabilities.inspections.models import Evidence, Response
from broadhurst.capabilities.inspections.queries.scopes import scope_named
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.figure import OPEN, Figure


@dataclass(frozen=True)
class Recount:
    """A figure as it is cited, and as it is today."""

    evidence: Evidence
    today: str

    @property
    def cited(self) -> str:
        """The value as it was cited."""
        return str(self.evidence.figure["in_words"])

    @property
    def has_drifted(self) -> bool:
        """Whether today's value differs from the cited one."""
        return self.today != self.cited


def recounted(actor: Actor, response: Response) -> list[Recount]:
    """Return the figures of a draft that the actor can count, each with today's value.

    A figure over a period is counted from the same first day until today.
    """
    if response.stage not in (Response.Stage.DRAFTING, Response.Stage.CLEARED):
        return []
    rows = Evidence.objects.filter(answer__response=response, withdrawn_at=None)
    cited = list(rows.exclude(kind=Evidence.Kind.RECORD).order_by("pk"))
    today = clock.today()
    values = _counted(actor, cited, today)
    return [
        Recount(row, figure.in_words)
        for row in cited
        if (figure := values.get(row.pk) or _open(row, today)) is not None
    ]


def _open(row: Evidence, today: date) -> Figure | None:
    """Count a figure that is open to everyone, or return None."""
    if row.name.startswith(CHIEF_OFFICER):
        rocu = Agency.objects.filter(key=row.name.removeprefix(CHIEF_OFFICER)).first()
        return autonomy(rocu, today) if rocu else None
    measure = FIGURES.get(row.name)
    is_open = measure is not None and row.figure["scope_key"] == OPEN.key
    return measure(OPEN, row.since, today) if measure is not None and is_open else None


def _counted(actor: Actor, cited: Iterable[Evidence], today: date) -> dict[int, Figure]:
    """Count the figures of organisations, once for each scope and first day."""
    groups: dict[tuple[str, date | None], list[Evidence]] = {}
    for row in cited:
        if row.name in FIGURES and row.figure["scope_key"] != OPEN.key:
            groups.setdefault((row.figure["scope_key"], row.since), []).append(row)
    values: dict[int, Figure] = {}
    for (scope, since), rows in groups.items():
        if scope_named(actor, scope, today) is None:
            continue
        names = list(dict.fromkeys(row.name for row in rows))
        counted = count_figures(actor=actor, names=names, scope=scope, since=since, as_of=today)
        figures = {line.measure.name: line.whole for line in counted.lines}
        values |= {row.pk: figures[row.name] for row in rows}
    return values

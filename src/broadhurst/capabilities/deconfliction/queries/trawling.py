"""Count the targets of a spreadsheet or of a day, for the trawling rules."""

from collections.abc import Iterable, Iterator

from broadhurst.capabilities.deconfliction.models import BulkCheck, Check
from broadhurst.capabilities.deconfliction.rules.asking import FISHING_WINDOW, is_a_matter
from broadhurst.capabilities.deconfliction.rules.trawling import (
    Many,
    Person,
    Thing,
    in_runs,
    nearly_the_same,
)
from broadhurst.capabilities.register.models import Identifier, Membership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor

NUMBERED = ("phone", "imei", "vehicle", "account", "device")
PARTS = ("first", "middle", "surname")


def in_table(bulk: BulkCheck, for_one: int) -> Many:
    """Count the rows of a bulk check, by its columns; `for_one` is passed on."""
    rows = list(bulk.rows.values_list("cells", flat=True))
    return Many(
        rows=bulk.rows_sent,
        in_runs=in_runs(_things(bulk.columns, rows)),
        variants=nearly_the_same(_people(bulk.columns, rows)),
        for_one=for_one,
        has_matter=bool(bulk.ocg_ref) or is_a_matter(bulk.matter),
        table=bulk.ref,
        about=bulk.about,
        purpose=bulk.purpose,
    )


def added_in_a_day(actor: Actor) -> Many:
    """Count what was added in a day to OCGs that the actor added to.

    Items that were removed since count too.
    """
    since = clock.now() - FISHING_WINDOW
    theirs = Check.objects.filter(
        made_by=actor.officer, made_at__gt=since, occasion=Check.Occasion.REGISTERED
    ).values("ocg")
    things = list(
        Identifier.with_ended.filter(
            ocg__in=theirs, added_at__gt=since, kind__in=NUMBERED
        ).values_list("kind", "value")
    )
    members = Membership.with_ended.filter(ocg__in=theirs, added_at__gt=since)
    people = list(members.values_list("person__name", "person__born_on"))
    return Many(
        rows=len(things) + len(people),
        in_runs=in_runs(things),
        variants=nearly_the_same((name, str(born or "")) for name, born in people),
    )


def _things(columns: list[str], rows: Iterable[list[str]]) -> Iterator[Thing]:
    places = [(place, field) for place, field in enumerate(columns) if field in NUMBERED]
    for cells in rows:
        yield from ((field, cells[place]) for place, field in places if place < len(cells))


def _people(columns: list[str], rows: Iterable[list[str]]) -> Iterator[Person]:
    parts = ("name",) if "name" in columns else PARTS
    names = [columns.index(field) for field in parts if field in columns]
    born = columns.index("born") if "born" in columns else len(columns)
    if not names:
        return
    for cells in rows:
        name = " ".join(cells[place] for place in names if place < len(cells))
        yield name, cells[born] if born < len(cells) else ""

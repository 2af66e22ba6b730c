"""Count the targets of a spreadsheet, for the trawling rules."""

from collections.abc import Iterable, Iterator

from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.capabilities.deconfliction.queries.trawling import NUMBERED
from broadhurst.capabilities.deconfliction.rules.rate_limits import is_a_matter
from broadhurst.capabilities.deconfliction.rules.trawling import (
    Many,
    Person,
    Thing,
    in_runs,
    nearly_the_same,
)

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

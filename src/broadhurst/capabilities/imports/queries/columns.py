"""The columns of sent spreadsheets: as a unit chose them before, and some of their cells."""

from broadhurst.capabilities.imports.models import SentSheet
from broadhurst.foundation.agencies.models import Unit

EXAMPLES = 3  # cells of a column that the form of columns shows
LONGEST_EXAMPLE = 80


def remembered_columns(kind: type[SentSheet], unit: Unit, headings: list[str]) -> list[str] | None:
    """Return the columns that the unit last chose for these headings, or None."""
    chosen = kind._default_manager.filter(unit=unit, headings=headings, mapped_at__isnull=False)
    columns: list[str] | None = (
        chosen.order_by("-mapped_at").values_list("columns", flat=True).first()
    )
    return columns


def examples_of(upload: SentSheet) -> list[str]:
    """Return some cells of each column, for a hint. Long ones are cut."""
    columns = [
        [cells[place] for _, cells in upload.cells if place < len(cells) and cells[place]]
        for place in range(len(upload.headings))
    ]
    return [", ".join(map(_short, cells[:EXAMPLES])) for cells in columns]


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST_EXAMPLE else f"{cell[:LONGEST_EXAMPLE]}…"

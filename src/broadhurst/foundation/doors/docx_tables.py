"""The widths of the columns of a table in a DOCX."""

from docx.shared import Mm
from docx.table import Table

CHARACTER = Mm(2.4)  # the width of a bold one
CELL_EDGES = 2  # characters, the space beside the text of a cell
WIDE = 24  # characters, how far a text widens its column


def set_widths(table: Table, width: int) -> None:
    """Share a width among columns by their text, so that a word is split only if it must be."""
    texts = [[cell.text for cell in column.cells] for column in table.columns]
    needs = [
        max((len(word) for text in each for word in text.split()), default=0) for each in texts
    ]
    needs = [(need + CELL_EDGES) * CHARACTER for need in needs]
    wants = [min(max(map(len, each)), WIDE) * CHARACTER for each in texts]
    spare = max(width - sum(needs), 0)
    table.autofit = False
    for column, need, want in zip(table.columns, needs, wants, strict=True):
        more = spare * want // (sum(wants) or 1)
        column.width = (need + more) * width // max(sum(needs), width)
        for cell in column.cells:
            cell.width = column.width

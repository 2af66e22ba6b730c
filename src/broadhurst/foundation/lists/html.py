"""The parts of a list's page with hundreds of elements, written in Python.

A template takes 10 to 20 microseconds for each variable and tag, so a table of 25 rows took longer
than all the queries of its page.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from broadhurst.foundation.lists.cells import as_html
from broadhurst.foundation.lists.declared import Column

ROW, ROW_END = SafeString('<tr class="govuk-table__row">'), SafeString("</tr>\n")
CELL_END = SafeString("</td>")
SELECT = (
    '<td class="govuk-table__cell bh-on-screen" data-label="Select">'
    '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">'
    '<input class="govuk-checkboxes__input" type="checkbox" id="row-{ref}" name="refs"'
    ' value="{ref}"{checked}>'
    '<label class="govuk-label govuk-checkboxes__label" for="row-{ref}">'
    '<span class="govuk-visually-hidden">Select {name}</span></label></div></div></td>'
)
CHECKED, SELECTED, NOT = SafeString(" checked"), SafeString(" selected"), SafeString("")


def table_rows(
    rows: Iterable[Any], columns: Sequence[Column], *, can_select: bool, all_selected: bool
) -> SafeString:
    """Return the rows of a table, each with a box to select it if `can_select`."""
    starts = [(column, _start(column)) for column in columns]
    parts: list[SafeString] = []
    for row in rows:
        parts.append(ROW)
        if can_select:
            checked = CHECKED if all_selected else NOT
            parts.append(format_html(SELECT, ref=row.ref, name=str(row), checked=checked))
        for column, start in starts:
            parts += (start, as_html(column.cell(row)), CELL_END)
        parts.append(ROW_END)
    return _joined(parts)


def _start(column: Column) -> SafeString:
    kind = " govuk-table__cell--numeric" if column.numeric else ""
    return format_html('<td class="govuk-table__cell{}" data-label="{}">', kind, column.heading)


def heading_cells(headings: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return the headings of a table, with a link that turns the order where there is one."""
    return _joined(map(_heading, headings))


def _heading(heading: Mapping[str, Any]) -> SafeString:
    kind = " govuk-table__header--numeric" if heading["numeric"] else ""
    start = format_html('<th scope="col" class="govuk-table__header{}"', kind)
    if not heading["href"]:
        return format_html("{}>{}</th>", start, heading["text"])
    return format_html(
        '{} aria-sort="{}"><a class="bh-sort" href="{}">{}</a></th>',
        start,
        heading["sorted"],
        heading["href"],
        heading["text"],
    )


def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """Return the options of a select."""
    return _joined(
        format_html(
            '<option value="{}"{}>{}</option>', value, SELECTED if value == chosen else NOT, label
        )
        for value, label in choices
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(map(conditional_escape, parts)))

"""Write the parts of a list's page that have hundreds of elements in Python.

A template takes 10 to 20 microseconds for each variable and tag, so a table of 25 rows took longer
than all the queries of its page.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from broadhurst.foundation.lists.cells import as_html
from broadhurst.foundation.lists.declared import Column, name_of, ref_of

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
CANNOT_SELECT = SafeString('<td class="govuk-table__cell bh-on-screen"></td>')
CHECKED, SELECTED, NOT = SafeString(" checked"), SafeString(" selected"), SafeString("")


def table_rows(
    rows: Iterable[Any], columns: Sequence[Column], *, can_select: bool, all_selected: bool
) -> SafeString:
    """Return the rows of a table. With `can_select`, each row with a reference has a box."""
    starts = [(column, _start(column)) for column in columns]
    parts: list[SafeString] = []
    for row in rows:
        parts.append(ROW)
        if can_select:
            parts.append(_box(row, is_checked=all_selected))
        for column, start in starts:
            parts += (start, as_html(column.cell(row)), CELL_END)
        parts.append(ROW_END)
    return _joined(parts)


def _box(row: Any, *, is_checked: bool) -> SafeString:
    checked, ref = CHECKED if is_checked else NOT, ref_of(row)
    if not ref:
        return CANNOT_SELECT
    return format_html(SELECT, ref=ref, name=name_of(row), checked=checked)


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

"""The rows of a leaver's records. A loop in a template takes four times as long to write them."""

from collections.abc import Iterable, Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from broadhurst.capabilities.leavers.queries.holdings import LEAD, Holding
from broadhurst.foundation.govuk.templatetags.choices import options

register = template.Library()

ROW = """
              <tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Record">\
<a class="govuk-link" href="{0}">{1}</a> <span class="bh-muted">{2}</span></td>
                <td class="govuk-table__cell" data-label="Role">{3}</td>
                <td class="govuk-table__cell" data-label="Successor">\
"""
LIST = (
    ROW
    + """<select class="govuk-select" name="successor_{4}" aria-label="Successor: {3}, {1} {2}">\
<option value="">Leave for now</option>{5}</select></td></tr>
            """
)
NOBODY = (
    ROW
    + """<span class="bh-muted">No colleague in the unit can take this over.</span></td></tr>
            """
)
NO_LEAD = (
    ROW
    + """<span class="bh-muted">No colleague in the unit can take this over.</span> \
<a class="govuk-link" href="{4}">Compare candidates\
<span class="govuk-visually-hidden"> to lead {1}</span></a></td></tr>
            """
)


@register.simple_tag
def holding_rows(
    holdings: Iterable[tuple[Holding, str]], choices: Mapping[int, SafeString]
) -> SafeString:
    """The rows of holdings, each with the list of successors and the chosen one of them.

    `choices` are the options of the officers on offer, by id. A list leaves out those who cannot
    take the record over.
    """
    whole = SafeString("".join(choices.values()))
    return SafeString("".join(_row(row, chosen, choices, whole) for row, chosen in holdings))


def _row(
    row: Holding, chosen: str, choices: Mapping[int, SafeString], whole: SafeString
) -> SafeString:
    cells = (row.href, row.name, row.ref, row.what)
    barred = row.barred & choices.keys()
    if len(barred) == len(choices):
        if row.kind != LEAD:
            return format_html(NOBODY, *cells)
        return format_html(NO_LEAD, *cells, reverse("leads:candidates", args=[row.ref]))
    for officer in barred:
        whole = SafeString(whole.replace(choices[officer], ""))
    return format_html(LIST, *cells, row.key, SafeString(options(whole, chosen)))

"""The rows of a leaver's records. A loop in a template takes four times as long to write them."""

from collections.abc import Iterable, Mapping
from html import escape  # Django's own also looks for lazy texts, which takes longer than to escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from broadhurst.capabilities.leavers.queries.holdings import LEAD, Holding
from broadhurst.foundation.govuk.templatetags.choices import options

register = template.Library()

NOBODY = '<span class="bh-muted">No colleague in the unit can take this over.</span>'


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


def _row(row: Holding, chosen: str, choices: Mapping[int, SafeString], whole: SafeString) -> str:
    name, ref, role = escape(row.name), escape(row.ref), escape(row.what)
    return f"""
              <tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Record">\
<a class="govuk-link" href="{escape(row.href)}">{name}</a> <span class="bh-muted">{ref}</span></td>
                <td class="govuk-table__cell" data-label="Role">{role}</td>
                <td class="govuk-table__cell" data-label="Successor">\
{_successors(row, f"{role}, {name} {ref}", chosen, choices, whole)}</td></tr>
            """


def _successors(
    row: Holding, title: str, chosen: str, choices: Mapping[int, SafeString], whole: SafeString
) -> str:
    """The list of those who can take a record over, or what to do if nobody in the unit can."""
    if row.owned_by:
        return (
            f'<span class="bh-muted">{escape(row.owned_by)} owns this OCG. Ask it to name '
            f"another {escape(row.what)}.</span>"
        )
    barred = row.barred & choices.keys()
    if len(barred) == len(choices):
        if row.kind != LEAD:
            return NOBODY
        href = escape(reverse("leads:candidates", args=[row.ref]))
        return (
            f'{NOBODY} <a class="govuk-link" href="{href}">Compare candidates'
            f'<span class="govuk-visually-hidden"> to lead {escape(row.name)}</span></a>'
        )
    for officer in barred:
        whole = SafeString(whole.replace(choices[officer], ""))
    return (
        f'<select class="govuk-select" name="successor_{escape(row.key)}" '
        f'aria-label="Successor: {title}"><option value="">Leave for now</option>'
        f"{options(whole, chosen)}</select>"
    )

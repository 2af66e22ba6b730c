"""The lines of the ledger. A loop in a template takes six times as long to write them."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from broadhurst.capabilities.disruptions.queries.counted import Part

register = template.Library()

GRADES = ("major", "moderate", "minor")
LINE = """
        <tr class="govuk-table__row"><td class="govuk-table__cell" data-label="{0}">{1}</td>
          <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Major">{2}</td>
          <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Moderate">{3}</td>
          <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Minor">{4}</td>
          <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Total">{5}</td></tr>
      """


@register.simple_tag
def ledger_lines(part: Part) -> SafeString:
    """The lines of a part of the ledger, each with how many disruptions of each grade."""
    cells = (
        (part.heading, line.label, *(line.grades[grade] for grade in GRADES), line.total)
        for line in part.lines
    )
    return format_html_join("", LINE, cells)

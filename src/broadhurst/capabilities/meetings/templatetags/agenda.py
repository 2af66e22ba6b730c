"""The rows of an agenda. A loop in a template takes six times as long to write them."""

from collections.abc import Iterable, Iterator

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from broadhurst.capabilities.meetings.queries.listed_items import ListedItem

register = template.Library()

ROW = """
        <tr class="govuk-table__row">
          <td class="govuk-table__cell" data-label="Item">{0}</td>
          <td class="govuk-table__cell" data-label="Subject">\
<a class="govuk-link" href="{1}">{2}</a><br><span class="bh-muted">{3}</span>
            {4}</td>
          <td class="govuk-table__cell" data-label="Status">{5}{6}</td>
          {7}
        </tr>
      """
CHANGE = """\
<td class="govuk-table__cell" data-label="Change"><a class="govuk-link" href="{1}edit-item/">Edit\
<span class="govuk-visually-hidden"> item {0}</span></a>
            <a class="govuk-link" href="{1}move-item/">Move\
<span class="govuk-visually-hidden"> item {0}</span></a>
            <a class="govuk-link" href="{1}remove-item/">Remove\
<span class="govuk-visually-hidden"> item {0}</span></a></td>"""
TO_CHANGE = ROW.replace("{7}", CHANGE)


@register.simple_tag
def agenda_rows(items: Iterable[ListedItem], may_arrange: bool) -> SafeString:
    """The rows of the items, each with links to change it for a reader who may do so."""
    return format_html_join("", TO_CHANGE if may_arrange else ROW, _cells(items))


def _cells(items: Iterable[ListedItem]) -> Iterator[tuple[str, ...]]:
    for item in items:
        papers = _papers(item.papers) if item.papers else ""
        decision = _muted(item.decision) if item.decision else ""
        yield (
            item.place, item.href, item.title, item.kind, papers, item.status, decision, "",
        )  # fmt: skip


def _papers(refs: list[str]) -> SafeString:
    search = reverse("search:search")
    link = f'<a class="govuk-link bh-reference" href="{search}?q={{0}}">{{0}}</a>'
    return format_html("<br>Papers: {}", format_html_join(", ", link, ((ref,) for ref in refs)))


def _muted(words: str) -> SafeString:
    return format_html('<br><span class="bh-muted">{}</span>', words)

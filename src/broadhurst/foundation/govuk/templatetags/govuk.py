"""Tags and filters for the components that every room uses; the README has a line for each."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from broadhurst.foundation import clock
from broadhurst.foundation.govuk import words
from broadhurst.foundation.govuk.scale import percent, ticks, value_of
from broadhurst.foundation.govuk.widgets import Checkboxes, Radios

register = template.Library()
LONG = 9  # characters of a tile that fit on one line

COLOURS = 6


@register.filter
def day(value: date | datetime | None) -> str:
    """27 March 2026; empty for None."""
    return words.day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """27 March 2026 at 3:04pm, in London; empty for None."""
    return words.moment(value) if value else ""


@register.simple_tag
def mark(field: BoundField) -> str:
    """Mark an optional question; in a form that is mostly optional, mark the required ones.

    Checkboxes are not marked: somebody who ticks none has answered. Nor are radios with a chosen
    answer, which nobody can leave out.
    """
    if isinstance(field.field.widget, Checkboxes) and not field.field.required:
        return ""
    if isinstance(field.field.widget, Radios) and field.value():
        return ""
    form: Any = field.form
    if not hasattr(form, "is_needed") and not any(field.required for field in form.fields.values()):
        return ""  # a filter: nothing in it is required
    is_needed = form.is_needed(field.name) if hasattr(form, "is_needed") else field.field.required
    if getattr(form, "is_mostly_optional", False):
        return " (required)" if is_needed else ""
    return "" if is_needed else " (optional)"


@register.simple_tag
def shown_by(field: BoundField) -> str:
    """Attributes that say which answers call for a question; empty if it is always shown."""
    form: Any = field.form
    by, values = form.calls_for(field.name) if hasattr(form, "calls_for") else ("", [])
    if not by:
        return ""
    return format_html(' data-shown-by="{}" data-shown-for="{}"', by, " ".join(values))


@register.filter
def last_day(value: datetime | None) -> str:
    """27 March 2026 for something that ends at the midnight after that day; empty for None."""
    return words.last_day(value) if value else ""


@register.filter
def time_of_day(value: datetime) -> str:
    """3:04pm in London, for use next to the day."""
    return words.time_of_day(value)


@register.filter
def when(value: date | datetime | None) -> str:
    """Day and time for a datetime, day for a date; empty for None."""
    return words.when(value) if value else ""


@register.filter
def pounds(value: int | None) -> str:
    """Pence as £1,234.50; empty for None."""
    return "" if value is None else words.pounds(value)


@register.filter
def in_sentence(value: object) -> str:
    """A label in lower case for use within a sentence; names and abbreviations keep theirs."""
    return words.in_sentence(str(value))


@register.filter
def yes_no(value: bool | None) -> str:
    """Yes, No, or Not known for None."""
    return "Not known" if value is None else "Yes" if value else "No"


@register.simple_tag
def tag(text: object, colour: str = "") -> SafeString:
    """A coloured tag, with a capital first letter."""
    kind = f" govuk-tag--{colour}" if colour else ""
    text = words.first_capital(str(text))
    return format_html('<strong class="govuk-tag{}">{}</strong>', kind, text)


@register.simple_tag(name="clock")
def clock_tag(due_on: date | datetime | None, today: date | datetime | None = None) -> SafeString:
    """A tag with the time left until a day or an instant; empty for None."""
    if due_on is None:
        return SafeString("")
    text, colour = words.due(due_on, today)
    markup = '<strong class="govuk-tag govuk-tag--{} bh-clock" title="{}">{}</strong>'
    return format_html(markup, colour, when(due_on), text)


@register.inclusion_tag("govuk/parts/back.html")
def back(href: str, text: str = "Back") -> dict[str, object]:
    """A back link, for the block before_content."""
    return {"href": href, "text": text}


@register.inclusion_tag("govuk/parts/row.html")
def summary_row(
    key: str, value: object, href: str = "", link_text: str = "", value_href: str = ""
) -> dict[str, object]:
    """One row of a summary list; an empty value reads "Not known"."""
    names = {"key": key, "href": href, "link_text": link_text}
    return names | {"value": value, "value_href": value_href}


@register.simple_block_tag
def row(content: str, key: str, href: str = "", link_text: str = "") -> str:
    """One row of a summary list around the page's own markup."""
    value = SafeString(content.strip())
    return render_to_string(
        "govuk/parts/row.html",
        {"key": key, "value": value, "href": href, "link_text": link_text},
    )


@register.inclusion_tag("govuk/parts/tile.html")
def tile(
    value: object, label: str, href: str = "", note: str = "", colour: str = ""
) -> dict[str, object]:
    """A tile with a large number; use the colour "red" when someone has to act.

    A value of more than LONG characters, such as one with the name of what is counted, is smaller.
    """
    context = {"value": value, "label": label, "href": href, "note": note, "colour": colour}
    return context | {"is_long": len(str(value)) > LONG}


@register.inclusion_tag("govuk/parts/empty.html")
def empty(title: str, text: str = "", href: str = "", link_text: str = "") -> dict[str, object]:
    """An empty state: what will appear here, and what to do next."""
    return {"title": title, "text": text, "href": href, "link_text": link_text}


@register.inclusion_tag("govuk/parts/meanings.html")
def meanings(*words: str) -> dict[str, object]:
    """Return a link to the meaning of each word in the glossary. A test looks each of them up."""
    page = reverse("help:words")
    return {"meanings": [(word, f"{page}#{slugify(word)}") for word in words]}


@register.inclusion_tag("govuk/parts/bars.html")
def bars(
    rows: Iterable[Any], caption: str = "", heading: str = "What", value_heading: str = "Number"
) -> dict[str, object]:
    """A table with a bar in each row, scaled to the largest value."""
    listed = list(rows)
    most = max((float(value_of(row, "value") or 0) for row in listed), default=0)
    return {
        "caption": caption,
        "heading": heading,
        "value_heading": value_heading,
        "rows": [
            {
                "label": value_of(row, "label"),
                "href": value_of(row, "href"),
                "text": value_of(row, "text") or f"{value_of(row, 'value') or 0:,}",
                "percent": percent(float(value_of(row, "value") or 0), most),
            }
            for row in listed
        ],
    }


@register.inclusion_tag("govuk/parts/band.html")
def band(
    spans: Iterable[Any],
    caption: str = "",
    heading: str = "Owner",
    today: date | datetime | None = None,
) -> dict[str, object]:
    """A coloured band of the successive holders of something, over a table of the same spans.

    A span without `until` is drawn up to `today` (default: now). Equal labels have the same colour.
    """
    listed = list(spans)
    last = today or clock.now()
    days = [words.london_day(value_of(span, "since")) for span in listed]
    ends = [words.london_day(value_of(span, "until") or last) for span in listed]
    start = min(days, default=words.london_day(last))
    whole = max((max(ends, default=start) - start).days, 1)
    labels = list(dict.fromkeys(str(value_of(span, "label")) for span in listed))
    return {
        "caption": caption,
        "heading": heading,
        "ticks": ticks(start, whole),
        "spans": [
            {
                "label": value_of(span, "label"),
                "href": value_of(span, "href"),
                "note": value_of(span, "note"),
                "colour": labels.index(str(value_of(span, "label"))) % COLOURS + 1,
                "x": percent((since - start).days, whole),
                "width": percent((until - since).days, whole),
                "since": words.day(since),
                "until": words.day(until) if value_of(span, "until") else "now",
                "length": words.length(since, until),
            }
            for span, since, until in zip(listed, days, ends, strict=True)
        ],
    }


@register.inclusion_tag("govuk/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, str]:
    """Links for keyset pagination: to the next page and to the first."""
    query = _query(context)
    cursor = value_of(page, "next")
    return {
        "first": _with(query, after=None) if "after" in query else "",
        "next": _with(query, after=str(cursor)) if cursor else "",
    }


def _query(context: Context) -> QueryDict:
    request: HttpRequest | None = context.get("request")
    return request.GET.copy() if request else QueryDict(mutable=True)


def _with(current: QueryDict, **changes: str | None) -> str:
    query = current.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"

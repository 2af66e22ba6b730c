"""A page of the items of an agenda, as a list shows them, in one statement or two."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from broadhurst.capabilities.meetings.models import Item
from broadhurst.capabilities.meetings.queries.agendas import title_of
from broadhurst.capabilities.meetings.queries.minutes import in_words
from broadhurst.capabilities.tasking.models import Decision, Meeting
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors.cursors import Place, opened, sealed
from broadhurst.foundation.doors.paging import SIZE, Page
from broadhurst.foundation.doors.routes import record_address

KINDS = Item.Kind.values
BY_PLACE = "items by place"  # the list that the cursors are of
FIRST = (-1, 0)  # comes before each place and key


@dataclass(frozen=True)
class ListedItem:
    """An item in words: its title and kind, its papers, its status, and the meeting's decision."""

    place: str
    href: str
    title: str
    kind: str
    papers: list[str]
    status: str
    decision: str


def page_of(meeting: Meeting, query: QueryDict) -> Page[Any]:
    """Return a page of the items of a meeting, or of one kind of them if the query names it."""
    kinds, place, key = _asked(query)
    listed = _listed(meeting.pk, kinds, place, key)
    items = listed[:SIZE]
    bids = [item.bid.pk for item in items if item.bid]
    decisions = _decisions(bids, meeting.pk) if bids else []
    decided: dict[int | None, str] = {row.bid_id: in_words(row) for row in decisions}
    end = items[-1] if len(listed) > SIZE else None
    cursor = sealed(Place(end.pk, str(end.place)), BY_PLACE) if end else None
    waiting = "Not reached" if meeting.stage == Meeting.Stage.HELD else "Open"
    rows = [_in_words(item, decided.get(item.bid_id, ""), waiting) for item in items]
    return Page(rows, cursor, is_first=(place, key) == FIRST)


def ask_page(meeting: Meeting, query: QueryDict) -> Ask:
    """Return the first statement of `page_of`, to send it ahead."""
    return _listed.ask(meeting.pk, *_asked(query))


def _asked(query: QueryDict) -> tuple[list[str], int, int]:
    """Return the kinds that a query names, and the place and key after which its page begins."""
    kind = str(query.get("kind", ""))
    kinds = [kind] if kind in KINDS else KINDS
    last = opened(query.get("after", ""), BY_PLACE)
    return kinds, *((int(last.value), last.key) if last else FIRST)


@prepared_query
def _listed(meeting: int, kinds: list[str], place: int, key: int) -> QuerySet[Item]:
    """Return items, each with its record if the reader sees that, after a place."""
    behind = Q(place__gt=place) | Q(place=place, pk__gt=key)
    rows = Item.objects.filter(
        AnyOf(F("kind"), kinds), behind, agenda__meeting=meeting, removed_at=None
    )
    rows = rows.select_related("action", "ocg", "bid__ocg", "bid__capability", "bid__bidder")
    columns = rows.only(
        "ref", "kind", "place", "title", "papers", "is_carried", "concluded_at", "bid__ref",
        "bid__ask", "bid__priority", "bid__ocg__name", "bid__capability__name",
        "bid__bidder__name", "ocg__name", "action__title",
    )  # fmt: skip
    return columns.order_by("place", "pk")[: SIZE + 1]


@prepared_query
def _decisions(bids: list[int], meeting: int) -> QuerySet[Decision]:
    """Return the decisions of a meeting on bids. The last of a bid counts."""
    rows = Decision.objects.filter(AnyOf(F("bid"), bids), meeting=meeting)
    return rows.select_related("decided_by", "capability", "referred_to__unit").order_by("pk")


def _in_words(item: Item, decision: str, waiting: str) -> ListedItem:
    """Return an item in words. `waiting` is the status of one that has no result."""
    is_done = item.concluded_at or decision
    status = "Carried over" if item.is_carried else "Done" if is_done else waiting
    priority = f", priority {item.bid.priority}" if item.bid and item.bid.priority else ""
    return ListedItem(
        place=str(item.place),
        href=record_address("meetings:live_item", item.ref),
        title=title_of(item),
        kind=f"{item.get_kind_display()}{priority}",
        papers=item.papers,
        status=status,
        decision=decision,
    )

"""The saved filters of a list."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import QueryDict

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Posting, in_force_on
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import columns, read, send
from broadhurst.foundation.lists.declared import ALL, LISTS
from broadhurst.foundation.lists.models import SavedFilter
from broadhurst.foundation.lists.rules import MANAGERS
from broadhurst.foundation.lists.state import State

OF_READER = f"""
SELECT {columns(SavedFilter, "f")} FROM lists_savedfilter f
WHERE f.list = %s ORDER BY f.name, f.id
"""  # noqa: S608 - names of columns


def filters_of(key: str) -> list[SavedFilter]:
    """Return the filters of one list that the actor has or shares, for its page."""
    return [read(SavedFilter, iter(values)) for values in send(*ask_filters(key)).rows()]


def ask_filters(key: str) -> Ask:
    """Return the statement that finds the filters, to send it ahead."""
    return OF_READER, [key]


def saved_filters(key: str = "") -> QuerySet[SavedFilter]:
    """Return the filters that the actor has or shares, of one list or of all."""
    rows = SavedFilter.objects.order_by("name", "pk")
    return rows.filter(list=key) if key else rows


def query_to_keep(state: State) -> str:
    """Return the query string that a saved filter of this state keeps.

    It always has the tab, so that it shows the same rows if the list opens on another one.
    """
    return state.address(tab=state.tab.key if state.tab else "")


def query_to_open(saved: SavedFilter) -> str:
    """Return the query string of a saved filter.

    One that was saved without a tab showed all rows, also where a list now opens on a part of them.
    """
    listed = LISTS.get(saved.list)
    if listed is None or not listed.tabs or "tab" in QueryDict(saved.query):
        return saved.query
    return "&".join(filter(None, [f"tab={ALL}", saved.query]))


def left_to(actor: Actor, filters: Collection[SavedFilter]) -> set[int]:
    """Return the ids of shared filters that the actor may delete, because their maker has left.

    Row-level security shows a manager the shared filters of their unit, and a coordinator those of
    their organisation.
    """
    shared = [saved for saved in filters if saved.is_shared]
    if not shared or not actor.roles & MANAGERS:
        return set()
    makers = Posting.objects.filter(
        in_force_on(clock.today()), officer__in={saved.made_by_id for saved in shared}
    )
    posted = set(makers.values_list("officer", "unit"))
    return {saved.pk for saved in shared if (saved.made_by_id, saved.principal) not in posted}

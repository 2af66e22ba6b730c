"""Why a list has no rows for its reader, and the link to rows that it does have."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.lists.declared import ALL, List, Nothing, Tab
from broadhurst.foundation.lists.state import State


@dataclass(frozen=True)
class Empty:
    """The words in place of rows. `way_on` is the text of a link to more of the list."""

    title: str
    text: str
    way_on: str = ""
    href: str = ""


def why_empty(actor: Actor, state: State, counts: Mapping[str, int]) -> Empty:
    """Return why no rows are shown: because of the tab, the filters, or an empty list.

    A tab or a filter is only the reason if the list has rows without it.
    """
    declared = state.list
    nouns = declared.nouns or f"{declared.noun}s"
    if elsewhere := _everything_of(state, counts):
        whole, tab = replace(state, tab=elsewhere), state.tab.label if state.tab else ""
        href = f"?{whole.address()}"
        if state.is_filtered:
            title = f"No {nouns} under “{tab}” match"
            text = "Other parts of the list have rows that match."
            return Empty(title, text, f"See all {nouns} that match", href)
        title, text = f"No {nouns} here", f"Nothing is under “{tab}” now."
        return Empty(title, text, f"See all {nouns}", href)
    if state.is_filtered:
        title, text = f"No {nouns} match", "Change or clear the filters to see more."
        return Empty(title, text, "Clear filters", reverse(declared.page))
    return Empty(*nothing_of(declared, actor))


def nothing_of(declared: List, actor: Actor) -> Nothing:
    """Return the title and text of a list without any rows, for this reader."""
    return declared.nothing(actor) if callable(declared.nothing) else declared.nothing


def _everything_of(state: State, counts: Mapping[str, int]) -> Tab | None:
    """Return the tab with everything, if another one is shown and it has rows that match."""
    if not state.tab or state.tab.key == ALL or not counts.get(ALL):
        return None
    return next(tab for tab in state.list.tabs if tab.key == ALL)

"""Pages to save and delete the filters of a list."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.commands.delete_filter import DeleteFilterForm, delete_filter
from broadhurst.foundation.lists.commands.save_filter import SaveFilterForm, save_filter
from broadhurst.foundation.lists.declared import LISTS, List
from broadhurst.foundation.lists.models import SavedFilter
from broadhurst.foundation.lists.queries import query_to_open, saved_filters


def save_filter_page(request: ActingRequest, key: str) -> HttpResponse:
    """Name the filters, sort and columns in the query string."""
    listed = find_list(key)
    return web.ask(
        request,
        SaveFilterForm,
        save_filter,
        listed=listed,
        title="Save this filter",
        submit="Save filter",
        go_to=address_of,
        done=lambda saved: f"“{saved}” is saved. It is listed above the list.",
        initial={"query": request.GET.urlencode()},
        context={"back": reverse(listed.page), "caption": listed.label},
    )


def delete_filter_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Delete a saved filter, once the officer confirms it."""
    saved = web.find(request, saved_filters(), ref=ref)
    return web.ask(
        request,
        DeleteFilterForm,
        delete_filter,
        saved=saved,
        title="Delete this saved filter",
        submit="Delete filter",
        go_to=reverse(find_list(saved.list).page),
        done="The saved filter is deleted.",
        context={"danger": True},
    )


def find_list(key: str) -> List:
    """Return a list by its key; raise Http404 if there is none."""
    if key not in LISTS:
        raise Http404
    return LISTS[key]


def address_of(saved: SavedFilter) -> str:
    """Return the address of a list with a saved filter."""
    return f"{reverse(LISTS[saved.list].page)}?{query_to_open(saved)}"

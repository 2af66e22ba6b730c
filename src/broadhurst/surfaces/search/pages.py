"""The page of search results, an officer's recent searches, and what the palette offers."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from broadhurst.foundation.doors.layout import hidden_for
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.search.asked import LONGEST
from broadhurst.foundation.search.commands import forget, remember
from broadhurst.surfaces.search.places import places_of
from broadhurst.surfaces.search.queries import (
    KEYS,
    MANY,
    recent_searches,
    record_with_reference,
    search,
)


def search_page(request: ActingRequest) -> HttpResponse:
    """Show what a text finds, in groups. Without a text, show the recent searches.

    The whole reference of a record that the reader may see leads to its page.

    Every search is recorded, with its text. A POST deletes one recent search, or all.
    """
    if request.method == "POST":
        forget(actor=request.actor, text=request.POST.get("forget", ""))
        return redirect("search:search")
    text, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    chosen = kind if kind in KEYS else ""
    context = {"q": text[:LONGEST], "kind": chosen, "many": MANY}
    if text:
        context["results"] = results = search(request.actor, text, chosen)
        if results.text:
            remember(actor=request.actor, text=results.text)
        if exact := record_with_reference(results):
            return redirect(exact.href)
    else:
        context["recent"] = recent_searches(request.actor)
    return render(request, "search/search.html", context)


def palette_page(request: ActingRequest) -> HttpResponse:
    """Answer the pages and actions that the palette offers this reader, whatever page is open."""
    return JsonResponse({"items": places_of(request.actor, hidden_for(request))})

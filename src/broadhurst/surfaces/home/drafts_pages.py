"""The page of an officer's drafts: continue or discard each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.drafts.store import discard, drafts_of
from broadhurst.surfaces.home.drafts import with_records


def drafts_page(request: ActingRequest) -> HttpResponse:
    """Show the officer's drafts, newest first. A POST discards one.

    A draft can be discarded here also if its form cannot be opened any more.
    """
    if request.method == "POST":
        if discard(request.actor, request.POST.get("draft", "")):
            messages.success(request, "The draft is discarded.")
        return redirect("home:drafts")
    return render(request, "home/drafts.html", {"drafts": with_records(drafts_of(request.actor))})

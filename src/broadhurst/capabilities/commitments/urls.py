"""Pages of proposed actions."""

from django.urls import path

from broadhurst.capabilities.commitments import pages

ON_COMMITMENT = {
    "complete": pages.complete_page,
    "move": pages.move_page,
    "end": pages.end_page,
    "reopen": pages.reopen_page,
}

app_name = "commitments"
urlpatterns = [
    path("proposed-actions/", pages.list_page, name="commitments"),
    path("proposed-actions/<str:ref>/", pages.commitment_page, name="commitment"),
    *(
        path(f"proposed-actions/<str:ref>/{verb}/", page, name=verb)
        for verb, page in ON_COMMITMENT.items()
    ),
]

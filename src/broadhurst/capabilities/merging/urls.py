"""Pages that merge an OCG or a person, and undo that."""

from django.urls import path

from broadhurst.capabilities.merging import pages

app_name = "merging"
urlpatterns = [
    path("ocgs/<str:ref>/merge/", pages.merge_page, name="merge"),
    path("people/<str:ref>/merge/", pages.merge_person_page, name="merge_person"),
    path(
        "person-merges/<str:ref>/undo/",
        pages.undo_person_merge_page,
        name="undo_person_merge",
    ),
    path("merges/<str:ref>/undo/", pages.undo_merge_page, name="undo_merge"),
]

"""Pages that merge an OCG or a person, split an OCG, and undo that."""

from django.urls import path

from broadhurst.capabilities.merging import pages

app_name = "merging"
urlpatterns = [
    path("ocgs/<str:ref>/merge/", pages.merge_page, name="merge"),
    path("ocgs/<str:ref>/split/", pages.split_page, name="split"),
    path("splits/<str:ref>/undo/", pages.undo_split_page, name="undo_split"),
    path("people/<str:ref>/merge/", pages.merge_person_page, name="merge_person"),
    path(
        "person-merges/<str:ref>/undo/",
        pages.undo_person_merge_page,
        name="undo_person_merge",
    ),
    path("merges/<str:ref>/undo/", pages.undo_merge_page, name="undo_merge"),
]

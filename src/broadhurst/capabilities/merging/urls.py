"""Pages that merge an OCG and undo that."""

from django.urls import path

from broadhurst.capabilities.merging import pages

app_name = "merging"
urlpatterns = [
    path("ocgs/<str:ref>/merge/", pages.merge_page, name="merge"),
    path("merges/<str:ref>/undo/", pages.undo_merge_page, name="undo_merge"),
]

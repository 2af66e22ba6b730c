"""Addresses of imports, in the order of the journey."""

from django.urls import path

from broadhurst.capabilities.imports import pages

app_name = "imports"
urlpatterns = [
    path("ocgs/<str:ref>/import/", pages.send_page, name="send_import"),
    path("imports/<str:ref>/", pages.import_page, name="import"),
    path("imports/<str:ref>/map/", pages.map_page, name="map_import"),
    path("imports/<str:ref>/run/", pages.run_page, name="run_import"),
    path("imports/<str:ref>/undo/", pages.undo_page, name="undo_import"),
    path("imports/<str:ref>/discard/", pages.discard_page, name="discard_import"),
]

"""Addresses of imports of findings."""

from django.urls import path

from broadhurst.capabilities.finding_imports import pages

app_name = "finding_imports"
urlpatterns = [
    path("reports/<str:ref>/import-findings/", pages.send_page, name="send"),
    path("finding-imports/<str:ref>/", pages.import_page, name="import"),
    path("finding-imports/<str:ref>/map/", pages.map_page, name="map"),
    path("finding-imports/<str:ref>/run/", pages.run_page, name="run"),
    path("finding-imports/<str:ref>/undo/", pages.undo_page, name="undo"),
    path("finding-imports/<str:ref>/discard/", pages.discard_page, name="discard"),
]

"""Addresses of imports of OCGs."""

from django.urls import path

from broadhurst.capabilities.ocg_imports import pages

app_name = "ocg_imports"
urlpatterns = [
    path("import-ocgs/", pages.send_page, name="send"),
    path("import-ocgs/template/", pages.template_page, name="template"),
    path("ocg-imports/<str:ref>/", pages.import_page, name="import"),
    path("ocg-imports/<str:ref>/map/", pages.map_page, name="map"),
    path("ocg-imports/<str:ref>/run/", pages.run_page, name="run"),
    path("ocg-imports/<str:ref>/undo/", pages.undo_page, name="undo"),
    path("ocg-imports/<str:ref>/discard/", pages.discard_page, name="discard"),
]

"""Search, and what the palette offers."""

from django.urls import path

from broadhurst.surfaces.search import pages

app_name = "search"
urlpatterns = [
    path("search/", pages.search_page, name="search"),
    path("palette/", pages.palette_page, name="palette"),
]

"""Search."""

from django.urls import path

from broadhurst.surfaces.search import pages

app_name = "search"
urlpatterns = [path("search/", pages.search_page, name="search")]

"""Addresses of the insight pages."""

from django.urls import path

from broadhurst.surfaces.insight import pages

app_name = "insight"
urlpatterns = [
    path("insight/", pages.insight, name="insight"),
    path("insight/districts/", pages.districts_page, name="districts"),
    path("insight/<str:name>/", pages.figure_page, name="figure"),
]

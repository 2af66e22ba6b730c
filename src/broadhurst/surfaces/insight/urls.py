"""Addresses of the insight pages."""

from django.urls import path

from broadhurst.surfaces.insight import pages

urlpatterns = [
    path("insight/", pages.insight, name="insight"),
    path("insight/<str:name>/", pages.figure_page, name="figure"),
]

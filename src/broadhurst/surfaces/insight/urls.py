"""Addresses of the insight pages."""

from django.urls import path

from broadhurst.surfaces.insight import pages, question_pages

app_name = "insight"
urlpatterns = [
    path("insight/", question_pages.questions, name="insight"),
    path("insight/all/", pages.all_figures, name="all_figures"),
    path("insight/catalogue/", question_pages.catalogue_page, name="catalogue"),
    path("insight/districts/", pages.districts_page, name="districts"),
    path("insight/<str:name>/", pages.figure_page, name="figure"),
]

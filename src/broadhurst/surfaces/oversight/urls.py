"""The addresses of the oversight pages."""

from django.urls import path

from broadhurst.surfaces.oversight import pages

app_name = "oversight"
urlpatterns = [
    path("oversight/", pages.oversight, name="oversight"),
    path("oversight/recommendation-1/", pages.recommendation_1, name="recommendation_1"),
]

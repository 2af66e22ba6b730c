"""The overview of deconfliction."""

from django.urls import path

from broadhurst.surfaces.overview import pages

app_name = "overview"
urlpatterns = [path("deconfliction/", pages.overview, name="deconfliction")]

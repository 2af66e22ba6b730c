"""The address of the list of OCGs."""

from django.urls import path

from broadhurst.surfaces.ocgs import pages

app_name = "ocgs"
urlpatterns = [path("ocgs/", pages.ocgs, name="ocgs")]

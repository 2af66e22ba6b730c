"""The address of the oversight page."""

from django.urls import path

from broadhurst.surfaces.oversight import pages

app_name = "oversight"
urlpatterns = [path("oversight/", pages.oversight, name="oversight")]

"""The published totals of ROCU funding, beside the inspectors' findings."""

from django.urls import path

from broadhurst.surfaces.published_funding import pages

app_name = "published_funding"
urlpatterns = [path("funding/published/", pages.published_page, name="published")]

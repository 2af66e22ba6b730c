"""What anyone may read."""

from django.urls import path

from broadhurst.surfaces.public import pages

urlpatterns = [path("published/", pages.published, name="published")]

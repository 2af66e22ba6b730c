"""Home and notices."""

from django.urls import path

from broadhurst.surfaces.home import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("notices/", pages.notices, name="notices"),
]

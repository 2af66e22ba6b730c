"""Home and notices."""

from django.urls import path

from broadhurst.surfaces.home import pages

app_name = "home"
urlpatterns = [
    path("", pages.home, name="home"),
    path("notices/", pages.notices, name="notices"),
]

"""Chief officers' posts and appointments, for everyone who signs in."""

from django.urls import path

from broadhurst.surfaces.chief_officers import pages

app_name = "chief_officers"
urlpatterns = [
    path("chief-officers/", pages.list_page, name="chief_officers"),
    path("chief-officers/<str:ref>/", pages.organisation_page, name="organisation"),
]

"""Addresses of the public pages."""

from django.urls import path

from broadhurst.surfaces.public import pages

app_name = "public"
urlpatterns = [
    path("published/", pages.published, name="published"),
    path("published/<str:ref>/", pages.publication, name="publication"),
    path("published/<str:ref>/letter.<str:form>", pages.copy, name="publication_copy"),
]

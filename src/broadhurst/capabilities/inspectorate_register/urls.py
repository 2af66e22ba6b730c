"""Addresses of the inspectorate's register, in the order of the work."""

from django.urls import path

from broadhurst.capabilities.inspectorate_register import pages

app_name = "inspectorate_register"
urlpatterns = [
    path("inspectorate-register/", pages.readings_page, name="readings"),
    path("inspectorate-register/send/", pages.send_page, name="send"),
    path("inspectorate-register/<str:ref>/", pages.reading_page, name="reading"),
    path("inspectorate-register/<str:ref>/edit/", pages.edit_page, name="edit"),
    path("inspectorate-register/<str:ref>/save/", pages.save_page, name="save"),
    path("inspectorate-register/<str:ref>/discard/", pages.discard_page, name="discard"),
]

"""Saved filters."""

from django.urls import path

from broadhurst.foundation.lists import pages

app_name = "lists"
urlpatterns = [
    path("lists/<slug:key>/save/", pages.save_filter_page, name="save_filter"),
    path("lists/filters/<str:ref>/delete/", pages.delete_filter_page, name="delete_filter"),
]

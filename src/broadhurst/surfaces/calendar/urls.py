"""The calendar of planned events."""

from django.urls import path

from broadhurst.surfaces.calendar import pages

urlpatterns = [path("deconfliction/events/", pages.events_page, name="events")]

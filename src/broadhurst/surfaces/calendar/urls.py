"""The calendar of planned events."""

from django.urls import path

from broadhurst.surfaces.calendar import pages

app_name = "calendar"
urlpatterns = [path("deconfliction/events/", pages.events_page, name="events")]

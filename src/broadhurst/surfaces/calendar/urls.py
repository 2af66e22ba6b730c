"""The calendars of planned events and of actions."""

from django.urls import path

from broadhurst.surfaces.calendar import pages

app_name = "calendar"
urlpatterns = [
    path("deconfliction/events/", pages.events_page, name="events"),
    path("unit-actions/", pages.unit_actions_page, name="unit_actions"),
]

"""URLs of planned events, in the order of the journey. The calendar is a surface."""

from django.urls import path

from broadhurst.capabilities.planned_events import pages

app_name = "planned_events"
urlpatterns = [
    path("deconfliction/events/plan/", pages.plan_page, name="plan_event"),
    path("deconfliction/events/list/", pages.events_page, name="events"),
    path("deconfliction/events/map/", pages.map_page, name="map"),
    path("deconfliction/events/<str:ref>/", pages.event_page, name="event"),
    path("deconfliction/events/<str:ref>/change/", pages.change_page, name="change_event"),
    path("deconfliction/events/<str:ref>/go-live/", pages.go_live_page, name="go_live"),
    path("deconfliction/events/<str:ref>/complete/", pages.complete_page, name="complete_event"),
    path("deconfliction/events/<str:ref>/cancel/", pages.cancel_page, name="cancel_event"),
]

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "broadhurst.surfaces.calendar"
    label = "calendar"

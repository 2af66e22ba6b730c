from django.apps import AppConfig


class PlannedEventsConfig(AppConfig):
    name = "broadhurst.capabilities.planned_events"
    label = "planned_events"

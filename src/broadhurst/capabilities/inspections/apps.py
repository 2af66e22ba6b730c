from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "broadhurst.capabilities.inspections"
    label = "inspections"

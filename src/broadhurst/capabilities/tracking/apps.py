from django.apps import AppConfig


class TrackingConfig(AppConfig):
    name = "broadhurst.capabilities.tracking"
    label = "tracking"

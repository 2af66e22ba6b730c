from django.apps import AppConfig


class CoverConfig(AppConfig):
    name = "broadhurst.capabilities.cover"
    label = "cover"

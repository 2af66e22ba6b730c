from django.apps import AppConfig


class DisruptionsConfig(AppConfig):
    name = "broadhurst.capabilities.disruptions"
    label = "disruptions"

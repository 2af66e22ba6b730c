from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "broadhurst.capabilities.operations"
    label = "operations"

from django.apps import AppConfig


class TaskingConfig(AppConfig):
    name = "broadhurst.capabilities.tasking"
    label = "tasking"

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "broadhurst.capabilities.lifecycle"
    label = "lifecycle"

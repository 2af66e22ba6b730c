from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "broadhurst.capabilities.merging"
    label = "merging"

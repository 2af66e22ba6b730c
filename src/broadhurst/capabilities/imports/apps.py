from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "broadhurst.capabilities.imports"
    label = "imports"

from django.apps import AppConfig


class OcgImportsConfig(AppConfig):
    name = "broadhurst.capabilities.ocg_imports"
    label = "ocg_imports"

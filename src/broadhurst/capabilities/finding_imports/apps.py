from django.apps import AppConfig


class FindingImportsConfig(AppConfig):
    name = "broadhurst.capabilities.finding_imports"
    label = "finding_imports"

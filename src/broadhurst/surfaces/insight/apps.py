from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "broadhurst.surfaces.insight"
    label = "insight"

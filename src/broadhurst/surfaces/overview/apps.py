from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "broadhurst.surfaces.overview"
    label = "overview"

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "broadhurst.surfaces.oversight"
    label = "oversight"

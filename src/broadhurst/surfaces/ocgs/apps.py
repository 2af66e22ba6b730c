from django.apps import AppConfig


class OcgsConfig(AppConfig):
    name = "broadhurst.surfaces.ocgs"
    label = "ocgs"

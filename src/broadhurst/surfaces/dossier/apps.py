from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "broadhurst.surfaces.dossier"
    label = "dossier"

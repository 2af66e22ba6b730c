from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "broadhurst.surfaces.administration"
    label = "administration"

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "broadhurst.surfaces.home"
    label = "home"

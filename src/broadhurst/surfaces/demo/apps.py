from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "broadhurst.surfaces.demo"
    label = "demo"

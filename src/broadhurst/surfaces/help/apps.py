from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "broadhurst.surfaces.help"
    label = "help"

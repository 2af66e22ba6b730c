from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "broadhurst.capabilities.liaison"
    label = "liaison"

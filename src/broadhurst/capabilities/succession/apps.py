from django.apps import AppConfig


class SuccessionConfig(AppConfig):
    name = "broadhurst.capabilities.succession"
    label = "succession"

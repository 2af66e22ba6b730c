from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "broadhurst.capabilities.register"
    label = "register"

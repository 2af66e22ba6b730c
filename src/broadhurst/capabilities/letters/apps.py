from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "broadhurst.capabilities.letters"
    label = "letters"

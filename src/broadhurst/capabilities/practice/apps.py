from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "broadhurst.capabilities.practice"
    label = "practice"

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "broadhurst.capabilities.scoring"
    label = "scoring"

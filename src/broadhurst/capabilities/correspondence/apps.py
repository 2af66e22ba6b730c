from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "broadhurst.capabilities.correspondence"
    label = "correspondence"

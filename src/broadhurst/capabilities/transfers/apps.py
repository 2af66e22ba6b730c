from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "broadhurst.capabilities.transfers"
    label = "transfers"

from django.apps import AppConfig


class ClearanceConfig(AppConfig):
    name = "broadhurst.capabilities.clearance"
    label = "clearance"

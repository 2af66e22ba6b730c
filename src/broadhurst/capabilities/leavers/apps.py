from django.apps import AppConfig


class LeaversConfig(AppConfig):
    name = "broadhurst.capabilities.leavers"
    label = "leavers"

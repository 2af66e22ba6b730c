from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "broadhurst.foundation.access"
    label = "access"

from django.apps import AppConfig


class ArchivingConfig(AppConfig):
    name = "broadhurst.capabilities.archiving"
    label = "archiving"

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "broadhurst.capabilities.files"
    label = "files"

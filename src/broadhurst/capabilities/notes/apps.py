from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "broadhurst.capabilities.notes"
    label = "notes"

from django.apps import AppConfig


class RecordCopiesConfig(AppConfig):
    name = "broadhurst.foundation.record_copies"
    label = "record_copies"

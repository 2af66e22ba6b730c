from django.apps import AppConfig


class BulkChecksConfig(AppConfig):
    name = "broadhurst.capabilities.bulk_checks"
    label = "bulk_checks"

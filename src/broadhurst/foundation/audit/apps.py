from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "broadhurst.foundation.audit"
    label = "audit"

from django.apps import AppConfig


class AuditLogConfig(AppConfig):
    name = "broadhurst.capabilities.audit_log"
    label = "audit_log"

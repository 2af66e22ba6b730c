"""The address of the audit log."""

from django.urls import path

from broadhurst.capabilities.audit_log import pages

app_name = "audit_log"
urlpatterns = [path("audit-log/read-log/", pages.read_log_page, name="read_log")]

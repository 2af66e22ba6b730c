"""Pages of operations, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.operations import pages

app_name = "operations"
urlpatterns = [
    path("operations/", pages.list_page, name="operations"),
    path("operations/open-operation/", pages.open_operation_page, name="open_operation"),
    path("operations/<str:ref>/", pages.operation_page, name="operation"),
    path(
        "operations/<str:ref>/record-outcome/",
        pages.record_outcome_page,
        name="record_operation_outcome",
    ),
]

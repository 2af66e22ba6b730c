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
    path("operations/<str:ref>/edit/", pages.edit_operation_page, name="edit_operation"),
    path(
        "operations/<str:ref>/withdraw/", pages.withdraw_operation_page, name="withdraw_operation"
    ),
    path("outcomes/<str:ref>/correct/", pages.correct_outcome_page, name="correct_outcome"),
    path("outcomes/<str:ref>/withdraw/", pages.withdraw_outcome_page, name="withdraw_outcome"),
]

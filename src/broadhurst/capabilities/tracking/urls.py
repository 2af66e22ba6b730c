"""Addresses of the tracker."""

from django.urls import path

from broadhurst.capabilities.tracking import pages

ON_MILESTONE = {
    "edit": pages.edit_milestone_page,
    "complete": pages.complete_milestone_page,
    "reopen": pages.reopen_milestone_page,
    "withdraw": pages.withdraw_milestone_page,
}

app_name = "tracking"
urlpatterns = [
    path("tracker/", pages.board_page, name="board"),
    path("tracker/name-owners/", pages.name_owners_page, name="name_owners"),
    path("tracker/set-next-steps/", pages.set_next_steps_page, name="set_next_steps"),
    path("findings/", pages.findings_page, name="findings"),
    path("findings/<str:ref>/work/", pages.work_page, name="work"),
    path("findings/<str:ref>/set-next-step/", pages.set_next_step_page, name="set_next_step"),
    path("findings/<str:ref>/add-milestone/", pages.add_milestone_page, name="add_milestone"),
    path("milestones/<str:ref>/", pages.milestone_page, name="milestone"),
    *(
        path(f"milestones/<str:ref>/{verb}/", page, name=f"{verb}_milestone")
        for verb, page in ON_MILESTONE.items()
    ),
]

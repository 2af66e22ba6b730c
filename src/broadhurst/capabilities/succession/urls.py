"""URLs of successions."""

from django.urls import path

from broadhurst.capabilities.succession import pages

app_name = "succession"
urlpatterns = [
    path("administration/successions/", pages.list_page, name="successions"),
    path("administration/successions/plan/", pages.plan_succession_page, name="plan_succession"),
    path("administration/successions/<str:ref>/", pages.succession_page, name="succession"),
    path("administration/successions/<str:ref>/rehearse/", pages.rehearse_page, name="rehearse"),
    path("administration/successions/<str:ref>/carry-out/", pages.carry_out_page, name="carry_out"),
    path(
        "administration/successions/<str:ref>/withdraw/",
        pages.withdraw_succession_page,
        name="withdraw_succession",
    ),
]

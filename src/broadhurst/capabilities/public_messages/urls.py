"""Pages of messages to the public, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.public_messages import pages

ON_MESSAGE = {
    "edit": pages.edit_message_page,
    "clear": pages.clear_message_page,
    "publish": pages.publish_message_page,
    "schedule": pages.schedule_message_page,
    "unschedule": pages.unschedule_message_page,
    "correct": pages.correct_message_page,
    "withdraw": pages.withdraw_message_page,
}

app_name = "public_messages"
urlpatterns = [
    path("public-messages/", pages.list_page, name="messages"),
    path("public-messages/draft/", pages.draft_message_page, name="draft_message"),
    path("public-messages/<str:ref>/", pages.message_page, name="message"),
    *(
        path(f"public-messages/<str:ref>/{verb}/", page, name=verb)
        for verb, page in ON_MESSAGE.items()
    ),
]

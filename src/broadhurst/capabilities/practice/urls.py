"""Pages of practice notes, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.practice import pages

ON_NOTE = {
    "edit": pages.edit_note_page,
    "publish": pages.publish_note_page,
    "make-public": pages.make_note_public_page,
    "correct": pages.correct_note_page,
    "withdraw": pages.withdraw_note_page,
    "record-adoption": pages.record_adoption_page,
    "withdraw-adoption": pages.withdraw_adoption_page,
}

app_name = "practice"
urlpatterns = [
    path("practice-notes/", pages.list_page, name="notes"),
    path("practice-notes/write/", pages.write_note_page, name="write_note"),
    path("practice-notes/<str:ref>/", pages.note_page, name="note"),
    *(
        path(f"practice-notes/<str:ref>/{verb}/", page, name=verb.replace("-", "_"))
        for verb, page in ON_NOTE.items()
    ),
]

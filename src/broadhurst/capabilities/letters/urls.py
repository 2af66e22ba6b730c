"""Pages of letters, in the order of the user's journey."""

from django.urls import path

from broadhurst.capabilities.letters.pages import kept, letters

ON_LETTER = {
    "edit": letters.edit_letter_page,
    "add-recipient": letters.add_recipient_page,
    "ask-to-issue": letters.ask_to_issue_page,
    "return": letters.return_letter_page,
    "issue": letters.issue_letter_page,
    "correct": letters.correct_letter_page,
    "withdraw": letters.withdraw_letter_page,
}

app_name = "letters"
urlpatterns = [
    path("letters/", letters.list_page, name="letters"),
    path("letters/draft/", letters.draft_letter_page, name="draft_letter"),
    path("letters/templates/", kept.templates_page, name="templates"),
    path("letters/templates/write/", kept.write_template_page, name="write_template"),
    path("letters/templates/<str:ref>/", kept.template_page, name="template"),
    path("letters/templates/<str:ref>/edit/", kept.edit_template_page, name="edit_template"),
    path(
        "letters/templates/<str:ref>/withdraw/",
        kept.withdraw_template_page,
        name="withdraw_template",
    ),
    path("letters/house-style/", kept.house_style_page, name="house_style"),
    path("letters/house-style/set/", kept.set_house_style_page, name="set_house_style"),
    path("letters/signatories/add/", kept.add_signatory_page, name="add_signatory"),
    path("letters/signatories/<str:ref>/edit/", kept.edit_signatory_page, name="edit_signatory"),
    path(
        "letters/signatories/<str:ref>/withdraw/",
        kept.withdraw_signatory_page,
        name="withdraw_signatory",
    ),
    path("letters/pictures/<str:ref>/", kept.picture_page, name="picture"),
    path("letters/recipients/<str:ref>/edit/", letters.edit_recipient_page, name="edit_recipient"),
    path(
        "letters/recipients/<str:ref>/remove/",
        letters.remove_recipient_page,
        name="remove_recipient",
    ),
    path("letters/recipients/<str:ref>/letter.<str:form>", letters.copy_page, name="copy"),
    path("letters/<str:ref>/", letters.letter_page, name="letter"),
    path("letters/<str:ref>/letters.zip", letters.all_copies_page, name="all_copies"),
    *(
        path(f"letters/<str:ref>/{verb}/", page, name=verb.replace("-", "_"))
        for verb, page in ON_LETTER.items()
    ),
]

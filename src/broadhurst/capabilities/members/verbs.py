"""The verbs of members, at the API and the terminal."""

from broadhurst.capabilities.members.api import as_identifier, as_member
from broadhurst.capabilities.members.cli import added_member, checked, corrected, corrected_member
from broadhurst.capabilities.members.commands.add_identifier import (
    AddIdentifierForm,
    add_identifier,
)
from broadhurst.capabilities.members.commands.add_member import AddMemberForm, add_member
from broadhurst.capabilities.members.commands.edit_identifier import (
    EditIdentifierForm,
    edit_identifier,
)
from broadhurst.capabilities.members.commands.edit_member import EditMemberForm, edit_member
from broadhurst.capabilities.members.commands.remove_identifier import (
    RemoveIdentifierForm,
    remove_identifier,
)
from broadhurst.capabilities.members.commands.remove_member import RemoveMemberForm, remove_member
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.people import identifiers, members
from broadhurst.foundation.doors.verbs import Subject, Verb

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
MEMBER = Subject(
    "member", "/people/{ref}", lambda _actor: members(), lookup=lambda ref: {"person__ref": ref}
)
IDENTIFIER = Subject("identifier", "/identifiers/{ref}", lambda _actor: identifiers())

VERBS = (
    Verb(
        "add-member", AddMemberForm, add_member, OCG, "Add a person to an OCG", as_member,
        status=201, says=added_member
    ),
    Verb(
        "add-identifier", AddIdentifierForm, add_identifier, OCG, "Add an identifier",
        as_identifier, status=201, says=checked
    ),
    Verb(
        "edit-member", EditMemberForm, edit_member, MEMBER, "Correct a person's details",
        as_member, address="/people/{ref}/edit", says=corrected_member
    ),
    Verb(
        "remove-member", RemoveMemberForm, remove_member, MEMBER, "Remove a person from an OCG",
        as_member, address="/people/{ref}/remove", says=corrected
    ),
    Verb(
        "edit-identifier", EditIdentifierForm, edit_identifier, IDENTIFIER,
        "Correct an identifier", as_identifier, address="/identifiers/{ref}/edit", says=corrected
    ),
    Verb(
        "remove-identifier", RemoveIdentifierForm, remove_identifier, IDENTIFIER,
        "Remove an identifier", as_identifier, address="/identifiers/{ref}/remove", says=corrected
    ),
)  # fmt: skip

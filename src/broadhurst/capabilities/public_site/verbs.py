"""The verbs of public_site, at the API and the terminal."""

from broadhurst.capabilities.public_site.api import as_look, as_usual, as_welsh
from broadhurst.capabilities.public_site.commands import (
    edit_welsh,
    publish_welsh,
    remove_look,
    set_look,
    withdraw_welsh,
    write_welsh,
)
from broadhurst.capabilities.public_site.queries.welsh import welsh_versions
from broadhurst.foundation.doors.verbs import Subject, Verb

VERSION = Subject("version", "/welsh-versions/{ref}", lambda _actor: welsh_versions())

VERBS = (
    Verb(
        "set-look", set_look.SetLookForm, set_look.set_look, None,
        "Set the colour of your public pages", as_look, address="/public-site/look",
        says="The public pages of {0.agency} have the colour {0.colour}.".format,
    ),
    Verb(
        "remove-look", remove_look.RemoveLookForm, remove_look.remove_look, None,
        "Remove the colour", as_usual, address="/public-site/look/remove",
        says="{} has the usual look.".format
    ),
    Verb(
        "write-welsh", write_welsh.WriteWelshForm, write_welsh.write_welsh, None,
        "Write a Welsh version", as_welsh, status=201, address="/welsh-versions",
        says="Welsh version {.ref} is a draft. Another officer publishes it.".format,
    ),
    Verb(
        "edit-welsh", edit_welsh.EditWelshForm, edit_welsh.edit_welsh, VERSION,
        "Edit a Welsh version", as_welsh, address="/welsh-versions/{ref}/edit",
        says="The draft of Welsh version {.ref} is saved.".format,
    ),
    Verb(
        "publish-welsh", publish_welsh.PublishWelshForm, publish_welsh.publish_welsh, VERSION,
        "Publish a Welsh version", as_welsh, address="/welsh-versions/{ref}/publish",
        says="Welsh version {.ref} is on the public site.".format,
    ),
    Verb(
        "withdraw-welsh", withdraw_welsh.WithdrawWelshForm, withdraw_welsh.withdraw_welsh, VERSION,
        "Withdraw a Welsh version", as_welsh, address="/welsh-versions/{ref}/withdraw",
        says="Welsh version {.ref} is withdrawn.".format,
    ),
)  # fmt: skip

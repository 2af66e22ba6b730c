"""The verbs of correspondence, at the API and the terminal."""

from broadhurst.capabilities.correspondence.api import as_item
from broadhurst.capabilities.correspondence.commands import (
    correct_correspondence,
    record_correspondence,
    withdraw_correspondence,
)
from broadhurst.capabilities.correspondence.queries import items
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.foundation.doors.verbs import Subject, Verb

RESPONSE = Subject("response", "/responses/{ref}", lambda _actor: responses())
ITEM = Subject("item", "/correspondence/{ref}", lambda _actor: items())

VERBS = (
    Verb(
        "record-correspondence", record_correspondence.RecordCorrespondenceForm,
        record_correspondence.record_correspondence, RESPONSE,
        "Record correspondence about a response", as_item, status=201,
        address="/responses/{ref}/correspondence",
        says="Item {.ref} is recorded.".format,
    ),
    Verb(
        "correct-correspondence", correct_correspondence.CorrectCorrespondenceForm,
        correct_correspondence.correct_correspondence, ITEM, "Correct an item of correspondence",
        as_item, address="/correspondence/{ref}/correct",
        says="Item {.ref} is corrected.".format,
    ),
    Verb(
        "withdraw-correspondence", withdraw_correspondence.WithdrawCorrespondenceForm,
        withdraw_correspondence.withdraw_correspondence, ITEM,
        "Withdraw an item of correspondence", as_item, address="/correspondence/{ref}/withdraw",
        says="Item {.ref} is withdrawn.".format,
    ),
)  # fmt: skip

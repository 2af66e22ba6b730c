"""The verbs of imports, at the API and the terminal."""

from broadhurst.capabilities.imports.api import as_import
from broadhurst.capabilities.imports.commands.discard import DiscardImportForm, discard_import
from broadhurst.capabilities.imports.commands.map_columns import MapImportForm, map_import
from broadhurst.capabilities.imports.commands.run import RunImportForm, run_import
from broadhurst.capabilities.imports.commands.send import SendImportForm, send_import
from broadhurst.capabilities.imports.commands.undo import UndoImportForm, undo_import
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.imports.schemas import in_words
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
UPLOAD = Subject("upload", "/imports/{ref}", lambda _actor: imports(), called="import")

VERBS = (
    Verb(
        "send-import", SendImportForm, send_import, OCG,
        "Send a spreadsheet of people and identifiers", as_import, status=201,
        address="/ocgs/{ref}/import", says=in_words
    ),
    Verb(
        "map-import", MapImportForm, map_import, UPLOAD,
        "Say what each column holds, and check the rows", as_import, address="/imports/{ref}/map",
        says=in_words
    ),
    Verb(
        "run-import", RunImportForm, run_import, UPLOAD, "Add every row", as_import,
        address="/imports/{ref}/run", says=in_words
    ),
    Verb(
        "undo-import", UndoImportForm, undo_import, UPLOAD, "Remove what an import added",
        as_import, address="/imports/{ref}/undo", says=in_words
    ),
    Verb(
        "discard-import", DiscardImportForm, discard_import, UPLOAD, "Discard a spreadsheet",
        as_import, address="/imports/{ref}/discard", says=in_words
    ),
)  # fmt: skip

"""The verbs of ocg_imports, at the API and the terminal."""

from broadhurst.capabilities.ocg_imports.commands.discard import DiscardOcgsForm, discard_ocgs
from broadhurst.capabilities.ocg_imports.commands.map_columns import MapOcgsForm, map_ocgs
from broadhurst.capabilities.ocg_imports.commands.run import RunOcgsForm, run_ocgs
from broadhurst.capabilities.ocg_imports.commands.send import SendOcgsForm, send_ocgs
from broadhurst.capabilities.ocg_imports.commands.undo import UndoOcgsForm, undo_ocgs
from broadhurst.capabilities.ocg_imports.queries.imports import ocg_imports
from broadhurst.capabilities.ocg_imports.schemas import as_import, summary_of
from broadhurst.foundation.doors.verbs import Subject, Verb

UPLOAD = Subject("upload", "/ocg-imports/{ref}", lambda _actor: ocg_imports(), called="import")

VERBS = (
    Verb(
        "send-ocgs", SendOcgsForm, send_ocgs, None, "Send a spreadsheet of OCGs", as_import,
        status=201, address="/import-ocgs", says=summary_of
    ),
    Verb(
        "map-ocgs", MapOcgsForm, map_ocgs, UPLOAD,
        "Say what each column holds, and check the rows", as_import,
        address="/ocg-imports/{ref}/map", says=summary_of
    ),
    Verb(
        "run-ocgs", RunOcgsForm, run_ocgs, UPLOAD, "Add every OCG", as_import,
        address="/ocg-imports/{ref}/run", says=summary_of
    ),
    Verb(
        "undo-ocgs", UndoOcgsForm, undo_ocgs, UPLOAD, "Remove the OCGs that an import added",
        as_import, address="/ocg-imports/{ref}/undo", says=summary_of
    ),
    Verb(
        "discard-ocgs", DiscardOcgsForm, discard_ocgs, UPLOAD, "Discard a spreadsheet of OCGs",
        as_import, address="/ocg-imports/{ref}/discard", says=summary_of
    ),
)  # fmt: skip

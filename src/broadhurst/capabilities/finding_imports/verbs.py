"""The verbs of finding_imports, at the API and the terminal."""

from broadhurst.capabilities.finding_imports.api import as_import
from broadhurst.capabilities.finding_imports.commands.discard import (
    DiscardFindingsForm,
    discard_findings,
)
from broadhurst.capabilities.finding_imports.commands.map_columns import (
    MapFindingsForm,
    map_findings,
)
from broadhurst.capabilities.finding_imports.commands.run import RunFindingsForm, run_findings
from broadhurst.capabilities.finding_imports.commands.send import SendFindingsForm, send_findings
from broadhurst.capabilities.finding_imports.commands.undo import UndoFindingsForm, undo_findings
from broadhurst.capabilities.finding_imports.queries.imports import finding_imports
from broadhurst.capabilities.imports.schemas import in_words
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.foundation.doors.verbs import Subject, Verb

REPORT = Subject("report", "/reports/{ref}", lambda _actor: reports())
UPLOAD = Subject(
    "upload", "/finding-imports/{ref}", lambda _actor: finding_imports(), called="import"
)

VERBS = (
    Verb(
        "send-findings", SendFindingsForm, send_findings, REPORT, "Send a spreadsheet of findings",
        as_import, status=201, address="/reports/{ref}/import-findings", says=in_words
    ),
    Verb(
        "map-findings", MapFindingsForm, map_findings, UPLOAD,
        "Say what each column holds, and check the rows", as_import,
        address="/finding-imports/{ref}/map", says=in_words
    ),
    Verb(
        "run-findings", RunFindingsForm, run_findings, UPLOAD, "Add every finding", as_import,
        address="/finding-imports/{ref}/run", says=in_words
    ),
    Verb(
        "undo-findings", UndoFindingsForm, undo_findings, UPLOAD, "Remove what an import added",
        as_import, address="/finding-imports/{ref}/undo", says=in_words
    ),
    Verb(
        "discard-findings", DiscardFindingsForm, discard_findings, UPLOAD, "Discard a spreadsheet",
        as_import, address="/finding-imports/{ref}/discard", says=in_words
    ),
)  # fmt: skip

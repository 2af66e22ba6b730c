"""The verbs of bulk checks, at the API and the terminal."""

from broadhurst.capabilities.bulk_checks.api.checks import as_bulk
from broadhurst.capabilities.bulk_checks.cli.checks import in_words
from broadhurst.capabilities.bulk_checks.commands.cancel import (
    CancelBulkCheckForm,
    cancel_bulk_check,
)
from broadhurst.capabilities.bulk_checks.commands.map import MapBulkCheckForm, map_bulk_check
from broadhurst.capabilities.bulk_checks.commands.start import StartBulkCheckForm, start_bulk_check
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks
from broadhurst.foundation.doors.verbs import Subject, Verb

BULK = Subject("bulk", "/deconfliction/bulk-checks/{ref}", lambda _actor: bulk_checks())

VERBS = (
    Verb(
        "map-bulk-check", MapBulkCheckForm, map_bulk_check, BULK, "Choose what each column holds",
        as_bulk, address="/deconfliction/bulk-checks/{ref}/map", says=in_words
    ),
    Verb(
        "start-bulk-check", StartBulkCheckForm, start_bulk_check, BULK, "Start a bulk check",
        as_bulk, address="/deconfliction/bulk-checks/{ref}/start", says=in_words
    ),
    Verb(
        "cancel-bulk-check", CancelBulkCheckForm, cancel_bulk_check, BULK, "Cancel a bulk check",
        as_bulk, address="/deconfliction/bulk-checks/{ref}/cancel", says=in_words
    ),
)  # fmt: skip

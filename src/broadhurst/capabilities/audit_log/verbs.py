"""The verb of the audit log, at the API and the terminal."""

from broadhurst.capabilities.audit_log.api import as_page
from broadhurst.capabilities.audit_log.cli import in_lines
from broadhurst.capabilities.audit_log.commands.read_log import ReadLogForm, read_log
from broadhurst.foundation.doors.verbs import Verb

VERBS = (
    Verb(
        "read-log", ReadLogForm, read_log, None,
        "Read who did what and when in your organisation (auditors)", as_page,
        address="/audit-log/read-log", says=in_lines,
    ),
)  # fmt: skip

"""Record an import's progress while its transaction runs, and read it in another one.

No other transaction sees its rows before it commits. PostgreSQL shows the name of a session at
once, to sessions of the same role.
"""

from broadhurst.foundation.database.prepared import send

NAME = "import-ocgs {} {}"
SHOWN = "SELECT application_name FROM pg_stat_activity WHERE application_name LIKE %s"


def note_progress(ref: str, percent: int) -> None:
    """Show how far the import of this session is. The name goes with the session."""
    send("SELECT set_config('application_name', %s, true)", [NAME.format(ref, percent)])


def progress_of(ref: str) -> int:
    """Return how many percent of an import are done, or 0 if no session runs it."""
    rows = send(SHOWN, [NAME.format(ref, "%")]).rows()
    return max((int(name.split()[-1]) for (name,) in rows), default=0)

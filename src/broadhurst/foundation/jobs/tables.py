"""Procrastinate's tables, and whether this database role may use them."""

from django.db import connection

TABLES = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)
SEQUENCES = (
    "procrastinate_jobs_id_seq",
    "procrastinate_events_id_seq",
    "procrastinate_periodic_defers_id_seq",
)
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE")
MAY_USE = """
SELECT bool_and(to_regclass(name) IS NOT NULL),
       bool_and(has_table_privilege(to_regclass(name), right_needed)),
       (SELECT bool_and(has_sequence_privilege(to_regclass(one), 'USAGE'))
        FROM unnest(%(sequences)s::text[]) AS one),
       current_user
FROM unnest(%(tables)s::text[]) AS name, unnest(%(rights)s::text[]) AS right_needed
"""


def grants(role: str) -> str:
    """Return the SQL that lets a role run jobs. It owns nothing, so it needs each right."""
    return (
        f"GRANT {', '.join(RIGHTS)} ON {', '.join(TABLES)} TO {role};"
        f" GRANT USAGE, SELECT ON {', '.join(SEQUENCES)} TO {role};"
    )


def objection() -> str:
    """Return why this database role cannot run jobs; empty if it can."""
    with connection.cursor() as cursor:
        names = {"tables": list(TABLES), "sequences": list(SEQUENCES), "rights": list(RIGHTS)}
        cursor.execute(MAY_USE, names)
        are_there, may_use_tables, may_use_sequences, role = cursor.fetchone()
    if not are_there:
        return "The database is not up to date. Run: broadhurst migrate"
    if may_use_tables and may_use_sequences:
        return ""
    return (
        f"The database role “{role}” may not use the tables of jobs, so no job can run. "
        f"Run this as the tables' owner: {grants(role)}"
    )

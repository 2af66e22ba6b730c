"""The version of the encoding. Importing this module loads no compiler."""

# Increase this when equal records would encode differently. The database index of entries with an
# older version contains this number, so a new version needs a migration.
VERSION = 11

"""The version of the encoding, apart from it: whoever only stores the number loads no compiler."""

# Raised when equal records would encode differently. The index of entries of older versions is
# made for this number, so a new one needs a migration.
VERSION = 9

"""Settings, URLs, the database, and the `broadhurst` command."""

import warnings

# The embedded server keeps its lock in the user's runtime folder, or in /tmp if there is none (in a
# container, or for root). Both work, so hide the warning.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")

"""Settings, addresses, the store, and the `broadhurst` command."""

import warnings

# The embedded server keeps its lock in the user's runtime folder, or in /tmp where nobody has made
# one (a container, root): either will do, so nobody needs to be told.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")

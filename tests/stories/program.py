"""`python -m tests.stories.program` is `broadhurst`, but passwords are quick to check."""

import tests.quick_passwords  # noqa: F401 - changes the hasher
from broadhurst.__main__ import main

if __name__ == "__main__":
    main()

"""`python -m broadhurst` is the `broadhurst` command."""

from broadhurst.config.cli import main

main()

"""Read organisations and people, shared by the pages, the API and the CLI."""

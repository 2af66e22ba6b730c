"""Read a spreadsheet of findings. Pure."""

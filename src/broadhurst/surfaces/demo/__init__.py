"""The made-up region of `make demo`."""

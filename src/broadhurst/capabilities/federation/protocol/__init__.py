"""Private set intersection and hub tokens: the cryptography, without Django."""

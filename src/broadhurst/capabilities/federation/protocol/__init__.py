"""Hub tokens: the cryptography, without Django."""

"""The matcher's benchmarks. README.md says what each measures."""

"""Work that a page does not wait for, and work that the clock starts. Procrastinate runs it.

`registry` registers and starts jobs, `lateness` says which are late, and `worker` runs them.
"""

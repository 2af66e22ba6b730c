"""The collector of garbage in a process that lives long or makes much."""

import gc

AT_A_TIME = (5_000, 20, 100)  # objects made before the youngest are looked through; then rounds


def leave_what_is_loaded() -> None:
    """Look through what is made from now on alone, and less often.

    What was loaded stays, and what a request or a step makes goes with it: to look through all of
    it again and again took a fifth of the time, and now and then a tenth of a second at once.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*AT_A_TIME)

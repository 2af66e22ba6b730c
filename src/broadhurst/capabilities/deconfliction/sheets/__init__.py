"""Tables that officers bring and take away: read, understood and written. Pure.

`read` takes a file as it is sent, `columns` guesses what each column holds, `rows` reads one row,
and `write` gives rows back so that no spreadsheet takes a cell for a formula.
"""

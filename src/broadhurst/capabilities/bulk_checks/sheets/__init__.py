"""Read and write the spreadsheets of bulk checks. Pure.

`read` parses a file, `columns` guesses what each column holds, and `rows` reads one row. `write`
returns rows so that no spreadsheet program runs a cell as a formula.
"""

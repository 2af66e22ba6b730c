"""Find a marking above OFFICIAL-SENSITIVE in a file: in its texts, not in its pictures.

`find` decides what a file is. `plain` reads texts and older Office files, `zipped` those that are
ZIP archives of XML (`xml_text`), `pdf` those of pages, `rich_text` RTF
and `mail` emails. All but `plain` read in a
process of their own (`reader`), so that a hostile file can take no more than its time and memory.
"""

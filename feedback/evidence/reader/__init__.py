"""Reads tables of evidence (.csv, .csv.gz, .tsv, .xlsx), row by row, whatever state they come in. Pure.

`sniff` says what a file looks like, `read_through` what only the whole of it tells, `rows` gives its rows,
`read_item` says what a row means under a mapping, `row_key` and `is_repeat` which rows came before, and
`bad_rows_csv` gives back the rows to mend.
"""

from .bad_rows import bad_rows_csv
from .dates import DateOrder, DateVotes
from .duplicates import deduplicate, is_repeat, row_key
from .header import MARKERS, find_column
from .items import LONGEST_TEXT, BadRow, Empty, Item, read_item
from .mapping import ColumnMapping, lookup, lookup_key
from .scale import RatingScale, guess_scale
from .shape import LIMITS, FileShape, Limits, Problem, Row, Sheet, Source, Unreadable, UnsupportedKind
from .suggest import Suggestion, guess_mapping
from .table import ReadThrough, read_through, rows, sniff
from .values import clean_text

__all__ = [
    "LIMITS",
    "LONGEST_TEXT",
    "MARKERS",
    "BadRow",
    "ColumnMapping",
    "DateOrder",
    "DateVotes",
    "Empty",
    "FileShape",
    "Item",
    "Limits",
    "Problem",
    "RatingScale",
    "ReadThrough",
    "Row",
    "Sheet",
    "Source",
    "Suggestion",
    "Unreadable",
    "UnsupportedKind",
    "bad_rows_csv",
    "clean_text",
    "deduplicate",
    "find_column",
    "guess_mapping",
    "guess_scale",
    "is_repeat",
    "lookup",
    "lookup_key",
    "read_item",
    "read_through",
    "row_key",
    "rows",
    "sniff",
]

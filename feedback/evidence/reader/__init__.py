"""Reads tables of evidence (.csv, .csv.gz, .tsv, .xlsx), row by row, whatever state they come in. Pure.

`sniff` says what a file looks like, `read_through` what only the whole of it tells, `rows` gives its rows,
`read_item` says what a row means under a mapping, `row_key` and `is_repeat` which rows came before, and
`bad_rows_csv` gives back the rows to mend.
"""

from feedback.tables.folding import lookup_key
from feedback.tables.header import find_column
from feedback.tables.limits import LIMITS, Limits, Sheet, Source, Unreadable, UnsupportedKind
from feedback.tables.values import clean_text

from .bad_rows import bad_rows_csv
from .choices import Choice
from .columns import ColumnProfile, Profile, profile
from .dates import DateOrder, DateVotes
from .duplicates import deduplicate, is_repeat, row_key
from .heading import MARKERS
from .items import LONGEST_TEXT, BadRow, Empty, Item, Piece, attribute_of, read_item
from .mapping import ALL_TEXTS, OWN, ColumnMapping, RatingColumn, SegmentColumn, lookup
from .neighbours import ONCE, Proposed, Role
from .proposal import Known, propose, spellings_of
from .ratings import likely_scale
from .scale import RatingScale, Scale, WordScale, guess_scale, parse_scale
from .shape import CrossTable, FileShape, Problem, Row
from .table import ReadThrough, read_through, refuse_early, rows, sniff
from .tools import TOOLS

__all__ = [
    "ALL_TEXTS",
    "LIMITS",
    "LONGEST_TEXT",
    "MARKERS",
    "ONCE",
    "OWN",
    "TOOLS",
    "BadRow",
    "Choice",
    "ColumnMapping",
    "ColumnProfile",
    "CrossTable",
    "DateOrder",
    "DateVotes",
    "Empty",
    "FileShape",
    "Item",
    "Known",
    "Limits",
    "Piece",
    "Problem",
    "Profile",
    "Proposed",
    "RatingColumn",
    "RatingScale",
    "ReadThrough",
    "Role",
    "Row",
    "Scale",
    "SegmentColumn",
    "Sheet",
    "Source",
    "Unreadable",
    "UnsupportedKind",
    "WordScale",
    "attribute_of",
    "bad_rows_csv",
    "clean_text",
    "deduplicate",
    "find_column",
    "guess_scale",
    "is_repeat",
    "likely_scale",
    "lookup",
    "lookup_key",
    "parse_scale",
    "profile",
    "propose",
    "read_item",
    "read_through",
    "refuse_early",
    "row_key",
    "rows",
    "sniff",
    "spellings_of",
]

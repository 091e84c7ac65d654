"""Tables people bring (.csv, .csv.gz, .tsv, .xlsx): what they are written in, and their records. Pure."""

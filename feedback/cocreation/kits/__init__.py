"""Kits: a journey with its questionnaires, the organisation's codebook and its tone rules as one file, without answers.

`format` says what stands in the file, `packing` makes one of an organisation, `taking` brings one into another.
"""

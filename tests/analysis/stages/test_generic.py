from __future__ import annotations

import tomllib
from importlib.resources import files

from feedback.analysis.codebook.patterns import parse_pattern
from feedback.analysis.stages.generic import as_codebook, generic_stages
from feedback.analysis.text import LANGUAGES


def test_every_generic_stage_has_words_in_every_language() -> None:
    lacking = [
        f"{stage.code} {lang}"
        for stage in generic_stages()
        for lang in LANGUAGES
        if not stage.vocabularies[lang].phrases or not all(stage.vocabularies[lang].phrases)
    ]
    assert lacking == []


def test_every_entry_can_be_read_and_every_stand_in_exists() -> None:
    codes = {stage.code for stage in generic_stages()}
    for stage in generic_stages():
        assert sorted(set(stage.within) - codes) == []
        for lang in LANGUAGES:
            for entry in stage.vocabularies[lang].phrases:
                parse_pattern(entry, {})


def test_the_file_holds_nothing_that_is_not_read() -> None:
    text = (files("feedback.analysis.stages") / "vocabulary.toml").read_text(encoding="utf-8")
    keys = {key for table in tomllib.loads(text).values() for key in table}
    assert keys == {"called", "within", *LANGUAGES}


def test_the_codebook_form_keeps_the_order() -> None:
    assert [theme.id for theme in as_codebook().themes] == [stage.code for stage in generic_stages()]

from __future__ import annotations

from feedback.analysis.stages import StageWords
from feedback.analysis.stages.generic import generic_stages
from feedback.analysis.stages.naming import generic_of, own_words

STAY = StageWords("s3", {"es": "La estancia"}, {"es": "Disfrutar del hotel"}, [{"es": "Piscinas"}])


def taken_by(*stages: StageWords) -> dict[str, str]:
    codes = [generic.code for generic in generic_stages()]
    return {codes[place]: "+".join(stages[one].code for one in takers) for place, takers in generic_of(stages).items()}


def test_words_weigh_by_where_they_stand() -> None:
    assert STAY.said() == {"estancia": 1.0, "piscinas": 0.6, "piscina": 0.6, "disfrutar": 0.3, "hotel": 0.3}
    assert StageWords("check-in", {"es": "Registro"}).said() == {"registro": 1.0, "check": 0.6}


def test_words_that_most_stages_share_are_nobodys_own() -> None:
    one, two, three = (
        StageWords(code, {"es": f"Hotel {name}"}) for code, name in zip("abc", ("uno", "dos", "tres"), strict=True)
    )
    assert [("hotel" in own) for own in own_words([one, two, three])] == [False, False, False]


def test_a_generic_stage_goes_to_the_stage_that_names_it() -> None:
    arrival = StageWords("s2", {"es": "Llegada y check-in"})
    taken = taken_by(arrival, STAY)
    assert taken["arrival"] == "s2"
    assert taken["stay"] == "s3"


def test_words_of_a_stage_the_journey_lacks_go_to_its_stand_in() -> None:
    table = StageWords("s4", {"en": "Breakfast and dinner"})
    assert taken_by(STAY)["food"] == "s3"
    assert taken_by(STAY, table)["food"] == "s4"
    assert "exam" not in taken_by(STAY)


def test_stages_that_are_named_equally_share_the_words() -> None:
    morning, evening = StageWords("s5", {"es": "El desayuno"}), StageWords("s6", {"es": "La cena"})
    assert taken_by(STAY, morning, evening)["food"] == "s5+s6"


def test_names_in_any_language_are_understood() -> None:
    assert taken_by(StageWords("x", {"en": "Discharge"}))["discharge"] == "x"
    assert taken_by(StageWords("x", {"pt": "Chegada"}))["arrival"] == "x"
    assert taken_by(StageWords("x", {"es": "Facturación"}))["payment"] == "x"

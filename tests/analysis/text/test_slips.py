from __future__ import annotations

import pytest

from feedback.analysis.text.slips import Speller, in_dictionary

ES = Speller(["habitacion", "excelente", "medico", "servicio", "cancelado", "cancelada", "sucio", "telefono"], "es")
EN = Speller(["appointment", "friendly", "delayed", "receptionist"], "en")
PT = Speller(["atendimento", "demora", "funcionarios"], "pt")


@pytest.mark.parametrize(
    ("speller", "written", "meant"),
    [
        (ES, "habitacoin", "habitacion"),
        (ES, "exelente", "excelente"),
        (ES, "excellente", "excelente"),
        (ES, "sevicio", "servicio"),
        (ES, "telfono", "telefono"),
        (EN, "freindly", "friendly"),
        (EN, "apointment", "appointment"),
        (EN, "receptionnist", "receptionist"),
        (PT, "atendimeto", "atendimento"),
    ],
)
def test_one_slip_in_a_longer_word_is_forgiven(speller: Speller, written: str, meant: str) -> None:
    assert speller.correct(written) == meant


@pytest.mark.parametrize(
    ("speller", "written"),
    [
        (ES, "excelente"),  # right
        (ES, "sucoi"),  # too short
        (ES, "cancelade"),  # could be two
        (ES, "mexico"),  # a name
        (ES, "medica"),  # another word
        (ES, "servicios"),  # a plural
        (ES, "habytacoin"),  # two slips
        (EN, "delays"),  # in the dictionary
        (PT, "demorar"),  # in the dictionary
        (EN, "b4delayed"),  # no word
    ],
)
def test_what_could_be_something_else_stays(speller: Speller, written: str) -> None:
    assert speller.correct(written) is None


def test_a_dictionary_word_is_known_without_its_accents() -> None:
    assert [in_dictionary(word, "es") for word in ("aplicacion", "aplicación", "xaplicacion")] == [True, True, False]
    assert [in_dictionary(word, "pt") for word in ("solucao", "solução", "zolucao")] == [True, True, False]

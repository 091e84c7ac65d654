"""From weighed words to scores and labels."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.records import Sentiment
from feedback.analysis.sentiment import NEGATIVE_BELOW, POSITIVE_ABOVE, score, score_comment, score_span
from feedback.analysis.text import LANGUAGES, split_mentions

# Written for this test, none taken from a corpus: complaints without a word of emotion, praise, wishes, neither.
SAYS = {
    ("es", "neg"): [
        "Tardaron tres horas en atendernos",
        "No contestan el teléfono",
        "Sigo esperando una respuesta",
        "Se rompió al segundo día",
        "La aplicación no funciona",
        "No había toallas",
        "Debería haber más sillas en la sala",
        "Ojalá abrieran los sábados",
        "Nadie nos avisó del cambio",
        "Carísimo para lo que es",
        "El trato fue poco amable",
        "Nunca más",
        "La comida era buena pero tuvimos que esperar dos horas y estaba todo sucio",
        "😡😡",
        "Las camas podrían ser más cómodas",
        "Más información sería buena",
        "Gracias por nada",
        "Más aparcamiento",
    ],
    ("es", "pos"): [
        "Muy amables y rápidos",
        "¡Buenísimo todo!",
        "Sin ningún problema, volveré",
        "No puedo quejarme, todo perfecto",
        "Nunca falla",
        "El chavo que nos atendió, muy chido",
        "Me encantó",
        "Aunque tardaron un poco, el servicio fue excelente",
        "👍",
        "No podría ser mejor",
        "No cambiaría nada",
    ],
    ("es", "neu"): ["Fuimos el martes por la mañana", "¿A qué hora abren?", "Compré dos billetes", "Buenos días"],
    ("en", "neg"): [
        "Nobody answered the phone",
        "We had to wait for an hour",
        "Still waiting for my refund",
        "It broke after two days",
        "The app doesn't work",
        "There were no towels",
        "Could do with more chairs",
        "Better signage",
        "The beds could be more comfortable",
        "More parking",
        "Would be nice if there were more fans",
        "Thanks for nothing",
        "Not good at all",
        "The room was lovely but the staff were rude and the bed was dirty",
    ],
    ("en", "pos"): [
        "Very kind and quick",
        "Couldn't have been better",
        "No complaints, lovely staff",
        "Nothing was too much trouble",
        "Amaaazing!",
        "Couldn't have asked for better care",
        "I can't thank the team enough",
        "Nothing, the service was really good",
        "Although we waited a little, the care was excellent",
    ],
    ("en", "neu"): ["We went on Tuesday", "The bus stops there", "Good morning"],
    ("pt", "neg"): [
        "Demoraram três horas",
        "Ninguém atende o telefone",
        "Ainda estou esperando resposta",
        "Quebrou no segundo dia",
        "Não funciona",
        "Não tinha toalhas",
        "Deveria ter mais cadeiras",
        "Péssimo atendimento",
        "As camas poderiam ser mais confortáveis",
        "Mais estacionamento",
        "Obrigado por nada",
        "O quarto era bonito, mas estava sujo e o chuveiro não funcionava",
    ],
    ("pt", "pos"): ["Muito simpáticos e rápidos", "Adorei!", "Não tenho do que reclamar", "Tudo ótimo, recomendo"],
    ("pt", "neu"): ["Fomos na terça de manhã", "Bom dia", "Comprei dois bilhetes"],
}


@pytest.mark.parametrize(
    ("lang", "label", "text"), [(lang, label, text) for (lang, label), texts in SAYS.items() for text in texts]
)
def test_labels(lang: str, label: str, text: str) -> None:
    assert (text, score(text, lang).label) == (text, label)


def test_the_words_that_made_the_score_are_named() -> None:
    found = score("Muy amables, pero no contestan.", "es")
    assert [word.text for word in found.words] == ["amables", "no contestan"]
    assert [word.weight for word in found.words] == [pytest.approx(3.9), -3.0]


def test_the_score_is_the_balance_of_good_and_bad() -> None:
    assert score("amable", "es").score == pytest.approx(3 / (3 + 3))
    assert score("amable, malo", "es").score == pytest.approx((3 - 2) / (3 + 2 + 3))
    assert score("mesa", "es") == Sentiment("neu", 0.0, ())


def test_mentions_are_read_one_by_one_and_weighed_together() -> None:
    text = "El desayuno bueno, pero la cola malísima"
    spans = split_mentions(text, "es")
    comment, mentions = score_comment(text, spans, "es")
    assert [mention.label for mention in mentions] == ["pos", "neg"]
    assert mentions == tuple(score_span(text, span, "es") for span in spans)
    good, bad = 2.0 * 0.75, (0.5 + 2 * 1.3) * 1.25
    assert comment.score == pytest.approx((good - bad) / (good + bad + 3))
    assert comment.words == mentions[0].words + mentions[1].words


def test_a_blank_comment_feels_nothing() -> None:
    assert score_comment("  ", [], "es") == (Sentiment("neu", 0.0, ()), ())


@settings(max_examples=60)
@given(st.text(alphabet="no es buenmal!¿?😡👍,.\n:)pero") | st.text(), st.sampled_from(LANGUAGES))
def test_scores_stay_in_range_and_agree_with_their_label(text: str, lang: str) -> None:
    found = score(text, lang)
    assert -1 < found.score < 1
    assert found.label == ("pos" if found.score > POSITIVE_ABOVE else "neg" if found.score < NEGATIVE_BELOW else "neu")
    assert all(-4 <= word.weight <= 4 and word.text for word in found.words)

"""A questionnaire that holds every kind of question, with every setting that changes what people see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from feedback.surveys.document import Questionnaire
from feedback.surveys.reading import read

Texts = Mapping[str, str]
LANGUAGES = ("es", "en", "pt")
COUNTRIES = "Argentina Bolivia Brasil Chile Colombia Cuba Ecuador España México Panamá Paraguay Perú Uruguay Venezuela"


def said(es: str, en: str = "", pt: str = "") -> Texts:
    """A text in three languages; where one is left out it reads as in Spanish."""
    return {"es": es, "en": en or es, "pt": pt or es}


def options(**texts: Texts) -> list[dict[str, Any]]:
    return [{"code": code, "text": text} for code, text in texts.items()]


def numbered(texts: Mapping[int, Texts]) -> list[dict[str, Any]]:
    """Words for points of a scale."""
    return [{"code": str(point), "text": text} for point, text in texts.items()]


def asked(code: str, kind: str, text: Texts, **parts: Any) -> dict[str, Any]:
    """One question as JSON values; its id follows from its code, so that it is the same in every run."""
    return {"id": str(uuid5(NAMESPACE_URL, f"question:{code}")), "code": code, "kind": kind, "text": text, **parts}


WORDS = {
    1: said("Muy mal", "Very bad", "Muito ruim"),
    2: said("Mal", "Bad", "Ruim"),
    3: said("Regular", "So-so", "Regular"),
    4: said("Bien", "Good", "Bom"),
    5: said("Muy bien", "Very good", "Muito bom"),
}
THINGS = options(
    price=said("El precio", "The price", "O preço"),
    speed=said("La rapidez", "How fast it was", "A rapidez"),
    care=said("El trato de las personas", "How people treated you", "O atendimento das pessoas"),
    clear=said("La claridad de lo que se promete", "How clear the promise is", "A clareza do que se promete"),
)
MOMENTS = options(
    before=said("Antes de la visita", "Before the visit", "Antes da visita"),
    during=said("Durante la visita", "During the visit", "Durante a visita"),
    after=said("Después, al pagar", "Afterwards, when paying", "Depois, ao pagar"),
)


def scales() -> list[dict[str, Any]]:
    """Kinds answered with a number on a scale."""
    low, high = said("muy poco", "very little", "muito pouco"), said("muchísimo", "a great deal", "muitíssimo")
    help_text = said("Piensa en tu última visita.", "Think of your last visit.", "Pense na sua última visita.")
    na = {"not_applicable": True}
    return [
        asked("nps", "nps", said("¿Nos recomendarías?", "Would you recommend us?", "Você nos recomendaria?")),
        asked(
            "faces", "csat", said("¿Cómo te fue?", "How did it go?", "Como foi?"), help=help_text, settings=na,
            required=True,
        ),
        asked(
            "stars", "csat", said("¿Qué tal el técnico?", "How was the technician?", "Como foi o técnico?"),
            settings={"look": "stars"},
        ),
        asked(
            "words", "csat", said("¿Y la limpieza?", "And the cleaning?", "E a limpeza?"),
            settings={"look": "words", **na}, choices=numbered(WORDS),
        ),
        asked("ces", "ces", said("¿Fue fácil pedir cita?", "Was it easy to book?", "Foi fácil marcar?"), settings=na),
        asked(
            "effort", "ces", said("¿Cuánto esfuerzo te costó?", "How much effort was it?", "Quanto esforço foi?"),
            settings={"points": 5, "easy": "low", "low_label": low, "high_label": high},
        ),
        asked(
            "eleven", "rating", said("¿Cuánto confías en nosotros?", "How much do you trust us?", "Quanto confia?"),
            settings={"points": 11, "first": 0, "low_label": low, "high_label": high, **na},
        ),
        asked(
            "worded", "rating", said("¿Cómo estaba el agua?", "How was the water?", "Como estava a água?"),
            settings={"points": 5}, choices=numbered(WORDS),
        ),
        asked(
            "middle", "rating", said("¿Cómo fue la espera?", "How was the wait?", "Como foi a espera?"),
            settings={"points": 7}, choices=numbered({1: WORDS[1], 4: WORDS[3], 7: WORDS[5]}),
        ),
    ]  # fmt: skip


def choosing() -> list[dict[str, Any]]:
    """Kinds answered by choosing."""
    everything = {"other": True, "none": True, "not_applicable": True}
    countries = [{"code": name.lower(), "text": said(name)} for name in COUNTRIES.split()]
    return [
        asked(
            "one", "single", said("¿Qué pesó más?", "What mattered most?", "O que pesou mais?"), choices=THINGS,
            settings={**everything, "order": "random"},
        ),
        asked(
            "listed", "single", said("¿Cuándo fue?", "When was it?", "Quando foi?"), choices=MOMENTS,
            settings={"look": "list", "not_applicable": True},
        ),
        asked(
            "many", "multi", said("¿Qué te gustó?", "What did you like?", "Do que você gostou?"), choices=THINGS,
            settings={**everything, "max": 2, "exclusive": ["price"]}, required=True,
        ),
        asked(
            "sure", "yesno", said("¿Volverías?", "Would you come back?", "Você voltaria?"),
            settings={"not_applicable": True, "segment": True},
        ),
        asked(
            "country", "dropdown", said("¿En qué país vives?", "Which country do you live in?", "Em que país mora?"),
            choices=countries, settings={"other": True, "segment": True},
        ),
        asked(
            "short_list", "dropdown", said("¿Y entonces?", "And then?", "E depois?"), choices=MOMENTS,
            settings={"none": True, "not_applicable": True}, required=True,
        ),
    ]  # fmt: skip


def in_parts() -> list[dict[str, Any]]:
    """Kinds with several answers in one question."""
    columns = [{"code": f"c{point}", "text": text} for point, text in WORDS.items()]
    values = {f"c{point}": point for point in WORDS}
    return [
        asked(
            "matrix", "matrix", said("¿Cómo fue cada momento?", "How was each moment?", "Como foi cada momento?"),
            rows=MOMENTS, choices=columns, settings={"values": values, "not_applicable": True}, required=True,
        ),
        asked(
            "marks", "matrix", said("¿Qué hubo en cada momento?", "What was there?", "O que houve em cada momento?"),
            rows=MOMENTS, choices=THINGS, settings={"several": True, "order": "random"},
        ),
        asked(
            "ranking", "ranking", said("Ordena lo que más te importa", "Put these in order", "Ordene o que importa"),
            choices=THINGS, settings={"not_applicable": True},
        ),
        asked(
            "top", "ranking", said("¿Cuáles son las dos primeras?", "Which are the first two?", "Quais as duas?"),
            choices=THINGS, settings={"max": 2, "order": "random"},
        ),
        asked(
            "pair", "importance", said("La rapidez de la visita", "How fast the visit was", "A rapidez da visita"),
            settings={"not_applicable": True},
        ),
        asked(
            "feature", "kano", said("Un aviso media hora antes", "A message half an hour before", "Um aviso antes"),
            settings={"not_applicable": True},
        ),
        asked(
            "parts_of_it", "text", said("Di una palabra de cada una", "A word for each", "Uma palavra para cada"),
            rows=MOMENTS, settings={"longest": 60}, required=True,
        ),
        asked(
            "minutes", "number", said("¿Cuánto esperaste?", "How long did you wait?", "Quanto esperou?"), rows=MOMENTS,
            settings={"unit": said("minutos", "minutes", "minutos"), "min": 0, "max": 600},
        ),
    ]  # fmt: skip


def written() -> list[dict[str, Any]]:
    """Kinds answered in writing, a text to read, and what nobody sees."""
    na = {"not_applicable": True}
    return [
        asked(
            "reading", "info",
            said("## Ya casi\n\nLo que sigue es **opcional**.\n\n- [Cómo lo usamos](https://example.org/)\n- Gracias"),
        ),
        asked("word", "text", said("En una palabra", "In a word", "Em uma palavra"), settings=na),
        asked(
            "order_number", "text", said("Número de pedido", "Order number", "Número do pedido"),
            settings={"pattern": "[A-Z]{2}-[0-9]{4}"}, help=said("Como AB-1234.", "Such as AB-1234.", "Como AB-1234."),
            invalid_text=said("Dos letras y cuatro cifras.", "Two letters, four digits.", "Duas letras, 4 dígitos."),
        ),
        asked(
            "story", "longtext", said("¿Qué mejorarías primero?", "What should come first?", "O que vem primeiro?"),
            settings={"longest": 2000, **na},
        ),
        asked(
            "paid", "number", said("¿Cuánto pagaste?", "How much did you pay?", "Quanto pagou?"), required=True,
            settings={"unit": said("euros", "euros", "euros"), "decimals": 2, "min": 0, **na},
        ),
        asked(
            "day", "date", said("¿Qué día fue?", "Which day was it?", "Que dia foi?"),
            settings={"earliest": "2026-01-01", "latest": "2026-12-31", **na},
        ),
        asked("hour", "time", said("¿A qué hora?", "At what time?", "A que horas?"), settings=na),
        asked("mail", "email", said("Tu correo", "Your e-mail", "Seu e-mail"), settings=na),
        asked("call", "phone", said("Tu teléfono", "Your telephone", "Seu telefone"), settings=na),
        asked(
            "consent", "consent",
            said("Podemos escribirte sobre esto", "We may write to you about this", "Podemos escrever para você"),
            settings={"agree_text": said("Sí, de acuerdo", "Yes, I agree", "Sim, de acordo")},
        ),
        asked("source", "hidden", said(""), settings={"name": "utm", "segment": True}),
        asked(
            "spent", "calculation", said(""),
            formula={"call": "multiply", "of": [{"question": asked("paid", "number", {})["id"]}, {"value": 2}]},
        ),
    ]  # fmt: skip


def every_kind(**parts: Any) -> Questionnaire:
    """Every kind in three languages, in four sections; other `parts` of the document replace what it says."""
    titles = {
        "s1": (said("Tu visita", "Your visit", "Sua visita"), scales()),
        "s2": (said("Elegir", "Choosing", "Escolher"), choosing()),
        "s3": (said("Por partes", "Part by part", "Por partes"), in_parts()),
        "s4": (said("Con tus palabras", "In your words", "Com suas palavras"), written()),
    }
    sections = [{"id": name, "title": title, "questions": found} for name, (title, found) in titles.items()]
    whole = {
        "title": said("¿Cómo fue tu visita?", "How was your visit?", "Como foi sua visita?"),
        "intro": said("Todas las preguntas que hay.", "Every question there is.", "Todas as perguntas que existem."),
        "languages": list(LANGUAGES),
        "base_language": "es",
        "sections": sections,
    }
    return read({**whole, **parts})


TYPED: Mapping[str, list[str]] = {
    "nps": ["9"], "faces": ["4"], "stars": ["3"], "words": ["5"], "ces": ["6"], "effort": ["2"], "eleven": ["10"],
    "worded": ["2"], "middle": ["4"], "one": ["other"], "one.other": ["El aparcamiento & <b>la espera</b>"],
    "listed": ["during"], "many": ["speed", "care"], "sure": ["yes"], "country": ["perú"], "short_list": ["after"],
    "matrix.before": ["c4"], "matrix.during": ["c5"], "matrix.after": ["na"], "marks.before": ["price", "care"],
    "ranking.price": ["2"], "ranking.speed": ["1"], "ranking.care": ["3"], "ranking.clear": ["4"], "top.care": ["1"],
    "pair.importance": ["5"], "pair.satisfaction": ["2"], "feature.with": ["like"],
    "feature.without": ["dislike"], "parts_of_it.before": ["dudas"],
    "parts_of_it.during": ["calma"], "parts_of_it.after": ["prisa"], "minutes.before": ["12"], "minutes.after": ["0"],
    "word": ["bien"], "order_number": ["AB-1234"], "story": ["Llamar antes.\nNada más."], "paid": ["49,90"],
    "day": ["2026-11-20"], "hour": ["17:45"], "mail": ["ana@example.org"], "call": ["+34 600 123 456"],
    "consent": ["no", "yes"],
}  # fmt: skip
"""A form filled in whole, with nothing wrong in it."""
WRONG: Mapping[str, list[str]] = {
    "nps": ["11"], "stars": ["9"], "one": ["gone"], "many": ["speed", "care", "clear"], "country": ["x"],
    "matrix.before": ["c4"], "ranking.price": ["1"], "ranking.speed": ["1"], "top.care": ["2"],
    "pair.importance": ["9"], "feature.with": ["love"],
    "parts_of_it.before": ["dudas"], "minutes.before": ["mucho"], "order_number": ["1234"],
    "paid": ["4,999"], "day": ["2031-01-01"], "hour": ["25:00"], "mail": ["ana"], "call": ["12"], "word": ["\0"],
    "story": ["x" * 2001], "consent": ["maybe"],
}  # fmt: skip
"""A form with something wrong or missing wherever a question can be wrong."""
DOES_NOT_APPLY: Mapping[str, list[str]] = {
    **{name: ["na"] for name in ("faces", "words", "ces", "eleven", "one", "listed", "many", "sure", "short_list")},
    **{f"matrix.{row}": ["na"] for row in ("before", "during", "after")},
    **{f"{name}.na": ["1"] for name in ("ranking", "pair", "feature", "word", "story")},
    **{f"{name}.na": ["1"] for name in ("paid", "day", "hour", "mail", "call")},
    **{f"parts_of_it.{row}": ["x"] for row in ("before", "during", "after")},
}
"""Does not apply to me, wherever that can be said."""

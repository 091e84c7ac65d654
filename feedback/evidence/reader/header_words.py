"""Words by which a column of feedback is called, in English, Spanish and Portuguese, without accents."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("|"))


# In the order in which roles take their column: what content proves comes before what only a name says.
HEADER_WORDS: dict[str, tuple[str, ...]] = {
    "date": _words(
        "fecha | date | data | dia | day | timestamp | marca temporal | hora de inicio | created | creado | "
        "submitted | submitdate | enviado | criado em | start time | when | cuando"
    ),
    "rating": _words(
        "rating | score | nota | puntuacion | puntaje | calificacion | valoracion | estrellas | stars | nps | "
        "csat | satisfaccion | satisfaction | avaliacao | classificacao | pontuacao | satisfacao | estrelas | "
        "recomendaria | recommend"
    ),
    "language": _words("idioma | lang | language | lengua | lingua | locale"),
    "stage": _words(
        "etapa | stage | fase | phase | paso | step | momento | journey | punto de contacto | touchpoint | "
        "ponto de contato"
    ),
    "group": _words(
        "grupo | group | segmento | segment | tipo de cliente | customer type | perfil | stakeholder | "
        "publico | role | rol"
    ),
    "source": _words(
        "fuente | source | origen | canal | channel | fonte | origem | plataforma | platform | procedencia"
    ),
    "text": _words(
        "comentario | comentarios | comment | comments | texto | text | opinion | opiniones | review | "
        "reviews | resena | resenas | observaciones | sugerencias | queja | quejas | reclamo | reclamacion | "
        "descripcion | description | mensaje | message | feedback | verbatim | respuesta | answer | detalle | "
        "details | motivo | reason | opiniao | observacoes | sugestoes | reclamacao | descricao | mensagem | "
        "resposta | complaint | suggestions | body | nota del cliente | why | por que"
    ),
}

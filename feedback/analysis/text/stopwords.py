"""Words that say nothing about what a comment is about."""

from __future__ import annotations

from functools import lru_cache

from feedback.analysis.text.folding import fold

# The published lists also hold negations and words that carry meaning in feedback: these stay in the text.
_KEPT = {
    "es": "no ni nunca tampoco sin nada nadie ningun ninguna ninguno ningunos ningunas poco poca pocos pocas "
    "bien buen buena buenas bueno buenos mal mejor peor solo sola "
    "tiempo trabajo trabajar trabaja trabajan trabajas trabajamos trabajais empleo uso usar usa usan "
    "grandes lejos cerca pronto tarde temprano dia dias horas demasiado despacio deprisa "
    "informo lugar mayor claro gran general nueva nuevo nuevas nuevos primera primero cuenta",
    "en": "no not never nor nobody nothing none noone cannot without hardly neither unfortunately against help "
    "site thank thanx work working works worked good better best great greatest important usefully usefulness "
    "welcome willing wish interest interested interesting problem problems wants wanted room rooms open opens opened "
    "opening page pages call case cases bill system value show shows changes old older new newer young "
    "number numbers free long longer lately later early appreciate sorry clear clearly quickly promptly readily "
    "immediate little large small full empty order orders ordered ordering part parts place places point points web "
    "website webpage homepage find found group groups member members face second seconds seriously serious sensible "
    "able available computer ignored affected affecting amount cause causes beginning ending course enough less least "
    "thorough thoroughly provided provides",
    "pt": "nao nem nunca sem nada nenhuma pouco pouca poucos bem bom boa "
    "bons boas mal tempo trabalho trabalhar usar grande grandes longe perto cedo tarde dia "
    "hora horas apoio valor novo nova novos novas sistema local ligado desligado inicio fim falta obrigado obrigada "
    "lugar maior menor primeiro primeira ponto pontos pessoas area grupo numero lado viagem noite custa caminho demais",
}


@lru_cache(maxsize=8)
def stop_words(lang: str) -> frozenset[str]:
    """Folded stop words of `lang`: the published list without negations and words that carry meaning in feedback."""
    published = published_stop_words(lang)
    return published - frozenset(_KEPT[lang].split()) - _contracted_negations(published)


@lru_cache(maxsize=8)
def published_stop_words(lang: str) -> frozenset[str]:
    """The folded words of stopwordsiso's list for `lang`."""
    import stopwordsiso

    return frozenset(fold(word) for word in stopwordsiso.stopwords(lang))


def _contracted_negations(published: frozenset[str]) -> frozenset[str]:
    """ "don't", and the "dont" and "don" that spelling and tokenizers leave of it."""
    negations = [word for word in published if word.endswith("n't")]
    return frozenset(form for word in negations for form in (word, word.replace("'", ""), word[:-2]))

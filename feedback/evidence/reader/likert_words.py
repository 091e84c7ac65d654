"""Words of scales in Spanish, English and Portuguese, and how strong each is, from -3 (worst) to 3 (best).

Each line is `Spanish // English // Portuguese`, phrases apart by `|`, the usual one first.
"""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("es", "en", "pt")

NEUTRAL = (
    "Neutral | neutro | indiferente | indeciso | más o menos | ni uno ni otro | aceptable | normal | medio | "
    "intermedio | igual | sin opinión | regular // "
    "Neutral | undecided | unsure | average | fair | ok | so so | neither | same | about the same // "
    "Neutro | mais ou menos | indiferente | razoável"
)
NO_ANSWER = (
    "n/a | na | n.a. | #n/a | no aplica | no aplicable | not applicable | nao se aplica | nao aplicavel | "
    "does not apply | no sabe | no se | ns/nc | ns | nc | ns nc | no sabe no contesta | no contesta | "
    "no sabe / no contesta | no responde | no lo se | nao sei | nao sabe | don't know | dont know | i don't know | "
    "prefer not to say | prefer not to answer | prefiero no decirlo | prefiero no contestar | prefiro nao dizer | "
    "unfamiliar (n/a) | unfamiliar | null | none given | - | -- | --- | . | {question_not_shown}"
)
"""What people and programs write where there is no answer."""

LADDERS: Mapping[str, Mapping[int, str]] = {
    "agreement": {
        -3: "Totalmente en desacuerdo | muy en desacuerdo | completamente en desacuerdo // "
        "Strongly disagree | totally disagree | completely disagree // "
        "Discordo totalmente | discordo completamente | discordo plenamente",
        -2: "En desacuerdo | no estoy de acuerdo // Disagree // Discordo",
        -1: "Algo en desacuerdo | parcialmente en desacuerdo // Somewhat disagree | slightly disagree // "
        "Discordo parcialmente | discordo em parte",
        0: "Ni de acuerdo ni en desacuerdo | ni acuerdo ni desacuerdo // Neither agree nor disagree // "
        "Nem concordo nem discordo | não concordo nem discordo",
        1: "Algo de acuerdo | parcialmente de acuerdo // Somewhat agree | slightly agree // "
        "Concordo parcialmente | concordo em parte",
        2: "De acuerdo | estoy de acuerdo // Agree // Concordo",
        3: "Totalmente de acuerdo | muy de acuerdo | completamente de acuerdo // "
        "Strongly agree | totally agree | completely agree // "
        "Concordo totalmente | concordo completamente | concordo plenamente",
    },
    "quality": {
        -3: "Muy malo | pésimo | muy deficiente | horrible | muy mal // Very poor | very bad | terrible | awful // "
        "Péssimo | muito ruim",
        -2: "Malo | mal | deficiente // Poor | bad // Ruim | mau",
        0: "Regular | suficiente | ni bueno ni malo // Fair | average // Regular | razoável",
        2: "Bueno | bien // Good // Bom",
        3: "Excelente | muy bueno | sobresaliente | muy bien // Excellent | very good | outstanding // "
        "Ótimo | excelente | muito bom",
    },
    "frequency": {
        -3: "Nunca | jamás // Never // Nunca",
        -2: "Casi nunca | rara vez | raramente | pocas veces // Rarely | seldom | hardly ever // "
        "Raramente | quase nunca",
        0: "A veces | algunas veces | ocasionalmente | de vez en cuando // Sometimes | occasionally // Às vezes",
        2: "Casi siempre | a menudo | frecuentemente | muchas veces | con frecuencia // "
        "Often | usually | most of the time // Frequentemente | quase sempre",
        3: "Siempre // Always // Sempre",
    },
    "amount": {
        -3: "Nada | en absoluto // Not at all | none // Nada | nem um pouco",
        -2: "Poco | un poco | muy poco // Not much | a little | slightly | not really // Pouco",
        0: "Algo | moderadamente // Some | somewhat | moderately // Mais ou menos",
        2: "Bastante | considerablemente // Quite a bit | quite a lot | a fair amount // Bastante",
        3: "Mucho | muchísimo | completamente // A lot | a great deal | extremely | very much // Muito",
    },
    "certainty": {
        -3: "Definitivamente no | seguro que no // Definitely not // Definitivamente não | com certeza não",
        -2: "Probablemente no // Probably not // Provavelmente não",
        0: "Tal vez | quizás | quizá | puede ser // Maybe | might or might not // Talvez",
        2: "Probablemente sí | probablemente // Probably | probably yes // Provavelmente sim | provavelmente",
        3: "Definitivamente sí | definitivamente | seguro que sí // Definitely | definitely yes // "
        "Definitivamente sim | com certeza",
    },
    "expectation": {
        -3: "Mucho peor | muy por debajo de lo esperado | muy por debajo de mis expectativas // "
        "Much worse | much worse than expected // Muito pior | muito abaixo do esperado",
        -2: "Peor | por debajo de lo esperado | por debajo de mis expectativas | no cumplió mis expectativas // "
        "Worse | worse than expected | did not meet my expectations // Pior | abaixo do esperado",
        0: "Como esperaba | lo esperado | cumplió mis expectativas // As expected | met my expectations // "
        "Como esperado",
        2: "Mejor | por encima de lo esperado | por encima de mis expectativas | superó mis expectativas // "
        "Better | better than expected | exceeded my expectations // Melhor | acima do esperado",
        3: "Mucho mejor | muy por encima de lo esperado | muy por encima de mis expectativas // "
        "Much better | much better than expected // Muito melhor | muito acima do esperado",
    },
    "height": {
        -3: "Muy bajo // Very low // Muito baixo",
        -2: "Bajo // Low // Baixo",
        0: "Medio // Medium | moderate // Médio | moderado",
        2: "Alto // High // Alto",
        3: "Muy alto // Very high // Muito alto",
    },
}

PAIRS: Mapping[str, str] = {
    "satisfaction": "satisfecho/insatisfecho // satisfied/dissatisfied | satisfied/unsatisfied // "
    "satisfeito/insatisfeito",
    "ease": "fácil/difícil // easy/difficult | easy/hard // fácil/difícil",
    "likelihood": "probable/improbable // likely/unlikely // provável/improvável",
    "importance": "importante/irrelevante // important/unimportant // importante/irrelevante",
    "speed": "rápido/lento // fast/slow | quick/slow // rápido/lento",
    "clarity": "claro/confuso // clear/unclear | clear/confusing // claro/confuso",
    "use": "útil/inútil // useful/useless | helpful/unhelpful // útil/inútil",
    "kindness": "amable/descortés | cortés/descortés // friendly/unfriendly | polite/rude // amável/grosseiro",
    "favour": "favorable/desfavorable | positivo/negativo // favorably/unfavorably | favorable/unfavorable | "
    "favourable/unfavourable | favourably/unfavourably | positive/negative | positively/negatively // "
    "favorável/desfavorável | positivo/negativo",
    "mood": "contento/descontento | feliz/infeliz // happy/unhappy // feliz/infeliz | contente/descontente",
    "comfort": "cómodo/incómodo // comfortable/uncomfortable // confortável/desconfortável",
    "safety": "seguro/inseguro // safe/unsafe | confident/unconfident // seguro/inseguro",
    "cleanness": "limpio/sucio // clean/dirty // limpo/sujo",
    "adequacy": "adecuado/inadecuado | apropiado/inapropiado // adequate/inadequate | appropriate/inappropriate // "
    "adequado/inadequado",
    "interest": "interesante/aburrido | interesado/desinteresado // interesting/boring | interested/uninterested // "
    "interessante/chato | interessado/desinteressado",
}
"""Adjectives with their opposites, of which STEPS make phrases; the good one first."""

STEPS: Mapping[int, str] = {
    -3: "Muy {bad} | totalmente {bad} | completamente {bad} | extremadamente {bad} | nada {good} | para nada {good} // "
    "Very {bad} | extremely {bad} | completely {bad} | totally {bad} | not at all {good} // "
    "Muito {bad} | totalmente {bad} | nada {good} | nem um pouco {good}",
    -2: "{bad} | poco {good} // {bad} | not very {good} | not so {good} | not {good} | not too {good} // "
    "{bad} | pouco {good}",
    -1: "Algo {bad} | un poco {bad} // Somewhat {bad} | slightly {bad} | a little {bad} | fairly {bad} // "
    "Um pouco {bad} | parcialmente {bad}",
    0: "Ni {good} ni {bad} | ni {bad} ni {good} // Neither {good} nor {bad} | neither {bad} nor {good} // "
    "Nem {good} nem {bad} | nem {bad} nem {good}",
    1: "Algo {good} | un poco {good} | moderadamente {good} // "
    "Somewhat {good} | slightly {good} | a little {good} | fairly {good} | moderately {good} // "
    "Um pouco {good} | parcialmente {good}",
    2: "{good} // {good} // {good}",
    3: "Muy {good} | totalmente {good} | completamente {good} | extremadamente {good} | sumamente {good} // "
    "Very {good} | extremely {good} | completely {good} | totally {good} // "
    "Muito {good} | totalmente {good} | extremamente {good}",
}

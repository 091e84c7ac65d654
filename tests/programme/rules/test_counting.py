"""Few people, counted in figures and in words."""

from __future__ import annotations

import pytest

from feedback.programme.rules import counting


def sorts(text: str, language: str, *groups: str) -> list[tuple[str, str]]:
    return list(counting.counted(text, language, groups))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "Un par de clientes lo dijo.", ("few", "Un par de clientes")),
        ("es", "Ambas empleadas lo piden.", ("few", "Ambas empleadas")),
        ("es", "Solamente una clienta lo vio.", ("few", "Solamente una clienta")),
        ("es", "Todos los proveedores menos uno.", ("part", "Todos los proveedores menos uno")),
        ("es", "Todo el mundo menos tres.", ("part", "Todo el mundo menos tres")),
        ("es", "El 25 por ciento de los clientes.", ("percent", "25 por ciento de los clientes")),
        ("es", "La mitad de la plantilla lo sufre.", ("percent", "La mitad de la plantilla")),
        ("es", "Dos de ellos se fueron.", ("maybe_one", "Dos de ellos")),
        ("es", "Unos pocos clientes lo dijeron.", ("maybe_one", "Unos pocos clientes")),
        ("en", "A couple of customers left.", ("few", "A couple of customers")),
        ("en", "A handful of employees asked.", ("few", "A handful of employees")),
        ("en", "All our suppliers but two agree.", ("part", "All our suppliers but two")),
        ("en", "Everyone except one was asked.", ("part", "Everyone except one")),
        ("en", "12.5 percent of our staff.", ("percent", "12.5 percent of our staff")),
        ("en", "One third of our suppliers.", ("percent", "One third of our suppliers")),
        ("en", "Both employees asked for it.", ("maybe_one", "Both employees")),
        ("en", "Two technicians complained.", ("maybe_one", "Two technicians")),
        ("es", "Lo dijeron tres.", ("maybe_one", "dijeron tres")),
        ("es", "3 de 4 lo piden.", ("maybe_one", "3 de 4 lo piden")),
        ("es", "Clientes: 3", ("few", "Clientes: 3")),
        ("en", "Three said so.", ("maybe_one", "Three said")),
        ("en", "We heard it (n = 3).", ("few", "n = 3")),
        ("pt", "Duas pediram isso.", ("maybe_one", "Duas pediram")),
        ("pt", "Somente um cliente pediu.", ("few", "Somente um cliente")),
        ("pt", "Dois colaboradores saíram.", ("few", "Dois colaboradores")),
        ("pt", "Todos os fornecedores exceto dois.", ("part", "Todos os fornecedores exceto dois")),
        ("pt", "25 por cento dos funcionários.", ("percent", "25 por cento dos funcionários")),
        ("pt", "Um terço dos clientes.", ("percent", "Um terço dos clientes")),
    ],
)
def test_few_people_in_other_words(language: str, text: str, expected: tuple[str, str]) -> None:
    assert sorts(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Abrimos todos los días menos uno."),
        ("es", "La mitad de las llamadas se contesta en un cuarto de hora."),
        ("es", "Bajamos el precio un 20 por ciento."),
        ("en", "We open every day but one, and both doors."),
        ("en", "A couple of days later everything works, twice as fast."),
        ("en", "All customers but also suppliers asked for it."),
        ("es", "Muchas personas pidieron dos puertas; n = 30 y clientes: 40."),
        ("pt", "Todos os dias menos um, das 8 às 20, com 10% de desconto."),
    ],
)
def test_what_counts_nobody_may_stand(language: str, text: str) -> None:
    assert sorts(text, language) == []


def test_people_are_counted_by_the_name_of_their_group_whether_it_names_one_or_many() -> None:
    assert sorts("Tres repartidores lo pidieron.", "es") == []
    for name in ("Repartidores", "Repartidor de zona"):
        assert sorts("Tres repartidores lo pidieron.", "es", name) == [("few", "Tres repartidores")]

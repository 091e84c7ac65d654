from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.canonical import as_json, canonical, fingerprint
from feedback.surveys.reading import loads, read
from tests.surveys.samples import asked, questionnaire, questionnaire_json

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
texts = st.dictionaries(st.sampled_from(["es", "en", "pt-BR"]), words)
questions = st.fixed_dictionaries(
    {
        "id": words,
        "code": words,
        "kind": st.sampled_from(["nps", "multi", "no such kind"]),
        "text": texts,
        "required": st.booleans(),
        "stage": st.none() | words,
        "settings": st.dictionaries(words, st.integers() | words | st.lists(words) | st.booleans()),
        "choices": st.lists(st.fixed_dictionaries({"code": words, "text": texts}), max_size=2),
    }
)


@given(st.lists(questions, max_size=3), texts)
def test_reading_back_gives_the_same_bytes(some, title):
    document = read(questionnaire_json(*some, title=title))
    assert loads(canonical(document)) == document
    assert canonical(loads(canonical(document))) == canonical(document)


def test_the_order_of_keys_does_not_matter():
    one = questionnaire(asked("a", settings={"low_label": {"es": "poco", "en": "little"}}))
    other = questionnaire(dict(reversed(asked("a", settings={"low_label": {"en": "little", "es": "poco"}}).items())))
    assert canonical(one) == canonical(other)


def test_the_form_is_fixed():
    raw = canonical(questionnaire(asked("año", "yesno")))
    assert raw.startswith(b'{"base_language":"es","intro":{},"languages":["es","en"],"sections":[{"id":"s1"')
    assert '"code":"año"'.encode() in raw


def test_every_part_of_a_question_changes_the_fingerprint():
    before = as_json(questionnaire(asked("a", "single")))
    changes = {
        "id": "other", "code": "b", "field": "b", "kind": "multi", "text": {"es": "otra"}, "help": {"es": "ayuda"},
        "required": True, "stage": "visit", "predicts": True, "construct": "overall", "settings": {"none": True},
        "choices": [{"code": "x", "text": {}}],
    }  # fmt: skip
    question = before["sections"][0]["questions"][0]
    assert set(changes) == set(question)
    prints = {fingerprint(read(before))}
    for part, value in changes.items():
        prints.add(fingerprint(read(questionnaire_json({**question, part: value}))))
    assert len(prints) == len(changes) + 1

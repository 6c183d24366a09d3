"""What a policy says in words, and how those words are known again in a file.

XMP alone has a property for data mining: everywhere else the words are what is left of a policy. They are written in
the statement's language, and recognised in every one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fixative.rights.statement import AIPolicy, Language

__all__ = ["SENTENCES", "SHORT", "policy_in", "without_own_words"]

SENTENCES: Mapping[Language, Mapping[AIPolicy, str]] = {
    Language.ENGLISH: {
        AIPolicy.PROHIBIT_ALL: "Data mining of this picture, and its use to train or to feed artificial intelligence "
        "or machine learning, are prohibited.",
        AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: "Data mining of this picture, and its use to train artificial "
        "intelligence or machine learning, are prohibited, except for indexing by search engines.",
        AIPolicy.PROHIBIT_AI_TRAINING: "The use of this picture to train artificial intelligence or machine learning, "
        "and its collection into data sets for that purpose, are prohibited.",
        AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: "The use of this picture to train generative artificial "
        "intelligence, and its collection into data sets for that purpose, are prohibited.",
        AIPolicy.SEE_CONSTRAINTS: "Data mining of this picture, and its use to train artificial intelligence, are "
        "prohibited as far as its constraints say.",
    },
    Language.GERMAN: {
        AIPolicy.PROHIBIT_ALL: "Data-Mining an diesem Bild und seine Nutzung zum Training oder als Eingabe "
        "künstlicher Intelligenz oder maschinellen Lernens sind untersagt.",
        AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: "Data-Mining an diesem Bild und seine Nutzung zum Training "
        "künstlicher Intelligenz oder maschinellen Lernens sind untersagt; ausgenommen ist die Indexierung durch "
        "Suchmaschinen.",
        AIPolicy.PROHIBIT_AI_TRAINING: "Die Nutzung dieses Bildes zum Training künstlicher Intelligenz oder "
        "maschinellen Lernens und seine Aufnahme in Datensätze zu diesem Zweck sind untersagt.",
        AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: "Die Nutzung dieses Bildes zum Training generativer künstlicher "
        "Intelligenz und seine Aufnahme in Datensätze zu diesem Zweck sind untersagt.",
        AIPolicy.SEE_CONSTRAINTS: "Data-Mining an diesem Bild und seine Nutzung zum Training künstlicher Intelligenz "
        "sind untersagt, soweit seine Bedingungen es sagen.",
    },
}
"""For the constraints; a policy that forbids nothing has no words."""

SHORT: Mapping[Language, Mapping[AIPolicy, str]] = {
    Language.ENGLISH: {
        AIPolicy.PROHIBIT_ALL: "No data mining, no AI training.",
        AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: "No data mining, no AI training, search indexing excepted.",
        AIPolicy.PROHIBIT_AI_TRAINING: "No AI training.",
        AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: "No generative AI training.",
        AIPolicy.SEE_CONSTRAINTS: "Data mining and AI training restricted: see constraints.",
    },
    Language.GERMAN: {
        AIPolicy.PROHIBIT_ALL: "Kein Data-Mining, kein KI-Training.",
        AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING: "Kein Data-Mining, kein KI-Training, Suchmaschinen ausgenommen.",
        AIPolicy.PROHIBIT_AI_TRAINING: "Kein KI-Training.",
        AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING: "Kein Training generativer KI.",
        AIPolicy.SEE_CONSTRAINTS: "Data-Mining und KI-Training beschränkt: siehe Bedingungen.",
    },
}
"""For copyright notices in EXIF and IIM, which have no data-mining tag; IIM holds 128 bytes."""


def policy_in(text: str) -> AIPolicy | None:
    """Recognise our own words, for which alone it is certain what they mean."""
    return next((policy for policy, words in _all() if words in text), None)


def without_own_words(text: str) -> str:
    """Take out the sentences that an earlier run of ours put into a text."""
    for _, words in _all():
        text = text.replace(words, "")
    return text.strip()


def _all() -> Iterator[tuple[AIPolicy, str]]:
    for wording in (SENTENCES, SHORT):
        for words in wording.values():
            yield from words.items()

"""Sentences that merely speak of newsletters, donations or copyright, told from those that are it.

A paragraph of an article may say anything. So a whole sentence keeps a label only where its first
words already earn it (``Subscribe to our newsletter …``), where it has links or is set small, or
where the lines beside it have gone.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.labels import Label, label, label_text
from feedclean.clean.marks import BULLETS, without_note
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element
from feedclean.later import later
from feedclean.text import wide

_ENDS: Final = re.compile(r"[.。!！?？…؟۔।][\s\"”»』」’'）)\]]*$")
_LEAST_WORDS: Final = 5
_LEAST_WIDE: Final = 8
_OPENING_WORDS: Final = 5
_OPENING_WIDE: Final = 20
_LINKED: Final = 0.3
_BY_OPENING: Final = (
    Label.PROMO | Label.PLATFORM | Label.COOKIE | Label.COMMENTS | Label.INTERFACE | Label.AD
)
"""Labels that an imperative or a set phrase at the beginning makes sure of."""
_BY_LINK: Final = (
    Label.PROMO | Label.PLATFORM | Label.COPYRIGHT | Label.RELATED | Label.COOKIE | Label.COMMENTS
)
_CLAIM: Final = later(r"©|\d{4}|[\u3040-\u9fff\uac00-\ud7af]")
"""What a copyright notice has in its first words and a sentence on copyright law has not."""
_CITES: Final = later(r"[“„«‹「『\"][^“”„«»「」『』\"]+[”“»›」』\"]\s?[^\s\"”’)）].{4}")
"""Words of somebody, and what is told of them: “Subscribe now,” she said."""
_OF_ITSELF: Final = later(
    r"(?:this|the present) (?:article|document|story|page|site|website|content|work|piece)\b"
    r"|(?:diese[rs]?|der|das) (?:artikel|beitrag|text|inhalt)\b"
    r"|(?:all |the )?(?:opinions|views)(?: and (?:opinions|views))? expressed"
    r" (?:(?:here|above|in this \w+) )?"
    r"(?:are (?:(?:solely|entirely) )?the (?:author|writer)['’]s own"
    r"|(?:are (?:(?:solely|entirely) )?those of|belong (?:solely )?to) the (?:author|writer)s?"
    r"(?= alone| and do| only|, and|\W{0,2}$)"
    r"|do not (?:necessarily )?(?:reflect|represent)"
    r" (?:those|the (?:\w+ )?(?:opinions?|polic\w+|positions?|views?)))\b"
    r"|(?:det här|detta|dette) (?:är|er) e(?:n|tt?) (?:debatt?\w+|insändare|kommentar|krönika"
    r"|kronikk?|ledare|læserbrev|\w+innlegg|opinions\w+|synspunkt)\b"
    r"(?=[^.]{0,60}[.,:] (?:(?:författaren|skribent\w*) (?:själv )?(?:ansvarar|står|svarar)"
    r"|åsikterna|ståndpunkterna|[^.,]{0,24}(?:udtryk|uttrykk) for))"
    r"|(?:indlægget|innlegget|kronik+en) (?:er|gir)\b"
    r"|gastbeiträge|gastkommentare|leserbriefe|namentlich gekennzeichnete\b"
    r"|artikli (?:kopeeri|kasuta|levita)\w+|artiklis (?:esitatud|väljendatud)\b"
    r"|mielipidekirjoitus\b|niets uit deze\b|skoðanir (?:í|sem koma fram)\b"
    r"|(?:cet|le présent|este|el presente|questo|il presente)"
    r" (?:article|texte|artículo|contenido|texto|articolo|testo)\b"
    r"|(?:本|此|該|该)(?:文|網站|网站|站|網|网|報|报|刊|內容|内容|作品)",
    re.IGNORECASE,
)
"""How a notice begins that speaks of the article it stands below."""
_OF_ITS_TEXT: Final = later(
    r"diese (?:meldung|nachricht|übersetzung|zusammenfassung)\b|only the headlines?\b"
    r"|dit (?:artikel|bericht|interview|stuk)\b|deze vertaling\b"
    r"|d(?:it|eze) (?:tekst|verhaal) (?:is|werd) (?:door|met)\b"
    r"|(?:den här |denna )?(?:artikeln?|intervjun|krönikan|texten|översättningen)\b"
    r"|(?:den+e |dette )?"
    r"(?:artik(?:el|len|kelen)|indlægget|innlegget|interviewet|intervjuet|kronik+en|saken|teksten?)\b"
    r"|(?:tämän? )?(?:artikkelin?|jutun|juttu|käännös|teksti|kirjoitus)\b"
    r"|(?:selle |see )?(?:artik(?:kel|li)|loo|lugu|teksti?|uudise?)\b"
    r"|(?:þessi )?(?:fréttin|grein(?:in)?|pistill(?:inn)?|viðtalið)\b",
    re.IGNORECASE,
)
"""How a notice may begin where that alone is no proof: *Saken* is a matter at court as well."""
_OPENING_OF_NOTICE: Final = 12
_TO_A_NAME: Final = re.compile(r"\s[\"“”„«»]?[A-ZÀ-ÖØ-ÞŠŽ]")
_PARTS: Final = re.compile(r"[,;]|\s(?:dan|en|ja|ning|och|og) (?-i:[a-zß-öø-žæøåþð])")
_BROUGHT: Final = re.compile(
    r"\b(?:avald|birt|bragt|gepubl|ilmu|julkais|offentl|oversat|oversett|publi|trykk?t|tryckt"
    r"|udgiv|udsendt|utgi|vertaald|verschenen|översat)",
    re.IGNORECASE,
)
_THIS_ONE: Final = re.compile(
    r"\b(?:this|the) (?:report|reporting|story|article|piece)\b"
    r"|\b(?:cet|cette|ce) (?:article|reportage|enquête|papier|sujet)\b"
    r"|\best[ae] (?:reportaje|nota|artículo|informe|reporte|noticia|crónica)\b"
    r"|\best[ae] (?:reportagem|matéria|artigo)\b"
    r"|\bquest[ao] (?:articolo|servizio|inchiesta|reportage)\b"
    r"|\bdiese[mnr] (?:artikel|beitrag|text|bericht|recherche|reportage)\b"
    r"|\bdi(?:t|eze) (?:artikel|verhaal|reportage)\b"
    r"|(?:本|此|该|該)(?:篇|次)?(?:文|报|報|稿|采|採)|(?:この|本)記事|이 기사",
    re.IGNORECASE,
)
"""What somebody helped with who is thanked for it in a sentence: *… contributed to this report.*"""
_HELPED: Final = re.compile(
    r"(?:with )?(?:additional|further) reporting (?:by|from)\b"
    r"|(?:copy[- ]?edited|fact[- ]?checked|proofread|researched) by\b",
    re.IGNORECASE,
)
_BETWEEN_NAMES: Final = frozenset("and by in of for at the & de van von der la".split())
_SENTENCE: Final = re.compile(r"[a-z\u00df-\u024f\u0430-\u045f]{3}[.!?] (?=\w)")
_COLON: Final = re.compile("[:：]")
"""A label before a sentence: what an editor adds is no credit."""
_BY_PLACE: Final = traits.FOOTER | traits.ASIDE | traits.FORM | traits.HIDDEN
_SMALL: Final = frozenset(("small", "em", "i", "sub", "sup", "address"))


def is_prose(block: Block) -> bool:
    """Whether a block is at least one whole sentence, mostly without links."""
    text = block.text
    if block.is_heading or block.link_density > _LINKED or not _ENDS.search(text):
        return False
    if text[0] in "（([【" and text[-1] in "）)]】":
        return False  # a note in brackets
    return len(text.split()) >= _LEAST_WORDS or wide(text) >= _LEAST_WIDE


def sure_label(block: Block) -> Label:
    """The labels that more than the wording somewhere in a sentence speaks for."""
    opening = label_text(_opening(block.text))
    found = Label(0) if _CITES.match(block.text) else opening & _BY_OPENING
    if opening & Label.COPYRIGHT and _CLAIM.search(block.text):
        found |= Label.COPYRIGHT
    if speaks_of_itself(block.text):
        found |= label(block) & (Label.COPYRIGHT | Label.PLATFORM | Label.SOURCE)
    elif _OF_ITS_TEXT.match(block.text):
        found |= label(block) & Label.PLATFORM
        if _names_a_paper(block.text):
            found |= label(block) & Label.SOURCE
    if (last := _last_sentence(block.text)) and not _CITES.search(block.text):
        found |= label_text(_opening(last)) & Label.PROMO
    found |= label(block) & Label.STAND_IN  # nothing else is worded so, from end to end
    if label(block) & Label.CREDIT and _thanks(block.text):
        found |= Label.CREDIT
    if block.links:
        found |= _BY_LINK
    if is_apart(block):
        found |= label(block)
    return found


def speaks_of_itself(text: str) -> bool:
    """Whether a line begins with the article it stands in: *This article*, 本文."""
    return _OF_ITSELF.match(without_note(text) or text) is not None


def _names_a_paper(text: str) -> bool:
    """Whether a line was brought to a name: *Artikkelen ble publisert i Nordlyset* does so.

    What goes on behind it tells a story: *… og førte til rettssak*.
    """
    return (
        _BROUGHT.search(text) is not None
        and _TO_A_NAME.search(text, _OPENING_OF_NOTICE) is not None
        and not _PARTS.search(text)
    )


def _thanks(text: str) -> bool:
    """Whether a sentence may tell who helped: *Additional reporting by Jane Roe* with its stop."""
    if _COLON.search(text):
        return False
    helped = _HELPED.match(text)
    if helped is None:
        return _THIS_ONE.search(text) is not None
    words = text[helped.end() :].split()
    return all(word[0].isupper() or word in _BETWEEN_NAMES for word in words)


def is_apart(block: Block) -> bool:
    """Whether its place, its print or a mark before it sets a sentence apart from the text."""
    if block.traits & _BY_PLACE or is_set_small(block.box):
        return True
    return BULLETS.match(block.text) is not None


def _last_sentence(text: str) -> str:
    """The last of several sentences of a line in a script that has spaces; empty for one."""
    found = _SENTENCE.findall(text)
    return text[text.rindex(found[-1]) + len(found[-1]) :] if found else ""


def _opening(text: str) -> str:
    if wide(text) >= _LEAST_WIDE:
        return text[:_OPENING_WIDE]
    return " ".join(text.split()[:_OPENING_WORDS])


def is_set_small(box: Element) -> bool:
    """Whether all of a block is in small print or italics, as notes about an article are."""
    if box.tag in _SMALL:
        return True
    parts = box.parts()
    return len(parts) == 1 and not isinstance(parts[0], str) and is_set_small(parts[0])

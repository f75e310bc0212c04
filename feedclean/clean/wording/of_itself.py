"""Notices that begin with the article they stand in: *This article was first published in …*.

A sentence on copyright or on machine translation may be what an article is about. One that begins
with *this article* speaks of the text above it, and keeps what its wording says of it.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.marks import without_note
from feedclean.later import later

_OF_RIGHTS: Final = Label.COPYRIGHT | Label.PLATFORM
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
    r"|(?:article|artículo|articolo|artigo|matéria|noticia|nota|reportaje|reportagem|texto|testo)"
    r" (?:paru|publié|publicad[oa]|pubblicato|uscito) (?:en|dans|na|no|nel|sull?) ?"
    r"(?:la |l[’']|le |el )?(?:édition|edición|edição|edizione|numéro|número|numero)\b"
    r"|(?:本|此|該|该)(?:文|網站|网站|站|網|网|報|报|刊|內容|内容|作品)"
    r"|[※＊]?(?:本|当)(?:記事|コンテンツ|稿)|본 (?:기사|글|칼럼|콘텐츠|포스팅)"
    r"|この(?:記事|コラム|原稿)は[^。]{0,80}(?:です|ます|ました)。?$"
    r"|이 (?:기사|글|칼럼|콘텐츠)(?:는|은) [^.]{0,80}니다\.?$",
    re.IGNORECASE,
)
"""How a notice begins that speaks of the article it stands below."""
_OF_ITSELF_SOUTH: Final = later(
    r"(?:cet entretien|cette (?:tribune|analyse|interview|chronique)|ce billet|ce contenu)\b"
    r"|(?:ces informations|esta informa(?:ción|ção)|queste informazioni|questo contenuto)\b"
    r"|(?:la )?version originale de cet(?:te)?\b"
    r"|est[ae] (?:artigo|conteúdo|contido|matéria|notícia|noticia|nova|nota|entrada|columna|coluna"
    r"|entrevista|reportagem|reportaxe)\b"
    r"|aquest (?:article|contingut|reportatge|text)\b"
    r"|acest (?:articol|conținut|interviu|material)\b|(?:albiste|artikulu|testu) h(?:au\b|on)",
    re.IGNORECASE,
)
"""How one begins in the south, where its source is believed only with the name of a paper: *Cet
entretien a été publié en 1968 et fit scandale.* tells of it."""
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
_OF_ITSELF_ELSEWHERE: Final = later(
    r"(?:bài viết|bài báo|nội dung|bản tin|bản dịch|website|trang web) (?:này|trên)\b"
    r"|bài viết (?:thể hiện|phản ánh)\b"
    r"|(?:artikel|berita|konten|tulisan|rencana|kandungan|situs|laman) ini\b"
    r"|ang (?:artikulong|balitang|ulat na|nilalamang|website na) ito\b"
    r"|(?:บทความ|ข่าว|เนื้อหา|บทสรุป|คำแปล|เว็บไซต์)นี้"
    r"|(?:यह|ये|इस) (?:लेख|ख़?बर|रिपोर्ट|स्टोरी|आलेख|आर्टिकल|साइट|वेबसाइट)"
    r"|(?:এই|এ) (?:প্রতিবেদন|লেখা|নিবন্ধ|খবর|সংবাদ|সাইট|পোর্টাল|ও\S{1,2}েব)"
    r"|இந்த[^ ]{0,2} (?:கட்டுரை|செய்தி|பதிவு|தளத்)"
    r"|ఈ (?:కథనం|వార్త|వ్యాసం|సైట్|వెబ్)"
    r"|(?:본|당) 사이트|이 (?:기사|글|콘텐츠|칼럼|포스팅)(?:는|은|에는|의)\b"
    r"|[※＊]?(?:本|当)(?:サイト|ページ)|[※＊]?この(?:記事|投稿|コンテンツ)(?:は|では|には)",
    re.IGNORECASE,
)
"""The same in languages in which *this article was published in …* may be of the article it tells
of: its source is not believed there, but what it says of rights and of how it was made."""
_THANKED: Final = re.compile(
    r"\b(?:this|the) (?:report|reporting|story|article|piece)\b"
    r"|\b(?:cet|cette|ce) (?:article|reportage|enquête|papier|sujet)\b"
    r"|\best[ae] (?:reportaje|nota|artículo|informe|reporte|noticia|crónica)\b"
    r"|\best[ae] (?:reportagem|matéria|artigo|reportaxe)\b"
    r"|\b(?:albiste|artikulu|erreportaje) hau\b"
    r"|\baquest[a]? (?:article|reportatge|informació)\b"
    r"|\bacest (?:articol|material|reportaj)\b|\bacestui (?:articol|material)\b"
    r"|\bquest[ao] (?:articolo|servizio|inchiesta|reportage)\b"
    r"|\bdiese[mnr] (?:artikel|beitrag|text|bericht|recherche|reportage)\b"
    r"|\bdi(?:t|eze) (?:artikel|verhaal|reportage)\b"
    r"|(?:本|此|该|該)(?:篇|次)?(?:文|报|報|稿|采|採)|(?:この|本)記事|이 기사",
    re.IGNORECASE,
)
"""What somebody helped with who is thanked for it in a sentence: *… contributed to this report.*"""


def told_of_itself(text: str) -> Label:
    """What a line may say that begins with the article it stands in, or its text."""
    if speaks_of_itself(text):
        return _OF_RIGHTS | Label.SOURCE
    found = Label(0)
    is_south = _OF_ITSELF_SOUTH.match(text) is not None
    if is_south or _OF_ITS_TEXT.match(text):
        found |= Label.SOURCE if _names_a_paper(text) else Label(0)
        found |= _OF_RIGHTS if is_south else Label.PLATFORM
    return found | _OF_RIGHTS if _OF_ITSELF_ELSEWHERE.match(text) else found


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


def names_this_text(text: str) -> bool:
    """Whether a sentence names the text it stands in: *… contributed to this report*."""
    return _THANKED.search(text) is not None

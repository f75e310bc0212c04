"""What the text dialects share: labelled lines, lists of names, and the article itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feedclean.dates import parse_date
from feedclean.dates.zones import likely_zone
from feedclean.dom.tokens import where_it_ends
from feedclean.model.article import (
    FIRST_WORDS,
    LEFT_OUT,
    ArticleMeta,
    Author,
    Failure,
    Origin,
    RawArticle,
    Scope,
)
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.names import is_nobody
from feedclean.parse.dialects.heads.stand_in import first_words
from feedclean.parse.dialects.written.writing import prose_share
from feedclean.parse.ids import entry_id, record_key
from feedclean.parse.records.record import language_tag, tidy, tidy_line
from feedclean.text import composed, excerpt, language_of_script
from feedclean.urls import absolute, host_of, is_http

_TITLE: Final = 60
"""Characters of a title that are told."""
_ADDRESS: Final = re.compile(r"\(?https?://\S+|^\s+")
_SEEN: Final = 2_000
_FIRST_LINES: Final = 200
"""Characters; in a title another script says little, in a long text there may be any."""
_FILE_DATE: Final = re.compile(r"(?:^|[/\\])((?:19|20)\d\d-\d\d-\d\d)[-_. ][^/\\]*$")
_SLUG: Final = re.compile(
    r"(?:^|[/\\])(?:19|20)\d\d-\d\d-\d\d-(?P<slug>[^\W\d_](?=[^/\\.]*-)[^/\\.]*+)\.[a-z]{2,8}$"
)
LABELS: Final = {
    "authors": "created-by written-by author authors autor autora auteur auteurs autore "
    "by byline door por von writer "
    "автор авторы 作者 撰文 撰写 撰寫 撰稿 文 原作者 著者 筆者 記者 记者 기자 작성자 글 "
    "الكاتب بقلم كاتب",
    "categories": "categories category document-tags keywords rubrik section tags tag 分类 分類 "
    "标签 標籤 栏目 欄目",
    "published": "created data date date-published datum dato fecha pubdate publication-date "
    "publicado published published-on published-at publié publié-le posted posted-on time "
    "veröffentlicht veröffentlicht-am дата дата-публикации опубликовано "
    "发表时间 发表日期 发布日期 发布时间 发布 日期 时间 時間 發佈時間 發布時間 發布日期 發佈日期 "
    "日時 日付 公開日 公開日時 投稿日 発行日 "
    "配信日 입력 날짜 등록 작성일 تاريخ-النشر التاريخ",
    "publisher": "fonte fuente publication publisher quelle source источник المصدر 매체 出处 出處 "
    "来源 來源 媒体来源 稿源 文章来源 消息来源 新闻来源",
    "title": "title full-title headline titel titre título titulo titolo überschrift заголовок "
    "название 标题 標題 题目 題目 タイトル 見出し 제목 العنوان",
    "updated": "updated updated-at last-updated last-edited last-edited-time last-modified "
    "modified "
    "aktualisiert bearbeitet geändert mis-à-jour modifié actualizado modificado aggiornato "
    "modificato atualizado bijgewerkt gewijzigd zaktualizowano обновлено изменено 更新 更新时间 "
    "更新時間 更新日期 最后更新 最後更新 最后编辑 最後編輯 最近更新 最近编辑 修改时间 "
    "修改時間 更新日 更新日時 最終更新 수정 수정일",
    "url": "adresse enlace lien link original-link original-url permalink source-url url ссылка "
    "原文 原文地址 原文連結 原文链接 文章链接 网址 網址 链接 連結 鏈接 地址 リンク 링크 주소 "
    "الرابط",
}
"""Words that stand before a colon, by the field that follows it."""
_FIELD_OF: Final = {word: field for field, words in LABELS.items() for word in words.split()}
_LABELLED: Final = re.compile(
    r"[\s>*_·•【\[]*+([^\s:：][^:：\n]{0,24}?)[\s】\]*_]*+[:：]\s*+(\S.*)"
)
_BETWEEN_NAMES: Final = re.compile(
    r"(?:(?<!\s)\s++)?(?:[,，、;；&]|\band\b|\bund\b|\by\b|\bet\b)\s*"
)
TEXT_HIDDEN: Final = "text-hidden"
_SILENT_TAG: Final = re.compile(
    r"<(noembed|noframes|script|style|template|textarea|title|xmp)\b[^<>]{0,2000}>", re.IGNORECASE
)
_HALF: Final = 0.5
_LINKED_TERM: Final = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a text dialect found in one capture."""

    title: str
    html: str
    scope: Scope = Scope.FRAGMENT
    opening: str = ""
    """HTML that the running text of a page begins with, which a menu may stand above."""
    url: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    summary: str | None = None
    language: str | None = None
    publisher: str | None = None
    rights: str | None = None
    image: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()


def read_at(found: Found, field: str, place: str) -> Found:
    """The same, with where a field of it was read."""
    others = (one for one in found.evidence if one[0] != field)
    return replace(found, evidence=(*others, (field, place)))


def refused(capture: Capture, source: Source, status: int, mark: str = "") -> Failure:
    """What is said of a page that its server refused to a crawler: it is left out."""
    told = failed(capture, source, f"was answered with {status}", mark)
    return replace(told, error=LEFT_OUT)


def failed(capture: Capture, source: Source, told: str, mark: str = "") -> Failure:
    """What is said of a capture, or of that part of it that a mark behind its location leads to."""
    return Failure(
        source=source.id,
        location=f"{capture.location}{mark}",
        stage="parse",
        error="ParseError",
        message=f"{capture.location}: {told}",
    )


def cut_off(capture: Capture, source: Source, number: int, title: str, *, is_read: bool) -> Failure:
    """What is said of a document that ends in the middle of an article, the ``number``-th."""
    which = f"article {number}" + (f", “{excerpt(title, _TITLE)}”" if title else "")
    of_it = "what came of it is read" if is_read else "it is left out"
    is_file = source.kind is SourceKind.DUMP
    advice = "get the file whole" if is_file else "the next answer may be whole"
    return failed(capture, source, f"was cut off in {which}: {of_it}; {advice}", f"#{number - 1}")


def article(found: Found, capture: Capture, source: Source, dialect: str) -> RawArticle:
    """The article made of what was found; a date in the file name fills in for a missing one.

    So does the address it was read at, but in its id, which was made without.
    """
    published, evidence = found.published, dict(found.evidence)
    if published is None and (named := file_date(capture.location, zone_of(source, found.title))):
        published, evidence["published"] = named, "file name"
    title = tidy_line(found.title)
    if not title and (title := file_title(capture.location)):
        evidence["title"] = "file name"
    if not title:
        title, evidence["title"] = first_words(found.opening or found.html), FIRST_WORDS
    url = http_url(found.url, source.site_url)
    given = dict.fromkeys(filter(None, map(tidy_line, found.authors)))
    names = tuple(name for name in given if not is_nobody(name))
    meta = ArticleMeta(
        id=entry_id(source, None, url, record_key(capture, None)),
        source=source.id,
        url=url or (capture.location if is_http(capture.location) else None),
        title=title,
        summary=tidy_line(found.summary or "") or None,
        authors=tuple(Author(name=name) for name in names),
        published=published,
        updated=found.updated,
        language=language_tag(found.language) or source.language,
        categories=tuple(dict.fromkeys(filter(None, map(tidy_line, found.categories)))),
        publisher=tidy_line(found.publisher or "") or None,
        rights=tidy_line(found.rights or "") or None,
        image=http_url(found.image, url or source.site_url),
    )
    told = ((field, place) for field, place in sorted(evidence.items()) if getattr(meta, field))
    return RawArticle(
        meta=replace(meta, evidence=tuple(told)),
        html=tidy(found.html),
        scope=found.scope,
        origin=Origin(dialect=dialect, location=capture.location),
        cautions=(TEXT_HIDDEN,) if found.scope is Scope.FRAGMENT and _hides(found.html) else (),
    )


def _hides(html: str) -> bool:
    """Whether sentences stand in elements of HTML that show none: those of no article are code."""
    hidden = (
        html[one.end() : where_it_ends(one[1], html, one.end())]
        for one in _SILENT_TAG.finditer(html)
    )
    return any(prose_share(text.split("\n")) > _HALF for text in hidden)


def http_url(url: str | None, base: str | None) -> str | None:
    """An absolute web address, or None."""
    resolved = absolute(url, base) if url else None
    return resolved if resolved and is_http(resolved) else None


def zone_of(source: Source, text: str = "", told: Found | None = None) -> tzinfo | None:
    """The zone in which the source writes dates without one: as set, else the likely one.

    That is told by its site and its language; where these say nothing, by what is ``told`` of the
    article, and by the script its ``text`` begins in.
    """
    if source.timezone is None:
        site, language = source.site_url, source.language
        if told is not None:
            site, language = site or told.url, language or language_tag(told.language)
        language = language or language_of_script(_said(text)[:_FIRST_LINES])
        return likely_zone(language, host_of(site) if site else None)
    try:
        return ZoneInfo(source.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None  # config has complained of it before


def _said(text: str) -> str:
    """How a text begins, without addresses."""
    begun = text[:_SEEN]
    # to look for addresses takes 60 us, and most texts have none
    return _ADDRESS.sub("", begun) if "://" in begun else begun.lstrip()


def file_date(location: str, zone: tzinfo | None) -> datetime | None:
    """The date that begins a file name, as Jekyll wants it: ``2018-08-15-title.md``."""
    found = _FILE_DATE.search(location)
    return parse_date(found[1], zone) if found else None


def file_title(location: str) -> str:
    """The title in a file name behind its date, as Jekyll reads it; empty where there is none."""
    found = _SLUG.search(location)
    words = found["slug"].replace("-", " ").strip() if found else ""
    return words[:1].upper() + words[1:]


def labelled(line: str) -> tuple[str, str] | None:
    """Field and value of a line such as ``来源: X``; None where the label is none of ours."""
    found = _LABELLED.fullmatch(composed(line.strip()))
    if found is None:
        return None
    field = _FIELD_OF.get("-".join(found[1].lower().split()))
    return (field, found[2].strip(" *_")) if field else None


def split_names(text: str) -> tuple[str, ...]:
    """The names in a list of authors.

    A bare ``/`` or a space is no separator: ``AFP/Getty`` and ``Ana María`` are one name each.
    """
    names = (name.strip(" .:：*_") for name in _BETWEEN_NAMES.split(text))
    return tuple(name for name in names if name)


def split_terms(text: str) -> tuple[str, ...]:
    """The categories in a list with commas, brackets around it or around each of them or not."""
    text = _LINKED_TERM.sub(r",\1,", text)
    terms = (term.strip(" \t\"'#") for term in re.split(r"[,，、;；|]", text.strip().strip("[]")))
    return tuple(term for term in terms if term)

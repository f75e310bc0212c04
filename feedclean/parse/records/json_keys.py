"""What the keys of JSON objects are called that stand for articles, in many spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from feedclean.caches import remembering
from feedclean.text import composed

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "guid", "oid", "uuid", "articleid", "postid", "docid", "objectid", "storyhash"),
    "url": (
        *(
            "canonicalurl",
            "canonicallink",
            "originalarticleurl",
            "canonical",
            "resolvedpageurl",
            "resolvedurl",
            "webpageurl",
        ),
        *("url", "link", "permalink", "weburl", "articleurl"),
        *("posturl", "pageurl", "displayurl", "shareurl", "sourceurl", "originalurl"),
        *(
            "externalurl",
            "finalurl",
            "redirectedurl",
            "responseurl",
            "loadedurl",
            "requesturl",
            "alternate",
            "href",
            "uri",
            "mainentityofpage",
        ),
        *("fullurl", "absoluteurl", "publicurl", "liveurl"),
        *("contenturl", "exref", "source", "链接", "文章链接", "原文链接", "网址"),
        *("連結", "網址", "enlace", "adresse"),
        *("lien", "ссылка", "リンク", "링크", "الرابط"),
        *("tautan", "duongdan", "lienket", "đườngdẫn", "liênkết"),
        *("記事url", "기사링크", "原文地址"),
        *("baglanti", "bağlantı", "linkki", "länk", "odkaz", "odnosnik", "odnośnik", "посилання"),
        *("σύνδεσμος", "קישור", "لینک", "پیوند"),
    ),
    "title": (
        *(
            "title",
            "headline",
            "titlefull",
            "fulltitle",
            "posttitle",
            "pagetitle",
            "heading",
            "h1",
            "articletitle",
            "name",
        ),
        *("标题", "文章标题", "新闻标题", "標題", "題目", "题目", "titulo", "título", "titre"),
        *(
            "überschrift",
            "booktitle",
            "titel",
            "titolo",
            "hedline",
            "hl1",
            "заголовок",
            "タイトル",
            "見出し",
            "제목",
        ),
        *("العنوان",),
        *("judul", "judulartikel", "judulberita", "tieude", "tiêuđề", "記事タイトル", "기사제목"),
        *("文章標題", "新聞標題"),
        *("baslik", "başlık", "cim", "cím", "nadpis", "naslov", "otsikko", "overskrift", "rubrik"),
        *("tittel", "titular", "titulek", "titlu", "tytul", "tytuł", "наслов", "τίτλος"),
        *("כותרת", "عنوان", "سرخی"),
    ),
    "html": (
        *("contenthtml", "html", "bodyhtml", "htmlcontent", "htmlbody", "articlehtml", "rawhtml"),
        *("contentencoded", "contentrendered", "cooked", "selftexthtml"),
        *("articlebodyhtml", "browserhtml", "renderedhtml", "outerhtml", "pagehtml", "fullhtml"),
        *("pagesource", "responsehtml", "responsebody", "httpresponsebody", "cleanedhtml"),
        *("cleanhtml", "mainhtml", "fithtml"),
    ),
    "markdown": (
        *("markdown", "contentmarkdown", "bodymarkdown", "markdowncontent", "articlemarkdown"),
        *("fitmarkdown", "cleanmarkdown", "rawmarkdown", "contentmd", "bodymd"),
    ),
    "either": (
        *("content", "body", "fulltext", "articlebody", "article", "maintext", "articletext"),
        *("articlecontent", "postcontent", "text", "rawcontent", "contentraw", "story"),
        *("richcontent", "richtext", "mobiledoc", "lexical", "portabletext", "contentblocks"),
        *(
            "storytext",
            "selftext",
            "fullcontent",
            "pagecontent",
            "responsetext",
            "message",
            "paragraphs",
            "blocks",
        ),
        *("正文", "内容", "文章内容", "全文", "內容", "内文", "contenido", "cuerpo", "texto"),
        *("contenu", "texte", "inhalt", "conteudo", "conteúdo", "testo", "текст", "содержание"),
        *("本文", "본문", "내용", "النص", "المحتوى"),
        *("isi", "isiartikel", "isiberita", "konten", "noidung", "nộidung", "記事本文"),
        *("기사내용", "기사본문", "본문내용", "文章內容", "新聞內容", "新闻内容"),
        *(
            "brodtext",
            "brödtext",
            "brødtekst",
            "continut",
            "conținut",
            "icerik",
            "içerik",
            "indhold",
        ),
        *("inhoud", "innehall", "innehåll", "innhold", "metin", "obsah", "sadrzaj", "sadržaj"),
        *("sisalto", "sisältö", "szoveg", "szöveg", "tekst", "teksti", "tresc", "treść"),
        *("κείμενο", "תוכן", "متن", "parrafos", "párrafos"),
    ),
    "text": (
        "contenttext",
        "textcontent",
        "plaintext",
        "pagetext",
        "bodytext",
        "cleantext",
        "rawtext",
        "leadparagraph",
    ),
    "summary": (
        *("summary", "description", "excerpt", "abstract", "dek", "lead", "standfirst", "subtitle"),
        *("digest", "snippet", "intro", "teaser", "摘要", "简介", "描述"),
        *("ringkasan", "tomtat", "tómtắt", "要約", "요약"),
    ),
    "published": (
        *("datepublished", "published", "publishedat", "publishedtime", "publishedon"),
        *("publisheddate", "publishdate", "datepublish", "publishtime", "publishat"),
        *("firstpublished", "firstpublishedat", "firstpublisheddate", "publicationdate"),
        *("publicationtime", "datepublication"),
        *("pubdate", "pubtime", "dategmt", "dateutc", "date", "datetime", "postdate", "postedat"),
        *("timestamp", "time", "firstcreated", "versioncreated", "datecreated", "createdat"),
        *("created", "createtime", "createdtime", "createdutc", "createdati", "ctime"),
        *("releasedate", "displaydate", "dateunixtime", "unixtime", "issued", "ts"),
        *(
            "uploaddate",
            "when",
            "发布时间",
            "发表时间",
            "发布日期",
            "日期",
            "时间",
            "發布時間",
            "時間",
        ),
        *("fecha", "datum", "datapublicacao", "дата", "公開日", "日付", "날짜", "작성일"),
        "تاريخالنشر",
        *("tanggalterbit", "tanggal", "waktu", "ngaydang", "ngàyđăng"),
        *("ngayxuatban", "ngàyxuấtbản"),
        *("掲載日", "投稿日", "입력일", "등록일", "발행일", "發布日期", "發佈日期", "發佈時間"),
        *("creationdate", "fechapublicacion", "fechadepublicacion", "habertarihi", "pvm", "tarih"),
        *("päivämäärä", "ημερομηνία", "תאריך", "تاریخ"),
    ),
    "clock": ("clock", "pubhour", "hour", "uhrzeit", "hora", "heure", "时刻", "時刻", "時分"),
    "updated": (
        *("datemodified", "updated", "updatedat", "modified", "modifiedgmt", "modifiedat"),
        *("lastmodified", "lastupdated", "updatetime", "dateupdated", "更新时间"),
    ),
    "authors": (
        *("authors", "author", "byline", "authorname", "authornames", "creator", "dccreator"),
        *("writer", "writers", "by", "bylines", "publishedbylines", "publishedby", "postauthor"),
        *("reporter", "reporters", "journalist", "作者", "记者", "記者", "撰稿", "autor"),
        *("autores", "verfasser", "populatedauthors"),
        *("auteur", "autore", "автор", "著者", "筆者", "작성자", "기자", "الكاتب", "embedded"),
        *("penulis", "pewarta", "wartawan", "tacgia", "tácgiả"),
        *("forfatter", "forfattare", "författare", "kirjoittaja", "szerzo", "szerző", "yazar"),
        *("συγγραφέας", "מחבר", "نویسنده", "مصنف"),
    ),
    "accounts": (
        *(
            "displayname",
            "userprofile",
            "account",
            "mediauser",
            "screenname",
            "uploader",
            "channel",
        ),
        *("nickname", "username"),
        *("user", "owner", "artist", "from"),
    ),
    "categories": (
        *("tags", "categories", "keywords", "category", "section", "sectionname", "articlesection"),
        *("topics", "关键词", "标签", "kategori", "chuyenmuc", "chuyênmục", "카테고리"),
    ),
    "language": (
        "language",
        "lang",
        "inlanguage",
        "locale",
        "langs",
        "metalang",
        "humanlanguage",
        "languagecode",
    ),
    "image": (
        *("image", "bannerimage", "imageurl", "thumbnail", "thumbnailurl", "cover", "coverimage"),
        *("leadimage", "leadimageurl", "topimage", "featuredimage", "urltoimage", "picurl"),
    ),
    "publisher": (
        *("publisher", "source", "sourcename", "sitename", "publication", "outlet"),
        *("sourcehostname",),
        *("来源", "媒体", "稿源", "來源", "出处", "sumber", "언론사"),
    ),
    "rights": ("copyright", "rights", "copyrightnotice"),
    "enclosures": ("attachments", "enclosures", "enclosure"),
    "languages": ("contentmap",),
    "seen": (
        *("crawltime", "crawledat", "crawled", "crawldate", "fetchedat", "fetchtime", "fetched"),
        *("datedownload", "downloadedat", "scrapedat", "scrapetime", "retrievedat", "savedat"),
        *("抓取时间", "采集时间", "爬取时间"),
    ),
}
"""Field → names of it, the most telling first; in lower case, letters and digits only.

``clock`` is the time of day beside a day, ``accounts`` stand for authors where nothing else does,
``seen`` is when a program came by: what a relative date is measured from, and never a date of
publication.
"""

CONTAINERS: Final = (
    *("items", "articles", "entries", "posts", "stories", "results", "documents", "docs", "news"),
    *("records", "rows", "hits", "data", "list", "response", "feed", "channel", "graph"),
    *("messages", "objects", "ordereditems", "statuses", "edges", "children", "weibo"),
)
"""Keys under which an object keeps a list of articles, in the same spelling."""

CONTENT: Final = frozenset((*KEYS["html"], *KEYS["markdown"], *KEYS["either"], *KEYS["text"]))
TITLES: Final = frozenset(KEYS["title"]) - {"name"}  # a person has a name and an address, too
ADDRESSES: Final = frozenset(KEYS["url"]) - {"source"}
_KNOWN: Final = frozenset(name for names in KEYS.values() for name in names)
_BEFORE: Final = (
    "story",
    "article",
    "news",
    "post",
    "item",
    "entry",
    "web",
    "doc",
    "blog",
    "content",
    "og",
)
"""Words that programs put before every key of theirs: ``story_title``, ``webTitle``."""
_NEVER_BARE: Final = frozenset(("name", "data", "by", "from", "source", "user", "list", "text"))


MOST_KEYS: Final = 10_000
"""Of one object that are looked at; no article has a hundred, and a file can hold millions."""
_LOCALE: Final = re.compile(r"[a-z]{2}-[A-Z]{2}")
_MOST_LOCALES: Final = 100
_BY_LANGUAGE: Final = frozenset(KEYS["languages"])


def spelled(key: str) -> str:
    """A key without case and punctuation: ``date_published`` and ``datePublished`` are one."""
    return "".join(filter(str.isalnum, composed(key))).lower()


@remembering(most=4_096, longest=200)
def known(key: str) -> str | None:
    """The name in our tables that a key as written stands for; None for a key that is none of them.

    A key cannot be known both ways: what is in the tables stays as it is.
    """
    name = spelled(key)
    if name in _KNOWN:
        return name
    for word in _BEFORE:
        bare = name.removeprefix(word)
        if bare != name and bare in _KNOWN and bare not in _NEVER_BARE:
            return bare
    return None


def fields_in(value: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Name in our tables, key as written, and value, of whatever an object has that we know.

    Of a value in several languages it is the first, as Contentful has them.
    """
    for key, child in islice(value.items(), MOST_KEYS):
        name = known(key)
        if name is None:
            continue
        if isinstance(child, dict) and name not in _BY_LANGUAGE and _has_locales(child):
            child = next(iter(child.values()))  # noqa: PLW2901 - the same value, opened
        yield name, key, child


def _has_locales(value: Mapping[str, Any]) -> bool:
    return 0 < len(value) <= _MOST_LOCALES and all(map(_LOCALE.fullmatch, value))

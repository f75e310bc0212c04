from __future__ import annotations

import re

import pytest

from feedclean.clean.media.embeds import EMBEDS, Embed, NoEmbed, embed, is_embed_link
from feedclean.dom.cut import read
from feedclean.dom.tree import find_all, parse
from feedclean.model.article import Scope
from tests.cleaning import EN, ZH, clean, taken

BASE = "https://example.org/news/a"
VIDEO = "dQw4w9WgXcQ"
WATCH = f"https://www.youtube.com/watch?v={VIDEO}"
POSTER = f"https://i.ytimg.com/vi/{VIDEO}/hqdefault.jpg"


def seen(html: str) -> Embed | NoEmbed:
    """What becomes of the first embed of a piece of HTML."""
    return embed(find_all(parse(html), *EMBEDS)[0], BASE)


def shown(html: str, scope: Scope = Scope.FRAGMENT) -> str:
    """What an article shows of an embed that stands among its text."""
    left = clean(f"<article>{EN}{html}{ZH}</article>", scope).html
    left = left.replace(' loading="lazy" referrerpolicy="no-referrer"', "")
    return left.partition("anybody disagreed.</p>")[2].partition("<p>市议会")[0].strip()


def iframe(address: str) -> str:
    return f'<iframe src="{address}"></iframe>'


SEEN_AT = {
    "youtube": (f"https://www.youtube.com/embed/{VIDEO}?rel=0", WATCH),
    "youtube without cookies": (f"//www.youtube-nocookie.com/embed/{VIDEO}", WATCH),
    "youtube from a moment": (f"https://youtube.com/embed/{VIDEO}?a&start=30", WATCH + "&t=30s"),
    "youtube list": (
        "https://www.youtube.com/embed/videoseries?list=PLx-1",
        "https://www.youtube.com/playlist?list=PLx-1",
    ),
    "vimeo": ("https://player.vimeo.com/video/123?title=0", "https://vimeo.com/123"),
    "vimeo with a key": ("https://player.vimeo.com/video/123?h=ab1&title=0", "https://vimeo.com/123/ab1"),
    "bilibili": (
        "//player.bilibili.com/player.html?aid=1&bvid=BV1xx411c7mD&cid=2&page=1",
        "https://www.bilibili.com/video/BV1xx411c7mD",
    ),
    "bilibili of old": (
        "https://player.bilibili.com/player.html?aid=170001",
        "https://www.bilibili.com/video/av170001",
    ),
    "tencent": (
        "https://v.qq.com/txp/iframe/player.html?vid=a0b1c2d3e4f",
        "https://v.qq.com/x/page/a0b1c2d3e4f.html",
    ),
    "youku": (
        "https://player.youku.com/embed/XMzE0==",
        "https://v.youku.com/v_show/id_XMzE0==.html",
    ),
    "dailymotion": (
        "https://geo.dailymotion.com/player/x1.html?video=x8abc",
        "https://www.dailymotion.com/video/x8abc",
    ),
    "spotify": (
        "https://open.spotify.com/embed/episode/4rOoJ6?utm_source=generator",
        "https://open.spotify.com/episode/4rOoJ6",
    ),
    "soundcloud": (
        "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b%3Fc&color=1",
        "https://soundcloud.com/a/b?c",
    ),
    "soundcloud by number": (
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1",
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1",
    ),
    "facebook": (
        "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F&w=5",
        "https://www.facebook.com/a/videos/1/",
    ),
    "map": (
        "https://www.google.com/maps/embed?pb=!1m14!1m8!1m3!1d2482!2d-0.12!3d51.5!3m2",
        "https://www.google.com/maps?q=51.5,-0.12",
    ),
    "peertube on any host": (
        "https://tube.example.net/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?a=1",
        "https://tube.example.net/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
    ),
    "any other": ("https://charts.example.net/c/1?a=%20b#c", "https://charts.example.net/c/1?a=%20b#c"),
    "relative": ("/player/1", "https://example.org/player/1"),
    "a host that ends alike": (
        f"https://notyoutube.com/embed/{VIDEO}",
        f"https://notyoutube.com/embed/{VIDEO}",
    ),
    "no video of youtube": (
        "https://www.youtube.com/embed/live_stream?channel=UC1",
        "https://www.youtube.com/embed/live_stream?channel=UC1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("address", "wanted"), SEEN_AT.values(), ids=SEEN_AT)
def test_a_frame_leads_to_where_a_reader_can_see_it(address: str, wanted: str) -> None:
    found = seen(iframe(address))

    assert isinstance(found, Embed)
    assert found.address == wanted


ELEMENTS = {
    "amp": (f'<amp-youtube data-videoid="{VIDEO}" width="1" height="1"></amp-youtube>', WATCH),
    "lite": (f'<lite-youtube videoid="{VIDEO}"></lite-youtube>', WATCH),
    "lazy": (f'<iframe src="about:blank" data-src="https://youtu.be/{VIDEO}"></iframe>', WATCH),
    "consent": (f'<iframe data-cmp-src="https://youtu.be/{VIDEO}"></iframe>', WATCH),
    "embed": (f'<embed src="https://www.youtube.com/v/{VIDEO}">', WATCH),
    "object with a parameter": (
        f'<object><param name="movie" value="https://www.youtube.com/v/{VIDEO}"></object>',
        WATCH,
    ),
    "object around embed": (
        f'<object><embed src="https://www.youtube.com/v/{VIDEO}"></object>',
        WATCH,
    ),
    "video": ('<video src="/a.webm"></video>', "https://example.org/a.webm"),
    "the file that all can play": (
        '<video><source src="/a.webm" type="video/webm"><source src="/a.mp4"></video>',
        "https://example.org/a.mp4",
    ),
    "audio": ('<audio><source src="b.mp3"></audio>', "https://example.org/news/b.mp3"),
    "amp-video": ('<amp-video src="/a.mp4"></amp-video>', "https://example.org/a.mp4"),
}


@pytest.mark.parametrize(("html", "wanted"), ELEMENTS.values(), ids=ELEMENTS)
def test_elements_that_play_something_are_links_too(html: str, wanted: str) -> None:
    found = seen(html)

    assert isinstance(found, Embed)
    assert found.address == wanted


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize(("html", "wanted"), ELEMENTS.values(), ids=ELEMENTS)
def test_an_article_keeps_the_link(html: str, wanted: str, scope: Scope) -> None:
    assert f'href="{wanted}"' in shown(html, scope)


GOES = {
    "no address": "<iframe></iframe>",
    "text only": '<iframe srcdoc="&lt;p&gt;x"></iframe>',
    "blank": iframe("about:blank"),
    "script": iframe("javascript:x()"),
    "itself": iframe("#"),
    "known host": iframe("https://securepubads.g.doubleclick.net/x"),
    "host named for it": iframe("https://ads.example.net/x"),
    "button": iframe("https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fexample.org"),
    "comments": iframe("https://disqus.com/embed/comments/?x"),
    "too small": '<iframe src="https://example.net/" width="1" height="1"></iframe>',
    "small by style": '<iframe src="https://example.net/" style="width: 0; height: 0"></iframe>',
    "not shown": '<iframe src="https://example.net/" style="display: none"></iframe>',
    "hidden": '<iframe src="https://example.net/" hidden></iframe>',
    "flash": '<embed src="/a.swf">',
    "made by a script": '<video src="blob:https://example.org/1"></video>',
}


@pytest.mark.parametrize("html", GOES.values(), ids=GOES)
def test_frames_nobody_misses_leave_with_a_receipt(html: str) -> None:
    article = clean(EN + html + ZH)

    assert isinstance(seen(html), NoEmbed)
    assert article.html == clean(EN + ZH).html
    assert [removal.rule.partition("/")[0] for removal in article.removals] == ["sanitize"]


LABELS = {
    "title": (f'<iframe title=" The \n keynote " src="{WATCH}"></iframe>', "The keynote"),
    "a title that says nothing": (
        f'<iframe title="YouTube video player" src="{WATCH}"></iframe>',
        "YouTube",
    ),
    "host": (iframe("https://www.example.net/x"), "example.net"),
    "video": ('<video src="/a.mp4"></video>', "Video"),
    "audio": ('<audio src="/a.mp3"></audio>', "Audio"),
    "document": ('<object data="/the%20plan.pdf"></object>', "the plan.pdf"),
    "markup": ('<iframe title="a &lt;b&gt;" src="/x"></iframe>', "a <b>"),
}


@pytest.mark.parametrize(("html", "label"), LABELS.values(), ids=LABELS)
def test_a_link_is_named_by_its_title_or_by_whose_it_is(html: str, label: str) -> None:
    found = seen(html)

    assert isinstance(found, Embed)
    assert found.label == label


POSTERS = {
    "video": ('<video src="/a.mp4" poster="/p.jpg"></video>', "https://example.org/p.jpg"),
    "data": ('<iframe src="/x" data-thumbnail="p.jpg"></iframe>', "https://example.org/news/p.jpg"),
    "its own before that of the player": (
        f'<amp-youtube data-videoid="{VIDEO}" poster="/p.jpg"></amp-youtube>',
        "https://example.org/p.jpg",
    ),
    "of the player": (iframe(WATCH), POSTER),
    "background": (
        "<lite-youtube videoid=x style=\"background-image: url('/p.jpg')\"></lite-youtube>",
        "https://example.org/p.jpg",
    ),
    "none": (iframe("https://example.net/x"), None),
    "empty": ('<video src="/a.mp4" poster="data:image/gif;base64,R0"></video>', None),
}


@pytest.mark.parametrize(("html", "poster"), POSTERS.values(), ids=POSTERS)
def test_a_link_has_a_picture_where_there_is_one(html: str, poster: str | None) -> None:
    found = seen(html)

    assert isinstance(found, Embed)
    assert found.poster == poster


@pytest.mark.parametrize("scope", Scope)
def test_picture_and_name_lead_to_the_film(scope: Scope) -> None:
    assert shown(f"<div>{iframe(WATCH)}</div>", scope) == (
        f'<p><a href="{WATCH}"><img src="{POSTER}" alt=""></a><br><a href="{WATCH}">YouTube</a></p>'
    )  # fmt: skip


def test_a_caption_stays_with_its_film() -> None:
    figure = f"<figure><div>{iframe(WATCH)}</div><figcaption>The keynote.</figcaption></figure>"

    assert re.fullmatch(
        r"<figure><p>.*YouTube</a></p><figcaption>The keynote\.</figcaption></figure>",
        shown(figure),
    )


@pytest.mark.parametrize("scope", Scope)
def test_words_for_those_whose_browser_plays_nothing_leave_with_a_receipt(scope: Scope) -> None:
    html = '<video src="/a.mp4">No video here: <a href="/a.mp4">load it</a></video>'
    article = clean(f"<article>{EN}{html}{ZH}</article>", scope)

    assert taken(article) == [("sanitize/video", "No video here: load it")]
    assert article.removals[0].links == 1
    assert article.stats.chars_written == len("Video")
    assert article.stats.links_out == 1


def test_running_text_in_an_object_stays_beside_the_link() -> None:
    html = shown(f'<object data="https://example.net/x">{ZH.replace("市议会", "市政府")}</object>')

    assert html.startswith('<p><a href="https://example.net/x">example.net</a></p>')
    assert "市政府周二晚间开会" in html


def test_a_film_within_a_line_is_a_link_within_the_line() -> None:
    html = shown('<p>Listen to it: <audio src="/a.mp3"></audio> or read on.</p>')

    assert " ".join(html.split()) == (
        '<p> Listen to it: <a href="https://example.org/a.mp3">Audio</a> or read on. </p>'
    )


def test_a_film_within_a_link_leads_where_the_link_leads() -> None:
    html = shown('<a href="/x"><video src="/a.mp4" poster="/p.jpg"></video></a>')

    assert re.findall(r'href="([^"]*)"', html) == ["https://example.org/x"]
    assert 'src="https://example.org/p.jpg"' in html


def test_the_copy_for_readers_without_scripts_is_not_linked_again() -> None:
    html = f'<iframe data-src="{WATCH}"></iframe><noscript>{iframe(WATCH)}</noscript>'
    article = clean(EN + html + ZH)

    assert article.html.count("YouTube") == 1
    assert [removal.reason for removal in article.removals] == ["the same player again"]


POSTS = {
    "instagram": (
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/C1/?utm_source=ig"></blockquote>',
        "https://www.instagram.com/p/C1/",
    ),
    "facebook": (
        '<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"></div>',
        "https://www.facebook.com/a/posts/1",
    ),
    "tiktok": (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/1"><section></section></blockquote>',
        "https://www.tiktok.com/@a/video/1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("html", "address"), POSTS.values(), ids=POSTS)
def test_a_post_that_a_script_would_show_is_a_link(html: str, address: str) -> None:
    assert f'<a href="{address}">' in shown(html)


def test_a_post_that_is_there_stays_a_quotation_with_its_link() -> None:
    html = (
        '<blockquote class="twitter-tweet"><p lang="en">The bridge stays closed until autumn.</p>'
        '— Ann (@ann) <a href="https://twitter.com/ann/status/1?ref_src=twsrc%5Etfw">May 1</a>'
        '</blockquote><script async src="x"></script>'
    )

    assert shown(html) == (
        '<blockquote><p lang="en">The bridge stays closed until autumn.</p>'
        '<p>— Ann (@ann) <a href="https://twitter.com/ann/status/1">May 1</a></p></blockquote>'
    )


PLAYED = {
    "youtube": iframe(WATCH),
    "vimeo": iframe("https://player.vimeo.com/video/123"),
    "video": '<video src="/a.mp4" poster="/p.jpg"></video>',
    "audio": '<audio src="/a.mp3"></audio>',
    "host": iframe("https://example.net/x"),
    "several": iframe(WATCH) + iframe("https://example.net/x") + '<audio src="/a.mp3"></audio>',
}


@pytest.mark.parametrize("html", PLAYED.values(), ids=PLAYED)
@pytest.mark.parametrize("where", ["above", "among", "below"])
def test_cleaning_again_takes_no_link_to_a_film(html: str, where: str) -> None:
    page = {"above": html + EN + ZH, "among": EN + html + ZH, "below": EN + ZH + html}[where]
    once = clean(page)

    assert clean(once.html).html == once.html


def test_links_to_films_are_told_from_links_to_channels() -> None:
    def link(address: str, text: str) -> bool:
        [block] = read(f'<p><a href="{address}">{text}</a></p>')[1]
        return is_embed_link(block)

    assert link(WATCH, "YouTube")
    assert link("https://example.org/a.mp4", "Video")
    assert link("https://www.example.net/x", "example.net")
    assert not link("https://www.youtube.com/@example", "YouTube")
    assert not link("https://www.facebook.com/example", "Facebook")
    assert not link("https://example.org/videos", "Video")


INSTAGRAM = """
<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/C1/?utm_x=1">
<div><a href="https://www.instagram.com/p/C1/?utm_source=ig_embed"><div><div></div></div><svg></svg>
<div>View this post on Instagram</div></a><p>
<a href="https://www.instagram.com/p/C1/?utm_source=ig_embed">A post shared by Harbour Town</a></p>
</div></blockquote><script async src="//www.instagram.com/embed.js"></script>
"""


@pytest.mark.parametrize("scope", Scope)
def test_a_post_that_says_itself_where_it_is_stays(scope: Scope) -> None:
    left = shown(INSTAGRAM, scope)

    assert "A post shared by Harbour Town" in left
    assert 'href="https://www.instagram.com/p/C1/"' in left


def test_a_frame_without_an_address_leads_where_the_link_left_in_it_does() -> None:
    left = '<a href="https://example.com/media/1a?a=1&amp;b=2">https://example.com/media/1a</a>'
    frame = f'<iframe src="" width="0" height="0">{left}</iframe>'

    assert (
        shown(frame) == '<p><a href="https://example.com/media/1a?a=1&amp;b=2">example.com</a></p>'
    )


def test_a_frame_that_nobody_sees_stays_so_with_an_address_of_its_own() -> None:
    left = '<a href="https://example.com/media/1a">here</a>'
    frame = f'<iframe src="https://example.com/count" width="0" height="0">{left}</iframe>'

    assert shown(frame) == ""
    assert shown('<iframe src="" width="0" height="0">Nothing here.</iframe>') == ""


POST = "https://example.org/2024/05/the-ferry"
QUOTE = f"<blockquote class='q'><p><a href='{POST}/'>The ferry</a></p></blockquote>"
FRAME = f'<iframe title="“The ferry” — Example" src="{POST}/embed/#?secret=a1"></iframe>'


@pytest.mark.parametrize("frame", [FRAME, f"<p>{FRAME}</p>"], ids=["bare", "in a paragraph"])
def test_a_frame_of_the_post_that_a_quotation_above_links_to_is_no_second_link(frame: str) -> None:
    assert shown(f"<p>She told us so:</p>{QUOTE}{frame}").count("The ferry") == 1


def test_such_a_frame_leaves_with_the_related_link_it_belongs_to() -> None:
    article = clean(f"<p>Read also:</p>{QUOTE}<p>{FRAME}</p>{EN}{ZH}")

    assert "ferry</a>" not in article.html
    assert "Example" not in article.html


@pytest.mark.parametrize(
    "html",
    [FRAME, f"{QUOTE}<p>She said so.</p>{FRAME}", QUOTE + FRAME.replace("the-ferry", "the-bridge")],
    ids=["alone", "not right below", "another post"],
)
def test_a_frame_of_a_post_that_nothing_above_links_to_stays(html: str) -> None:
    assert "“The ferry” — Example" in shown(f"<p>She told us so:</p>{html}")

from __future__ import annotations

import pytest

from feedclean.clean.belonging.parts import belonging
from feedclean.dom.blocks import Block
from feedclean.dom.cut import read_page
from feedclean.model.article import ArticleId, ArticleMeta, SourceId

META = ArticleMeta(id=ArticleId("a"), source=SourceId("s"), url=None, title="")
TEXT = (
    "<p>The bridge was closed on Monday after inspectors found a crack in one of its beams.</p>"
    "<p>Drivers now have to cross the river ten miles further north, the town council said.</p>"
)
ZH = (
    "<p>星期一，检查人员在大桥的一根横梁上发现裂缝，随后大桥关闭，车辆改道行驶到上游。</p>"
    "<p>镇议会表示，司机现在必须到上游十英里处过河，预计高峰时段会有较长的等候时间。</p>"
)
TEXTS = pytest.mark.parametrize("text", [TEXT, ZH], ids=["english", "chinese"])


def gone_with(html: str, kept: str, score: float = 0.3) -> list[str]:
    """What belongs to blocks of which ``kept`` says the beginnings, where all others score alike.

    A picture is what has no text: it is kept where ``kept`` has an empty line.
    """
    _, blocks = read_page(f"<body>{html}</body>")
    starts = tuple(line for line in kept.splitlines() if line)
    keep = {
        block.index
        for block in blocks
        if (block.text.startswith(starts) if block.chars else "" in kept.splitlines())
    }
    assert keep, "nothing of it is there"
    found = belonging(blocks, dict.fromkeys(range(len(blocks)), score), keep, META)
    return [_told(blocks[position]) for position in sorted(found)]


def _told(block: Block) -> str:
    return block.text or "a picture"


BODY = "The bridge\nDrivers\n星期一\n镇议会"
WITH_PICTURES = BODY + "\n\n"


@TEXTS
@pytest.mark.parametrize(
    "caption",
    [
        "<div class=foto><img src=a.jpg><div class=didascalia>La diga</div></div>",
        "<center><img src=a.jpg><br><font size=-1><i>La diga</i></font></center>",
        "<figure><img src=a.jpg><p>La diga</p></figure>",
    ],
    ids=["named in another language", "of old", "a paragraph"],
)
def test_a_line_that_shares_its_element_with_a_kept_picture_is_its_caption(
    text: str, caption: str
) -> None:
    assert gone_with(f"<div>{text}{caption}{text}</div>", WITH_PICTURES, 0.1) == ["La diga"]


@pytest.mark.parametrize(
    "box",
    [
        "<div><img src=a.jpg><a href=/b>Another story</a></div>",
        f"<div><img src=a.jpg><p>{'This is a new kind of text. ' * 3}<a href=/g>Give</a></p></div>",
        "<div><img src=a.jpg><button>Enlarge</button></div>",
        "<div><img src=a.jpg><p>One</p><p>Two</p><p>Three</p></div>",
        "<div><p>Above</p><img src=a.jpg></div>",
        "<div class=share-box><img src=a.jpg><p>Tell others</p></div>",
    ],
    ids=["a link", "a call", "a button", "much else", "above", "named for sharing"],
)
def test_other_lines_beside_a_picture_are_no_captions(box: str) -> None:
    assert gone_with(f"<div>{TEXT}{box}</div>", WITH_PICTURES, 0.1) == []


@TEXTS
@pytest.mark.parametrize(
    "caption",
    [
        "<p class=pic-desc>La diga vista dal ponte nuovo.</p>",
        "<div class=imageText>La diga vista dal ponte nuovo.</div>",
        "<p class=bildunterschrift>Der Damm im Winter. Foto: Ana Ruiz</p>",
        "<p><em>La diga vista dal ponte nuovo.</em></p>",
        "<p>十二月的大坝还没有合龙。林晚 摄</p>",
        "<p>十二月的大壩還沒有合龍。（圖：林晚提供）</p>",
    ],
    ids=["two words", "in one", "a german one", "in italics", "who took it", "in brackets"],
)
def test_a_line_below_a_kept_picture_that_is_named_or_set_as_its_caption_stays(
    text: str, caption: str
) -> None:
    html = f"<div>{text}<p class=pic><img src=a.jpg></p>{caption}{text}</div>"

    assert len(gone_with(html, WITH_PICTURES, 0.1)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "<p>La diga vista dal ponte nuovo.</p>",
        "<p class=pic-desc>La diga</p>",
        "<p class=share-text>Tell others about all of this.</p>",
        "<p class=pic-desc><a href=/b>Another story with a picture of its own</a></p>",
        "<h3 class=pic-title>Another story</h3>",
    ],
    ids=["not named", "two words", "named for sharing", "a link", "a heading"],
)
def test_other_lines_below_a_kept_picture_are_left_to_their_scores(line: str) -> None:
    html = f"<div>{TEXT}<p class=pic><img src=a.jpg></p>{line}{TEXT}</div>"

    assert gone_with(html, WITH_PICTURES, 0.1) == []


def test_a_named_caption_below_the_last_paragraph_is_left_to_its_score() -> None:
    html = f"<div>{TEXT}<p class=pic><img src=a.jpg></p><p class=pic-desc>Scan me</p></div>"

    assert gone_with(html, WITH_PICTURES, 0.1) == []


SHOWN = "The crack in the main beam, seen from below."
OPENING = f"<figure class=hero><img src=a.jpg><figcaption>{SHOWN}</figcaption></figure>"


@TEXTS
def test_a_figure_with_its_caption_between_headline_and_text_stays(text: str) -> None:
    html = f"<h1>A crack</h1><div class=top>{OPENING}</div><p>5 May</p><div>{text}</div>"

    assert gone_with(html, BODY, 0.0) == ["a picture", SHOWN]


@pytest.mark.parametrize(
    "html",
    [
        f"{OPENING}<h1>A crack</h1><div>{TEXT}</div>",
        f"<h1>A crack</h1><div class=promo>{OPENING}</div><div>{TEXT}</div>",
        f"<h1>A crack</h1><a href=/b>{OPENING}</a><div>{TEXT}</div>",
        f"<h1>A crack</h1>{OPENING.replace(SHOWN, 'Ana Ruiz')}<div>{TEXT}</div>",
        f"<h1>A crack</h1><figure><img src=a.jpg></figure><p>{SHOWN}</p>{TEXT}",
    ],
    ids=["above the headline", "named for promotion", "a link", "a name alone", "no caption"],
)
def test_other_figures_above_the_text_are_left_to_their_scores(html: str) -> None:
    assert gone_with(html, BODY, 0.0) == []


def test_a_line_that_scores_like_a_button_is_no_caption() -> None:
    box = "<div><img src=a.jpg><p>La diga</p></div>"

    assert gone_with(f"<div>{TEXT}{box}{TEXT}</div>", WITH_PICTURES, 0.01) == []


TELLING = "The dam above the village, two days before the engineers lowered the water"


@TEXTS
@pytest.mark.parametrize(
    ("box", "kept"),
    [
        (f"<figure><img src=a.jpg><figcaption>{TELLING}</figcaption></figure>", [TELLING]),
        (f"<div><img src=a.jpg><p class=photo-caption>{TELLING}</p></div>", [TELLING]),
        (
            f"<figure><img src=a.jpg><figcaption>{TELLING}</figcaption><p>Ann Poe</p></figure>",
            [TELLING, "Ann Poe"],
        ),
        (f"<div><img src=a.jpg><p>{TELLING}</p></div>", []),
        ("<figure><img src=a.jpg><figcaption>Ann Poe / Getty</figcaption></figure>", []),
        (f"<div><img src=a.jpg><p class=caption>{TELLING} <button>Close</button></p></div>", []),
    ],
    ids=["marked up", "named", "with a credit", "only beside it", "only a credit", "a button"],
)
def test_a_caption_that_tells_what_it_shows_stays_whatever_its_score(
    text: str, box: str, kept: list[str]
) -> None:
    assert gone_with(f"<div>{text}{box}{text}</div>", WITH_PICTURES, 0.01) == kept


def test_a_term_stays_with_its_meaning() -> None:
    html = (
        f"<div>{TEXT}<dl><dt>And then?</dt><dd>We waited.</dd><dt>So?</dt><dd>So.</dd></dl></div>"
    )

    assert gone_with(html, BODY + "\nWe waited\nSo.", 0.0) == ["And then?", "So?"]


@pytest.mark.parametrize(
    "entries",
    [
        "<dt>Date</dt><dd>Today</dd><dt>Place</dt><dd>Here</dd><dt>Text</dt><dd>We waited.</dd>",
        "<dd>We waited.</dd><dt><a href=/a>Another story</a></dt>",
    ],
    ids=["facts about it", "a link"],
)
def test_other_entries_of_a_list_do_not_stay(entries: str) -> None:
    assert gone_with(f"<div>{TEXT}<dl>{entries}</dl></div>", BODY + "\nWe waited", 0.0) == []


@TEXTS
def test_prose_in_a_box_within_the_text_stays(text: str) -> None:
    tip = "Ask at the town hall before you drive up there, it may be closed."
    html = f"<div>{text}<div class=callout><b>!</b><div>{tip}</div></div>{text}</div>"

    assert gone_with(html, BODY) == [tip]
    assert gone_with(html, BODY, 0.1) == []


def test_a_box_that_says_what_the_text_says_does_not_stay() -> None:
    repeated = "The bridge was closed on Monday after inspectors found a crack in one of its beams."

    assert gone_with(f"<div>{TEXT}<div><p>{repeated}</p><i>!</i></div>{TEXT}</div>", BODY) == []


def test_a_box_that_is_there_again_and_again_does_not_stay() -> None:
    call = (
        "<div><b>!</b><p>Support independent journalism with a gift, every month of it.</p></div>"
    )

    assert gone_with(f"<div>{TEXT}{call}{TEXT}{call}{TEXT}</div>", BODY) == []


@TEXTS
@pytest.mark.parametrize(
    "wrapped", ["<p><i>{}</i></p>", "<p>{}<br><a href=/print>Print this</a></p>"], ids=["", "links"]
)
def test_prose_right_below_the_text_stays(text: str, wrapped: str) -> None:
    last = "The talk was recorded on two nights in September, and shortened."
    html = (
        f"<div>{text}{wrapped.format(last)}</div><p>Another paragraph that is far away, though.</p>"
    )

    assert gone_with(html, BODY) == [last]


@pytest.mark.parametrize(
    "last",
    [
        "<p>These articles of ours might be of interest to you as well, we think:</p>",
        "<p>Read what we wrote of it <a href=/b>when the bridge was built</a>, long ago.</p>",
        "<p>Short.</p>",
    ],
    ids=["a heading", "a link", "no prose"],
)
def test_other_lines_below_the_text_do_not_stay(last: str) -> None:
    assert gone_with(f"<div>{TEXT}{last}</div>", BODY) == []


FACTS = "<h3>How to carry a lamp</h3><ul><li>Keep it low, on the side of the road.</li></ul>"


@TEXTS
@pytest.mark.parametrize(
    "named", ["fact", "c-fact-box", "faktaboks", "infobox", "article__encadre"]
)
def test_a_box_of_facts_in_the_element_of_the_text_stays(text: str, named: str) -> None:
    box = f"<aside class={named}>{FACTS}</aside>"
    facts = ["How to carry a lamp", "Keep it low, on the side of the road."]

    assert gone_with(f"<div>{text}{box}{text}</div>", BODY, 0.01) == facts
    assert gone_with(f"<div>{text}{box}</div>", BODY, 0.01) == facts


@pytest.mark.parametrize(
    "outside",
    [
        f"<div>{TEXT}</div><aside class=fact>{FACTS}</aside>",
        f"<div>{TEXT}<aside class=more>{FACTS}</aside></div>",
        f"<div>{TEXT}<aside class=fact>{FACTS}<p><a href=/b>All facts</a></p></aside></div>",
        f"<div>{TEXT}<aside class=fact>{FACTS}<p>Subscribe to our newsletter</p></aside></div>",
        f"<div>{TEXT}<aside class=fact><p>A line</p></aside></div>",
    ],
    ids=["beside the text", "of no such name", "with a link", "with a call", "a single line"],
)
def test_other_boxes_are_no_facts(outside: str) -> None:
    assert gone_with(outside, BODY, 0.01) == []


@TEXTS
@pytest.mark.parametrize(
    "heading",
    ["<h2>The price of oil</h2>", "<p><b>The price of oil</b></p>"],
    ids=["a heading", "a line in bold"],
)
def test_a_heading_right_above_the_text_stays_whatever_wraps_them(text: str, heading: str) -> None:
    ad = "<div class=slot>Advertisement</div>"
    wrapped = f"<div>{text}</div>{ad}<div>{heading}</div><div>{text}</div>"

    assert gone_with(f"<main>{wrapped}</main>", BODY, 0.25) == ["The price of oil"]
    assert gone_with(f"<main>{text}{ad}{heading}{text}</main>", BODY, 0.25) == ["The price of oil"]


@pytest.mark.parametrize(
    "line",
    [
        "<h2><a href=/oil>The price of oil</a></h2>",
        "<h2>Read also</h2>",
        "<p>The <b>price</b> of oil</p>",
        "<h2>The price of oil</h2><p>Something else</p>",
    ],
    ids=["a link", "a label", "half in bold", "not right above"],
)
def test_other_lines_above_the_text_do_not_come_along(line: str) -> None:
    assert gone_with(f"<main>{TEXT}{line}{TEXT}</main>", BODY, 0.25) == []


@TEXTS
@pytest.mark.parametrize(
    "box",
    [
        "<div class=ps><h2>P.-S.</h2><p>Le premier compte rendu donnait trois mètres.</p></div>",
        "<div><h3>Postscriptum</h3><p>Die Brücke ist wieder offen, für Fußgänger.</p></div>",
        "<div><p>P.S. Whoever has the key of the gate may keep it for good.</p></div>",
        "<div><p>追記：橋はその後、歩行者のために開かれたと町役場の人が教えてくれました。</p></div>",
    ],
    ids=["french", "german", "one line", "japanese"],
)
def test_a_postscript_in_a_box_of_its_own_stays(text: str, box: str) -> None:
    found = gone_with(f"<div>{text}</div>{box}", BODY, 0.1)

    assert "".join(found) in box.replace("</h2><p>", "").replace("</h3><p>", "")
    assert found


@pytest.mark.parametrize(
    "box",
    [
        "<div><h2>P.-S.</h2><p><a href=/a>Another article of this site, a long one</a></p></div>",
        "<div><p>PSG won on Monday, says a line of some other article of the site.</p></div>",
        "<nav><p>P.S. Whoever has the key of the gate may keep it for good.</p></nav>",
        "<p>a</p><p>b</p><p>c</p><p>P.S. Whoever has the key of the gate may keep it for good.</p>",
    ],
    ids=["a link", "another word", "a menu", "far below"],
)
def test_other_lines_below_the_text_are_no_postscripts(box: str) -> None:
    assert gone_with(f"<div>{TEXT}</div>{box}", BODY, 0.1) == []


@TEXTS
def test_a_name_that_a_picture_and_its_line_share_does_not_speak_against_the_line(
    text: str,
) -> None:
    shown = "The dam above the village, two days before"
    box = f"<div class=related_image><img src=a.jpg><p class=desc>{shown}</p></div>"
    link = f"<div><img src=a.jpg><p class=related>{shown}</p></div>"

    assert gone_with(f"<div>{text}{box}{text}</div>", WITH_PICTURES, 0.1) == [shown]
    assert gone_with(f"<div>{text}{link}{text}</div>", WITH_PICTURES, 0.1) == []


@TEXTS
def test_a_short_caption_that_is_marked_up_stays_whatever_its_score(text: str) -> None:
    shown = "The cow the day after, freshly washed"
    box = f"<figure><img src=a.jpg><figcaption>{shown}</figcaption></figure>"

    assert gone_with(f"<div>{text}{box}{text}</div>", WITH_PICTURES, 0.01) == [shown]
    credit = box.replace(shown, "Photo by Ann Poe for the paper")
    assert gone_with(f"<div>{text}{credit}{text}</div>", WITH_PICTURES, 0.01) == []


@TEXTS
def test_a_line_that_stands_for_the_picture_beside_it_stays(text: str) -> None:
    line = "裂缝。镇议会供图"
    shown = f'<div><h3>Beams</h3></div><img src=a.jpg alt="{line}">{line}'

    assert gone_with(f"<div>{text}{shown}<p></p>{text}</div>", BODY, 0.0) == [line]
    linked = f'<p><a href=/b><img src=a.jpg alt="{line}">{line}</a></p>'
    assert gone_with(f"<div>{text}{linked}{text}</div>", BODY, 0.0) == []
    assert gone_with(f"<div>{text}{text}</div><p><img src=a.jpg alt='{line}'>{line}", BODY, 0) == []


GATHERED = (
    "<ul><li><a href=https://a.example/1>How locks lost their keepers</a>, a long read</li>"
    "<li><a href=https://b.example/2>The ledger that ran a town</a>, kept by one clerk</li>"
    "<li><a href={0}>A map of every bench</a></li></ul>"
)


@pytest.mark.parametrize(
    ("address", "kept", "found"),
    [
        ("https://d.example/4", "How locks\nThe ledger", ["A map of every bench"]),
        ("https://d.example/4", "How locks", []),
        ("/benches", "How locks\nThe ledger", []),
    ],
    ids=["as most are", "most are not", "an article of the site"],
)
def test_a_link_in_a_list_that_is_told_about_stays_as_the_others_do(
    address: str, kept: str, found: list[str]
) -> None:
    assert gone_with(TEXT + GATHERED.format(address), f"{BODY}\n{kept}") == found

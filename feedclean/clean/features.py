"""Measures the blocks of a page: one row of numbers for each, from one walk over blocks and boxes."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.evidence import Evidence, words
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.text import squeeze

_WIDE: Final = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\uff60]")
_MARKS: Final = re.compile("[,.;:!?…»”،؛؟۔।，。！？；：、」』]")
_DIGITS: Final = re.compile(r"\d")
_CAPS: Final = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_ENDS: Final = frozenset("。！？…．.!?”\"」』）):：;；’'؟۔।»,，")

_ODD: Final = (
    traits.NAV | traits.ASIDE | traits.FOOTER | traits.FORM | traits.CONTROL | traits.HIDDEN
    | traits.NOSCRIPT | traits.COMMENT_NAME | traits.RELATED_NAME | traits.AD_NAME
    | traits.SIDE_NAME | traits.LEGAL_NAME | traits.PLAYER | traits.PROMO_NAME
    | traits.SHARE_NAME | traits.NAV_NAME
)  # fmt: skip
_UNSEEN: Final = traits.HIDDEN | traits.NOSCRIPT | traits.CONTROL | traits.PLAYER

BITS: Final = tuple(
    (name.lower(), getattr(traits, name))
    for name in (
        "LINK HEADING ITEM CELL QUOTE CODE FIGURE CAPTION PARAGRAPH ARTICLE MAIN NAV ASIDE HEADER "
        "FOOTER FORM CONTROL HIDDEN LINE NOSCRIPT BODY_NAME SHARE_NAME RELATED_NAME PROMO_NAME "
        "AD_NAME COMMENT_NAME SIDE_NAME NAV_NAME META_NAME LEGAL_NAME CAPTION_NAME BODY_PROP PLAYER"
    ).split()
)

NAMES: Final = (
    "weight", "link_density", "marks", "ends", "digits", "caps", "level", "strong", "images",
    "links", "tag",
    "title_cover", "title_share", "described", "declared", "has_declared",
    "at", "at_weight", "from_title", "title_seen",
    "to_prev_body", "to_next_body", "prev_weight", "prev_density", "next_weight", "next_density",
    "prev2_weight", "next2_weight", "prev_marks", "next_marks", "prev_same", "next_same",
    "depth", "home_share", "home_body", "home_density", "home_blocks", "home_mean",
    "up_share", "up_density", "up_blocks", "up2_share", "up2_density",
    "steps60", "steps30", "density60", "share60", "weight60", "odd_steps", "odd_below60",
    "in_region", "region_at", "before_region", "after_region",
    "in_best", "best_at", "sig_count", "sig_body", "sig_mean", "sig_density", "sig_run",
    "cards", "article_share", "articles", "article_blocks",
    "page_weight", "page_body", "page_blocks", "page_density", "wide",
    "heading_back", "heading_level", "same_text", "bars", "quotes",
    *(name for name, _ in BITS),
)  # fmt: skip

_TAG_CODES: Final = {
    "": 0, "p": 1, "div": 2, "li": 3, "td": 4, "span": 5, "h1": 6, "h2": 7, "h3": 8, "h4": 9,
    "h5": 10, "h6": 11, "figcaption": 12, "blockquote": 13, "pre": 14, "section": 15, "dd": 16,
    "dt": 17, "figure": 18, "a": 19, "th": 20, "time": 21, "article": 22, "header": 23,
    "footer": 24, "label": 25, "button": 26, "ul": 27, "center": 28, "img": 29,
}  # fmt: skip


def measure(blocks: list[Block], evidence: Evidence) -> list[list[float]]:
    """One row for each block, in the order of ``NAMES``."""
    n = len(blocks)
    weight = [0] * n
    linked = [0.0] * n
    marks = [0] * n
    body = [0] * n
    wide_total = 0
    for i, block in enumerate(blocks):
        text = block.text
        size = block.chars
        if not text.isascii():
            wide = len(_WIDE.findall(text))
            wide_total += wide
            size += wide
        weight[i] = size
        density = block.link_density
        linked[i] = size * density
        if size > 24:
            marks[i] = len(_MARKS.findall(text))
            if (
                density < 0.4
                and (size >= 100 or (size >= 40 and text[-1] in _ENDS))
                and marks[i]
                and not block.traits & _UNSEEN
            ):
                body[i] = size
    return _Rows(blocks, evidence, weight, linked, marks, body, wide_total).all()


class _Rows:
    def __init__(self, blocks, evidence, weight, linked, marks, body, wide):  # type: ignore
        self.blocks = blocks
        self.evidence = evidence
        self.weight = weight
        self.linked = linked
        self.marks = marks
        self.body = body
        self.wide = wide

    def all(self):  # type: ignore
        blocks, weight, linked, marks, body = self.blocks, self.weight, self.linked, self.marks, self.body
        n = len(blocks)
        if not n:
            return []
        W = _sums(weight); L = _sums(linked); B = _sums(body)
        tw = max(1, W[n]); tb = max(1, B[n])
        ev = self.evidence
        # containers in document order
        conts = []
        seen = {}
        for b in blocks:
            chain = []
            h = b.home
            while h is not None and id(h) not in seen:
                seen[id(h)] = None
                chain.append(h)
                h = h.parent
            conts.extend(reversed(chain))
        info = {}
        best = None; best_body = -1
        region = None
        direct = {}
        for i, b in enumerate(blocks):
            if body[i]:
                direct[id(b.home)] = direct.get(id(b.home), 0) + body[i]
        articles = 0
        for c in conts:
            f, l = c.first, c.last
            w = W[l] - W[f]; ld = (L[l] - L[f]) / w if w else 0.0
            bs = (B[l] - B[f]) / tb
            p = info.get(id(c.parent)) if c.parent is not None else None
            own = c.traits & ~(c.parent.traits if c.parent is not None else 0)
            odd = 0 if own & _ODD else (p["odd"] + 1 if p else 99)
            if bs >= 0.6:
                s60 = 0; c60 = c; region = c if region is None or c.depth > region.depth else region
            else:
                s60 = p["s60"] + 1 if p else 0; c60 = p["c60"] if p else c
            s30 = 0 if bs >= 0.3 else (p["s30"] + 1 if p else 0)
            art = c if c.element.tag == "article" else (p["art"] if p else None)
            if c.element.tag == "article":
                articles += 1
            info[id(c)] = dict(w=w, ld=ld, bs=bs, odd=odd, s60=s60, c60=c60, s30=s30, art=art, odd60=0)
            info[id(c)]["odd60"] = 0 if bs >= 0.6 else (p["odd60"] if p else 0) + (1 if own & _ODD else 0)
            d = direct.get(id(c), 0)
            dp = d
            if dp > best_body:
                best_body = dp; best = c
        if region is None:
            region = conts[0]
        # cards: same (tag, class) among siblings of home
        kids = {}
        for c in conts:
            if c.parent is not None:
                k = (id(c.parent), c.element.tag, c.element.get("class"))
                kids[k] = kids.get(k, 0) + 1
        # signatures
        sigs = []
        S = {}
        for i, b in enumerate(blocks):
            box = b.box; home = b.home.element
            s = (box.tag, box.attrs.get("class") if box.attrs else None, home.tag, home.attrs.get("class") if home.attrs else None)
            sigs.append(s)
            e = S.get(s)
            if e is None:
                S[s] = [1, weight[i], linked[i], body[i]]
            else:
                e[0] += 1; e[1] += weight[i]; e[2] += linked[i]; e[3] += body[i]
        # title
        tws = ev.title_words
        cover = [0.0] * n; tshare = [0.0] * n
        title_at = -1; title_best = 0.0
        if tws:
            for i, b in enumerate(blocks):
                if 4 <= weight[i] <= 400:
                    ws = words(b.text)
                    if ws:
                        hit = sum(x in tws for x in ws)
                        if hit:
                            cover[i] = hit / len(ws)
                            tshare[i] = len(tws.intersection(ws)) / len(tws)
                            q = cover[i] * tshare[i] * (1.5 if b.traits & traits.HEADING else 1.0) * (1.3 if b.box.tag == "h1" else 1.0)
                            if q > title_best and q > 0.3 and not b.traits & _UNSEEN:
                                title_best = q; title_at = i
        if title_at < 0:
            for i, b in enumerate(blocks):
                if b.box.tag == "h1" and b.chars:
                    title_at = i; break
        # same texts
        texts = {}
        for b in blocks:
            texts[b.text] = texts.get(b.text, 0) + 1
        # distance to body
        prev_body = [40] * n; next_body = [40] * n
        last = -100
        for i in range(n):
            prev_body[i] = min(40, i - last)
            if body[i]: last = i
        last = 10**6
        for i in range(n - 1, -1, -1):
            next_body[i] = min(40, last - i)
            if body[i]: last = i
        run = [0] * n
        for i in range(n):
            run[i] = run[i - 1] + 1 if i and sigs[i] == sigs[i - 1] else 1
        rows = []
        rf, rl = region.first, region.last
        bf, bl = best.first, best.last
        hb = -1; hl = 0
        has_decl = float(bool(ev.declared_body))
        pd = L[n] / tw
        nb = sum(1 for x in body if x)
        for i, b in enumerate(blocks):
            text = b.text; w = weight[i]; t = b.traits
            home = b.home; hi = info[id(home)]
            up = home.parent or home; ui = info[id(up)]
            up2 = up.parent or up; u2 = info[id(up2)]
            c60 = hi["c60"]; ci = info[id(c60)]
            sg = S[sigs[i]]
            squeezed = squeeze(text) if (has_decl or ev.description) and w > 12 else ""
            lvl = int(b.box.tag[1]) if b.box.tag in ("h1", "h2", "h3", "h4", "h5", "h6") else (7 if t & traits.HEADING else 0)
            if lvl:
                hb = i; hl = lvl
            art = hi["art"]
            ai = info[id(art)] if art is not None else None
            hn = home.last - home.first
            k = (id(home.parent), home.element.tag, home.element.get("class"))
            k2 = (id(up.parent), up.element.tag, up.element.get("class"))
            short = text[:200]
            row = [
                w, linked[i] / w if w else 0.0, marks[i] / w * 100 if w else 0.0,
                float(bool(text) and text[-1] in _ENDS),
                len(_DIGITS.findall(short)) / len(short) if short else 0.0,
                len(_CAPS.findall(short)) / len(short) if short else 0.0,
                lvl, b.strong_chars / b.chars if b.chars else 0.0, b.images, b.links,
                _TAG_CODES.get(b.box.tag, 30),
                cover[i], tshare[i],
                float(bool(squeezed) and squeezed[:60] in ev.description) if ev.description else -1.0,
                float(bool(squeezed) and (squeezed[:80] in ev.declared_body or squeezed[-80:] in ev.declared_body)), has_decl,
                i / n, W[i] / tw, max(-60, min(200, i - title_at)) if title_at >= 0 else -99, title_best,
                prev_body[i], next_body[i],
                weight[i - 1] if i else 0, _ld(linked, weight, i - 1), weight[i + 1] if i + 1 < n else 0, _ld(linked, weight, i + 1),
                weight[i - 2] if i > 1 else 0, weight[i + 2] if i + 2 < n else 0,
                marks[i - 1] if i else 0, marks[i + 1] if i + 1 < n else 0,
                float(i > 0 and sigs[i - 1] == sigs[i]), float(i + 1 < n and sigs[i + 1] == sigs[i]),
                home.depth, hi["w"] / tw, hi["bs"], hi["ld"], hn, hi["w"] / hn,
                ui["bs"], ui["ld"], up.last - up.first, u2["bs"], u2["ld"],
                hi["s60"], hi["s30"], ci["ld"], ci["bs"], ci["w"], min(hi["odd"], 20), hi["odd60"],
                float(rf <= i < rl), (i - rf) / max(1, rl - rf), max(0, rf - i), max(0, i - rl + 1),
                float(bf <= i < bl), (i - bf) / max(1, bl - bf),
                sg[0], sg[3] / tb, sg[1] / sg[0], sg[2] / sg[1] if sg[1] else 0.0, run[i],
                max(kids.get(k, 1), kids.get(k2, 1)), ai["bs"] if ai else -1.0, articles,
                (art.last - art.first) if art is not None else 0,
                tw, tb, n, pd, self.wide / tw,
                min(40, i - hb) if hb >= 0 else 40, hl, texts[text], text.count("|") + text.count("·") + text.count("•") if w < 200 else 0,
                float(bool(text) and text[0] in "“\"«„「『‘'"),
            ]
            row.extend(1.0 if t & bit else 0.0 for _, bit in BITS)
            rows.append(row)
        return rows


def _ld(linked, weight, i):  # type: ignore
    if i < 0 or i >= len(weight) or not weight[i]:
        return -1.0
    return linked[i] / weight[i]


def _sums(values):  # type: ignore
    out = [0]
    total = 0
    for value in values:
        total += value
        out.append(total)
    return out

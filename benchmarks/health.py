"""Alarms: how soon a redesign is told, what is published meanwhile, and how often one is false.

Sites are made up, in eight languages, each with a design of its own: names, nesting, order. For 60
days they publish as sites do, with rotating advertisements, variants under test, style sheets built
anew, notices, galleries and a special page now and then; then every name, the nesting and the order
change. Beside them the bulk dumps are published as feeds of whole articles, some a day for 60 days.
"""

from __future__ import annotations

import argparse
import random
import re
import tarfile
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

from benchmarks.data import save
from feedclean.clean.process import process
from feedclean.conductor import Order, Tools, build_site
from feedclean.config import load_config
from feedclean.errors import FetchError
from feedclean.gather.base import Fetched, Request
from feedclean.health import Signs, judge
from feedclean.learn import ENOUGH, learn_from, profile
from feedclean.model.article import CleanArticle, RawArticle, Scope, SourceId
from feedclean.model.health import Alarm, Health, Sample
from feedclean.model.output import SourceReport
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.model.source import NO_VALIDATORS, Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.work.observe import measured

WORKS_WITHOUT_DATA = True

START = datetime(2026, 1, 1, 6, tzinfo=UTC)
DAYS = 60
AFTER = 12
_FOREIGN = "ZQX"
"""In every text that is not the article's."""
WORDS: Mapping[str, tuple[str, str]] = {
    "en": (
        "{} said that the {} near the {} will be open again before the {} comes.",
        """harbour
        council bridge teacher morning window garden letter station winter market doctor""",
    ),
    "de": (
        "Der {} sagte, dass die {} bei der {} noch vor dem {} wieder offen ist.",
        """Hafen
        Brücke Lehrer Morgen Fenster Garten Brief Bahnhof Winter Markt Arzt Schule""",
    ),
    "fr": (
        "Le {} a dit que la {} près du {} serait de nouveau ouverte avant le {}.",
        """port
        conseil pont maître matin fenêtre jardin lettre gare hiver marché médecin""",
    ),
    "es": (
        "El {} dijo que la {} cerca del {} estará abierta otra vez antes del {}.",
        """puerto
        consejo puente maestro jardín carta estación invierno mercado médico escuela""",
    ),
    "ru": (
        "{} сообщил, что {} возле {} снова откроется раньше, чем наступит {}.",
        """порт совет
        мост учитель утро окно сад письмо вокзал зима рынок врач""",
    ),
    "zh": (
        "{}表示，靠近{}的{}将在{}到来之前重新开放，许多居民对此感到高兴。",
        """港口 议会 桥梁
        教师 早晨 花园 车站 冬天 市场 医生 学校 河流""",
    ),
    "ja": (
        "{}は、{}の近くにある{}が{}までに再び開くと述べ、住民は喜んでいる。",
        """港 議会 橋
        先生 朝 窓 庭 手紙 駅 冬 市場 医者""",
    ),
    "ar": (
        "قال {} إن {} بالقرب من {} سيفتح من جديد قبل أن يأتي {} هذا العام.",
        """الميناء المجلس
        الجسر المعلم الصباح الحديقة المحطة الشتاء السوق الطبيب المدرسة النهر""",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a site has written: its own words, by which they are known again."""

    path: str
    title: str
    paragraphs: tuple[str, ...]
    pictures: int = 0
    is_special: bool = False


@dataclass(slots=True)
class Design:
    """How a site is built: all of it drawn by lot."""

    seed: str
    names: dict[str, str] = field(default_factory=dict)

    def name(self, part: str) -> str:
        if part not in self.names:
            dice = _dice(f"{self.seed}/{part}")
            syllables = "ka lo mi ten ser vap dro gul nim pra sto wel fir hob".split()
            self.names[part] = "-".join(
                "".join(dice.choices(syllables, k=2)) for _ in range(dice.randint(1, 2))
            )
        return self.names[part]

    def wrapped(self, part: str, html: str, inner: str = "div") -> str:
        dice = _dice(f"{self.seed}/nest/{part}")
        for n in range(dice.randint(1, 3)):
            tag = dice.choice(("div", "section", "div", inner))
            html = f'<{tag} class="{self.name(f"{part}{n}")}">{html}</{tag}>'
        return html

    def page(self, article: Article, day: int, body: str | None = None) -> str:
        """A page of one day: what rotates is drawn anew."""
        if article.is_special:
            return Design(f"{self.seed}/{article.path}").page(
                replace(article, is_special=False), day
            )
        dice = _dice(f"{article.path}/{day}")
        text = self.text(article) if body is None else body
        head = f'<h1 class="{self.name("title")}">{escape(article.title)}</h1>'
        links = "".join(
            f'<li class="{self.name("item")}"><a href="/m{n}">{self.name(f"menu{n}").title()}</a>'
            for n in range(9)
        )
        advert = (
            f'<div class="{dice.choice(("ad-top", "ad-wide", "sponsor"))}-{dice.randint(1, 999)}">'
            f"<a href='/x'>{_FOREIGN} offers</a></div>"
        )
        more = "".join(
            f'<div class="{self.name("card")}"><a href="/r{n}"><h3>{_FOREIGN} {n}</h3></a></div>'
            for n in range(dice.randint(3, 8))
        )
        parts = [
            self.wrapped("menu", f"<ul>{links}</ul>", "nav"),
            self.wrapped("story", head + text, "article"),
            self.wrapped("more", more, "aside"),
        ]
        if _dice(f"{self.seed}/order").random() < 0.5:
            parts[0], parts[2] = parts[2], parts[0]
        if dice.random() < 0.6:
            parts.insert(dice.randrange(3), advert)
        built = f"{self.name('root')}_{_dice(f'{self.seed}{day // 10}').getrandbits(30):x}"
        variant = dice.choice(("test-a", "test-b", "test-c"))
        foot = self.wrapped(
            "foot", f"<p>{_FOREIGN} imprint, contact and terms of use</p>", "footer"
        )
        return (
            f"<!doctype html><html><head><title>{escape(article.title)}</title></head>"
            f'<body class="{built} {variant}">{self.wrapped("all", "".join(parts) + foot)}</body>'
        )

    def text(self, article: Article) -> str:
        lines = "".join(f'<p class="{self.name("p")}">{one}</p>' for one in article.paragraphs)
        pictures = "".join(
            f'<figure class="{self.name("figure")}"><img src="/i{n}.jpg" alt=""></figure>'
            for n in range(article.pictures)
        )
        return self.wrapped("text", pictures + lines)


def _dice(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - made-up words, not a secret


def _teasers(design: Design, _: Article) -> str:
    """A page whose text only a script would bring: teasers of others stand there instead."""
    more = " and many other things that people talk about in town these days"
    return "".join(f"<p class='{design.name('lure')}'>{_FOREIGN} {n}{more}.</p>" for n in range(2))


def _begging(design: Design, _: Article) -> str:
    """The same with a long text about the site itself, as long as an article."""
    line = f"{_FOREIGN} is read by people everywhere, and we tell them each day what is new there. "
    return "".join(f"<p class='{design.name('beg')}'>{line * 4}</p>" for _ in range(8))


BODIES: Mapping[str, Callable[[Design, Article], str] | None] = {
    "read as well": None,
    "text lost": _teasers,
    "another text": _begging,
}
"""What a redesign does to the text of its pages."""


@dataclass(slots=True)
class Site:
    """A made-up site and its feed."""

    name: str
    language: str
    kind: str
    design: Design
    written: list[tuple[datetime, Article]] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)

    def write(self, day: int) -> None:
        dice = _dice(f"{self.name}/{day}")
        count = dice.choice((0, 1, 1, 1, 2, 2, 4))
        for n in range(count if self.written else max(1, count)):  # an empty feed is a failure
            article = self._article(f"/{self.name}/{day}-{n}", dice)
            make = BODIES[self.kind] if day >= DAYS else None
            body = None if make is None else make(self.design, article)
            self.pages[article.path] = self.design.page(article, day, body)
            self.written.insert(0, (START + timedelta(days=day, minutes=-n - 1), article))

    def _article(self, path: str, dice: random.Random) -> Article:
        sentence, words = WORDS[self.language]
        count = max(1, round(9 * dice.lognormvariate(0, 0.4)))
        if dice.random() < 0.12:
            count = 1
        paragraphs = tuple(
            " ".join(sentence.format(*dice.choices(words.split(), k=4)) for _ in range(3))
            + f" ({path} {n})"
            for n in range(count)
        )
        return Article(
            path=path,
            title=f"{' '.join(dice.sample(words.split(), 3))} {path}",
            paragraphs=paragraphs,
            pictures=dice.choice((0, 0, 1, 1, 8)),
            is_special=dice.random() < 0.01,
        )

    def feed(self) -> str:
        items = "".join(
            _item(
                article.path,
                article.title,
                f"<p>{escape(article.paragraphs[0][:120])} […]</p>",
                when,
            )
            for when, article in self.written[:25]
        )
        return f'<rss version="2.0"><channel><title>{self.name}</title>{items}</channel></rss>'


def _item(path: str, title: str, html: str, when: datetime) -> str:
    return (
        f"<item><title>{escape(title)}</title><link>https://s.example.org{escape(path)}</link>"
        f"<guid isPermaLink='false'>{escape(path)}</guid><pubDate>{format_datetime(when)}</pubDate>"
        f"<description>{escape(html)}</description></item>"
    )


class World:
    """Feeds and pages by their paths, asked once a day."""

    def __init__(self, folder: Path, ids: Sequence[str]) -> None:
        self.folder, self.day = folder, 0
        self.bodies: dict[str, str] = {}
        sources = "".join(
            f'[[source]]\nid = "{one}"\nkind = "feed"\ntitle = "{one}"\nkeep_captures_days = 0\n'
            f'location = "https://s.example.org/{one}"\n\n'
            for one in ids
        )
        (folder / "config.toml").write_text(
            '[site]\ntitle = "T"\nbase_url = "https://feeds.example.org/"\nformats = ["atom"]\n\n'
            f"[fetch]\npage_delay = 0\n\n{sources}",
            encoding="utf-8",
        )

    def fetch(self, request: Request) -> Fetched:
        body = self.bodies.get(request.url.partition("example.org")[2])
        if body is None:
            raise FetchError(request.url, "the server answered 404", status=404)
        return Fetched(
            url=request.url,
            body=body.encode(),
            media_type=None,
            charset="utf-8",
            validators=NO_VALIDATORS,
        )

    def build(self, day: int) -> Mapping[str, SourceReport]:
        now = START + timedelta(days=day)
        config = load_config(self.folder / "config.toml")
        report = build_site(config, Tools(now=now, fetch=self.fetch), Order())
        return {one.source: one for one in report.sources}

    def published(self, name: str) -> str:
        return (self.folder / "public" / f"{name}.atom").read_text("utf-8")


@dataclass(slots=True)
class Told:
    """Alarms that were opened, by the day."""

    open: dict[str, set[str]] = field(default_factory=dict)
    opened: list[tuple[str, int, str, str]] = field(default_factory=list)

    def note(self, day: int, reports: Mapping[str, SourceReport]) -> None:
        for name, report in reports.items():
            now = {alarm.code: alarm.told for alarm in report.alarms}
            known = self.open.get(name, set())
            self.opened += [(name, day, code, now[code]) for code in sorted(now.keys() - known)]
            self.open[name] = set(now)


def redesigns(folder: Path, variants: int) -> dict[str, object]:
    """Sites that are themselves for 60 days, and then are built anew."""
    sites = [
        Site(
            f"{language}-{kind.replace(' ', '-')}-{n}",
            language,
            kind,
            Design(f"{language}{kind}{n}"),
        )
        for language in WORDS
        for kind in BODIES
        for n in range(variants)
    ]
    world, told = World(folder, [one.name for one in sites]), Told()
    wrong: list[str] = []
    before: dict[str, str] = {}
    for day in range(DAYS + AFTER):
        for site in sites:
            if day == DAYS:
                site.design = Design(f"{site.design.seed}/anew")
                before[site.name] = world.published(site.name)
            site.write(day)
            world.bodies[f"/{site.name}"] = site.feed()
            world.bodies.update(site.pages)
        told.note(day, world.build(day))
        if day >= DAYS:
            wrong += [where for site in sites for where in _wrong(site, world.published(site.name))]
    found = _first_alarms(sites, told)
    return {
        "sites": len(sites),
        "articles": sum(len(one.written) for one in sites),
        "told in the first build with a new page": sum(lag == 0 for lag in found.values()),
        "told at all": sum(lag is not None for lag in found.values()),
        "builds of changed sites with a wrong text": len(wrong),
        "wrong": sorted(set(wrong))[:20],
        "false alarms": [one for one in told.opened if one[1] < DAYS],
        "site days": DAYS * len(sites),
    }


def _first_alarms(sites: Sequence[Site], told: Told) -> dict[str, int | None]:
    """Of each site, how many builds with new pages had gone by when its redesign was told."""
    found: dict[str, int | None] = {}
    for site in sites:
        days = sorted({(when + timedelta(hours=1) - START).days for when, _ in site.written})
        later = [day for day in days if day >= DAYS]
        alarms = [
            day
            for name, day, code, _ in told.opened
            if (name, code) == (site.name, "layout-changed") and day >= DAYS
        ]
        if later:
            found[site.name] = sum(day < alarms[0] for day in later) if alarms else None
    return found


def _wrong(site: Site, published: str) -> Iterator[str]:
    """Entries that say what is not the article's, or lack what the feed has of it."""
    for entry in re.findall(r"<entry>(.*?)</entry>", published, re.DOTALL):
        if _FOREIGN in entry:
            title = re.search(r"<title>(.*?)</title>", entry)
            yield f"{site.name}: {title[1] if title else '?'}"


def dumps(data: Path) -> dict[str, object]:
    """The bulk dumps, some articles a day: cleaned by what those before have in common, judged."""
    told, count = Told(), 0
    paths = _archives(data)
    for path in paths:
        name = path.name.partition(".tar")[0]
        articles = _articles(path)
        count += len(articles)
        for day, alarms in enumerate(_days(SourceId(name), articles)):
            now = {one.code: dict(one.facts) for one in alarms}
            opened = now.keys() - told.open.get(name, set())
            told.opened += [(name, day, code, str(now[code])) for code in sorted(opened)]
            told.open[name] = set(now)
    return {
        "sources": len(paths),
        "articles": count,
        "false alarms": told.opened,
        "site days": DAYS * len(paths),
    }


def _days(name: SourceId, articles: Sequence[RawArticle]) -> Iterator[tuple[Alarm, ...]]:
    """The alarms that are open on each of 60 days; a fifth of the articles is there at first."""
    health, samples = Health(source=name), []
    profiles = [profile(replace(one, meta=replace(one.meta, source=name))) for one in articles]
    known = 0
    for day in range(DAYS):
        upto = round(len(articles) * (0.2 + 0.8 * (day + 1) / DAYS))
        options = CleanOptions()
        template = learn_from(name, profiles[:upto]) if upto >= ENOUGH else None
        plan = CleanPlan(source=name, options=options, template=template)
        outcomes = [process(one, plan) for one in articles[known:upto]]
        new = [
            measured(one, is_page=one_raw.scope is Scope.PAGE)
            for one, one_raw in zip(outcomes, articles[known:upto], strict=True)
            if isinstance(one, CleanArticle)
        ]
        now, known = START + timedelta(days=day), upto
        if new:
            samples.append(Sample(at=now, entries=known, new=tuple(new[-60:]), count=len(new)))
        health = replace(health, alarms=judge(health, samples, Signs(now=now)))
        yield health.alarms


def _archives(data: Path) -> list[Path]:
    return sorted((data / "dumps" / "bulk").glob("*.tar.xz"))


def _articles(path: Path) -> list[RawArticle]:
    """The articles of a dump in the order of their files."""
    source = Source(id=SourceId("x"), kind=SourceKind.DUMP, location="x", title="x")
    articles: list[RawArticle] = []
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            stored = archive.extractfile(member)
            if stored is None:
                continue
            capture = Capture(
                source=source.id,
                location=member.name,
                body=stored.read(),
                media_type=None,
                charset=None,
                captured_at=START,
            )
            articles += [one for one in read(capture, source) if isinstance(one, RawArticle)]
    return articles


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--variants", type=int, default=1, help="sites of each kind; default: 1")


def run(arguments: argparse.Namespace, data: Path | None) -> int:
    figures: dict[str, object] = {}
    if data is not None:
        figures["dumps"] = dumps(data)
    with tempfile.TemporaryDirectory() as name:
        figures["redesigns"] = redesigns(Path(name), arguments.variants)
    for what, told in figures.items():
        print(what)
        assert isinstance(told, dict)
        for key, value in told.items():
            if key == "false alarms":
                print(f"  {key:45} {len(value)}")
                for code, count in sorted(Counter(one[2] for one in value).items()):
                    print(f"    {code:43} {count}")
                for one in value:
                    print("     ", *one)
            else:
                print(f"  {key:45} {value}")
    save(arguments.json, "health", figures)
    return 0

"""Names come out of bylines whole, and what stands beside them does not."""

from __future__ import annotations

import pytest

from feedclean.names import (
    PageOf,
    clean_names,
    dateline_names,
    is_group,
    is_nobody,
    is_page_of_person,
    whose_page,
    without_position,
)

BYLINES = {
    "in brackets, with the paper": ("[高橋美咲，Bridges]", ("高橋美咲",)),
    "two in brackets": ("［高橋美咲，森田健］", ("高橋美咲", "森田健")),
    "one in brackets": ("[Jane Roe]", ("Jane Roe",)),
    "a place behind": ("Von Anna Schmidt, Berlin", ("Anna Schmidt",)),
    "a place in small letters": ("Par Jean Dupont, à Paris", ("Jean Dupont",)),
    "a place behind a bar": ("Por María López | Madrid", ("María López",)),
    "two names and a place": (
        "Von Anna Schmidt und Jan Meier, Hamburg",
        ("Anna Schmidt", "Jan Meier"),
    ),
    "an agency behind a slash": ("Anna Schmidt/dpa", ("Anna Schmidt",)),
    "a list": ("Jane Roe, Bob Low, Ann Lee", ("Jane Roe", "Bob Low", "Ann Lee")),
    "the family name first": ("Smith, John", ("Smith, John",)),
    "a preposition": ("Di Marco Rossi", ("Marco Rossi",)),
    "a given name like one": ("Di Wu", ("Di Wu",)),
    "a given name behind a label": ("By Di Stefano", ("Di Stefano",)),
    "a family name with one": ("Von der Leyen", ("Von der Leyen",)),
    "a family name with another": ("By Van Morrison", ("Van Morrison",)),
    "what several are": (
        "By Ana López and Jo Roe, staff writers",
        ("Ana López", "Jo Roe"),
    ),
    "who made the pictures": ("Text: Anna Müller, Foto: Jan Meier", ("Anna Müller",)),
    "an address": ("김민수 기자 kim@example.kr", ("김민수",)),
    "what a reporter is": ("南都见习记者 敖雨璐", ("敖雨璐",)),
    "where they report from": ("记者 张三 李四 北京报道", ("张三", "李四")),
    "an office between names": ("本报记者 林秀珍 通讯员 陈渡 文/图", ("林秀珍", "陈渡")),
    "text and pictures by one": ("文/图 陈渡", ("陈渡",)),
    "who made the pictures, in Chinese": ("記者林若蘭、攝影陳志遠", ("林若蘭",)),
    "a paper before a reporter": ("某某報 記者林秀珍", ("林秀珍",)),
    "paper, reporter and editor": ("某某报 记者 林秀珍 编辑 陈渡", ("林秀珍",)),
    "who wrote and who told": ("采写：林秀珍　口述：陈渡", ("林秀珍", "陈渡")),
    "who wrote and who took pictures": ("报道：林秀珍 摄影：陈渡", ("林秀珍",)),
    "where from": ("文｜林秀珍 发自成都", ("林秀珍",)),
    "a label of the date behind": ("作者: 纸船时间: 2019-01-02 22:00", ("纸船",)),
    "a sentence": ("文章不代表本站立场。", ()),
    "an office right behind": ("Emma Stenholm Berg Reporter", ("Emma Stenholm Berg",)),
    "an office in the name of a site": ("Quiet Travel Expert", ("Quiet Travel Expert",)),
    "a description": ("作者为某某大学教授", ()),
    "a mark of rights": ("陈渡©", ("陈渡",)),
    "who keeps a blog": ("博主：陈渡", ("陈渡",)),
    "a call for money": ("如果这篇对你有用，请随意打赏、扫码支付", ()),
    "a menu": ("Web TVYazarlarSeri İlanlarKünye", ()),
    "capitals within": ("Danny DeVito", ("Danny DeVito",)),
    "a button": ("关注", ()),
    "an editorial office": ("di Redazione", ()),
    "an editorial office in Swedish": ("Redaktionen", ()),
    "an editorial office in Hindi": ("वेब डेस्क", ()),
    "who sent it, in Spanish": ("Enviado por Ana Ruiz el Sáb, 27/04/2019 - 03:10", ("Ana Ruiz",)),
    "who sent it, in French": ("Soumis par Jean Petit le sam, 27/04/2019", ("Jean Petit",)),
    "who sent it, in Polish": ("Przesłane przez Anna Lis w sob., 27/04/2019", ("Anna Lis",)),
    "who sent it, in Dutch": ("Ingediend door Jan Vos op za, 27/04/2019", ("Jan Vos",)),
    "a family name before a day": ("Jane Roe, 27 April 2019", ("Jane Roe",)),
    "a family name with de before a day": ("Ana de Ruiz, April 3, 2024", ("Ana de Ruiz",)),
    "a label with a comma": ("Author, प्रकाश कुमार", ("प्रकाश कुमार",)),
    "a label in Greek": ("Σύνταξη Άννα Μαύρου", ("Άννα Μαύρου",)),
    "a paper in small letters": ("Por Ana Lima, do Jornal do Sul", ("Ana Lima",)),
    "a paper with a figure": ("Por Ana Lima, tv7 Sul de Minas", ("Ana Lima",)),
    "a row of facts": ("By Jane Roe | Harbour Weekly | Issue 31 | 9 min read", ("Jane Roe",)),
    "two behind a bar": ("By Jane Roe | Bob Low", ("Jane Roe", "Bob Low")),
    "in brackets behind a day": ("2024年4月3日 16時25分 公開 ［高橋美咲，Bridges］", ("高橋美咲",)),
    "beside a label of the day": ("Von Jutta Brehme | Veröffentlicht am", ("Jutta Brehme",)),
    "the label itself": ("Publié", ()),
    "an office abroad": ("Por Lucía Ferrer, corresponsal en Roma", ("Lucía Ferrer",)),
    "a trainee": ("本报记者 许可 实习生 吴蔓", ("许可", "吴蔓")),
    "before the weekday": ("di Ada Rossi Domenica 9 Marzo 2025", ("Ada Rossi",)),
    "before the weekday, in Russian": ("Анна Лось Воскресенье, 9 марта 2025", ("Анна Лось",)),
    "before the weekday, in Arabic": ("نور سليم الأحد 9 مارس 2025", ("نور سليم",)),
    "before a short weekday": ("By Jane Roe Sun 9 Mar 2025", ("Jane Roe",)),
    "called as another weekday": ("Robinson Friday 9 March 2025", ("Robinson Friday",)),
    "called as a short weekday": ("Sun 9 March 2025", ()),
    "a verb and a dash": ("كتب- محمود عبدالتواب:", ("محمود عبدالتواب",)),
    "a label and a dash": ("Penulis - Siti Aminah", ("Siti Aminah",)),
    "who asked": ("Die Fragen stellten Jana Roth und Jan Meier.", ("Jana Roth", "Jan Meier")),
    "the agency in brackets": ("By Jane Roe, Oslo (AFP)", ("Jane Roe",)),
    "a genitive in Greek": ("Του Στέλιου Καρρά*", ("Στέλιος Καρράς",)),
    "a woman in Greek": ("Της Ελένης Νικολάου", ("Ελένη Νικολάου",)),
    "family names that are genitives": ("Του Ανδρέα Δημητρίου", ("Ανδρέας Δημητρίου",)),
    "one of a son": ("Του Γιώργου Παπαδοπούλου", ("Γιώργος Παπαδόπουλος",)),
    "a genitive that shows nothing": ("Του Αλεξάνδρου Μαλλιού", ("Αλεξάνδρου Μαλλιού",)),
    "Greek capitals": ("ΤΟΥ ΝΙΚΟΥ ΠΑΠΠΑ", ("ΝΙΚΟΥ ΠΑΠΠΑ",)),
    "a dot in Japanese": ("（文・笹島 露）", ("笹島 露",)),
    "two hands in Japanese": ("文・写真　笹島 露", ("笹島 露",)),
    "two fields in Japanese": ("取材・文／高橋美咲　写真／笹島 露", ("高橋美咲",)),
    "a slash in Chinese": ("文／林晚 陈渡", ("林晚", "陈渡")),
    "in capitals": ("MẠC THANH TUYỀN", ("Mạc Thanh Tuyền",)),
    "a family name in capitals": ("Par Yves-Marie LE GOFF", ("Yves-Marie le Goff",)),
    "one that has Irish ancestors": ("JEAN O'BRIEN MCDONALD", ("Jean O'Brien McDonald",)),
    "particles in capitals": ("KARIN VAN DER BERG", ("Karin van der Berg",)),
    "initials": ("JD Vance", ("JD Vance",)),
    "initials in capitals": ("J.R.R. Roe III", ("J.R.R. Roe III",)),
    "a group in capitals": ("HARBOUR NEWS", ("HARBOUR NEWS",)),
    "an agency and more in capitals": ("AFP PARIS", ("AFP PARIS",)),
}


@pytest.mark.parametrize(("line", "names"), BYLINES.values(), ids=BYLINES.keys())
def test_a_byline_gives_the_names_of_people_only(line: str, names: tuple[str, ...]) -> None:
    assert clean_names([line]) == names


POSITIONS = {
    "Jane Roe, Senior Lecturer in Acoustics, University of Leeds": "Jane Roe",
    "Ana Ruiz, profesora de Historia en la Universidad del Norte": "Ana Ruiz",
    "Jan Nowak, doktorant, Uniwersytet Łódzki": "Jan Nowak",
    "Jane Roe, Ole Lind": "Jane Roe, Ole Lind",
    "Roe, Jane": "Roe, Jane",
    "Jane Roe": "Jane Roe",
    "Institute of Physics, University of Leeds": "Institute of Physics, University of Leeds",
}


@pytest.mark.parametrize(("text", "name"), POSITIONS.items())
def test_what_somebody_is_and_where_is_no_part_of_the_name(text: str, name: str) -> None:
    assert without_position(text) == name


DATELINES = {
    "in China": ("新华社巴黎12月9日电（记者唐霁）法国", ("唐霁",)),
    "who wrote it": ("（某纪元记者舒林撰文）在福建", ("舒林",)),
    "in Taiwan": ("（某社記者林小慧台北5日電）台灣", ("林小慧",)),
    "in Korea": ("(서울=가나뉴스) 김하늘 박지수 기자 = 서울시는 5일", ("김하늘", "박지수")),
    "in Taiwan, before a slash": ("〔記者司徒文海／台北報導〕港口", ("司徒文海",)),
    "several before a slash": ("［記者林小慧、王明／綜合報導］", ("林小慧", "王明")),
    "four characters before a place": ("（某社記者司徒文海花蓮5日電）", ("司徒文海",)),
    "a short name before a place": ("（某社記者王明台北5日電）", ("王明",)),
    "a short name before a village": ("（某社記者王明水里5日電）", ()),
    "a conference of reporters": ("(서울=가나뉴스) 서울 시민 기자회견이 열렸다", ()),
    "the paper alone": ("本報台北5日電 台灣", ()),
    "a place before the report": ("【本报记者 陈渡 南京报道】港务局", ("陈渡",)),
    "several, and no place": ("【本报记者 陈渡 林晚报道】港务局", ("陈渡", "林晚")),
    "right before a known place": ("【本報記者林秀珍台北報導】港務局", ("林秀珍",)),
    "behind the day": ("本报南京3月5日电 记者陈渡报道：港务局", ("陈渡",)),
    "the paper before the office": ("江边网3月5日电（江边网 记者 陈渡）港务局", ("陈渡",)),
    "in one bracket, in Korea": ("[가나뉴스 김하늘 기자] 항만", ("김하늘",)),
    "in others, in Korea": ("【서울=가나뉴스】김하늘 기자 = 항만", ("김하늘",)),
}


@pytest.mark.parametrize(("text", "names"), DATELINES.values(), ids=DATELINES.keys())
def test_a_dateline_names_who_reported(text: str, names: tuple[str, ...]) -> None:
    assert dateline_names(text) == names


@pytest.mark.parametrize(
    "name",
    ["Reuters", "AFP", "新华社", "云溪日报", "朝潮新聞社", "Coast Daily", "연합뉴스", "The Press"],
)
def test_agencies_and_papers_are_groups(name: str) -> None:
    assert is_group(name)


@pytest.mark.parametrize(
    "name", ["Ann Roe", "林秀珍", "高橋 美咲", "김하늘", "Will Low Editor", "社"]
)
def test_people_are_no_groups(name: str) -> None:
    assert not is_group(name)


@pytest.mark.parametrize(
    "name", ["江边编辑部", "TechPost 編輯部", "江邊報編輯室", "가나뉴스 편집부"]
)
def test_a_newsroom_is_nobody_whatever_its_paper_is_called(name: str) -> None:
    assert is_nobody(name)
    assert not is_nobody("编辑林晚")


@pytest.mark.parametrize("name", ["江边团队", "江邊工作室", "江边协会", "长江研究院", "江边联盟"])
def test_teams_and_societies_in_chinese_are_groups(name: str) -> None:
    assert is_group(name)
    assert not is_group("林晚")


DESKS = (
    "Redaktion Wissen",
    "Wissenschaftsredaktion",
    "Ressort Politik",
    "Service Politique",
    "Redacción Deportes",
    "Newsdesk",
    "Politics desk",
    "新闻编辑部",
)


@pytest.mark.parametrize("name", DESKS)
def test_a_desk_of_a_newsroom_is_no_person(name: str) -> None:
    assert is_group(name)


@pytest.mark.parametrize("name", ["Ana Ruiz", "Newman", "林编", "Reda Ktion"])
def test_who_is_called_almost_so_is_somebody(name: str) -> None:
    assert not is_group(name)


def test_the_desk_for_news_is_nobody_however_it_is_written() -> None:
    assert is_nobody("Newsdesk")
    assert is_nobody("News desk")


PAGES = {
    "/authors/roe": PageOf.AUTHOR,
    "https://example.org/autorin/anna-los/?page=2": PageOf.AUTHOR,
    "/u/12": PageOf.ACCOUNT,
    "/space/black-holes": PageOf.ACCOUNT,
    "/writer/jane-austen": PageOf.WRITER,
    "/person/tom-hanks": PageOf.MEMBER,
    "/people/roe": PageOf.PROFILE,
    "https://example.org/@boatman": PageOf.ACCOUNT,
    "/Redaktion/anna-los.html": PageOf.STAFF,
}


@pytest.mark.parametrize(("address", "whose"), PAGES.items(), ids=PAGES.keys())
def test_the_folder_of_a_page_says_whose_it_is(address: str, whose: PageOf) -> None:
    assert whose_page(address) is whose
    assert is_page_of_person(address) is (whose is not PageOf.ACCOUNT)


@pytest.mark.parametrize(
    "address",
    ["/authors/", "/people/2024/05/a-bridge", "/standby/roe", "/team/manchester-united", ""],
)
def test_an_address_elsewhere_is_nobodys_page(address: str) -> None:
    assert whose_page(address) is None

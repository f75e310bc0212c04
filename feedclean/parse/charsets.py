"""What text looks like in each legacy encoding: its most frequent characters, by language.

The characters are facts about languages (the most frequent ones of each script); the coverage is
the share of all non-ASCII characters of ordinary news prose that they make up, rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

_Kind = Literal["wide", "script", "latin"]
LABELS: Final = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cn-big5": "big5hkscs",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "iso-8859-11": "cp874",
    "iso-8859-9": "cp1254",
    "iso8859-1": "cp1252",
    "koi8-r": "koi8-u",
    "ks_c_5601-1987": "cp949",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ms_kanji": "cp932",
    "shift-jis": "cp932",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "tis-620": "cp874",
    "us-ascii": "cp1252",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-sjis": "cp932",
    "x-x-big5": "big5hkscs",
}
"""What a declared label means in practice: the superset everybody decodes it with.

Source: WHATWG Encoding Standard, section 4.2 (names and labels).
"""


@dataclass(frozen=True, slots=True)
class Profile:
    """How to tell that bytes decoded with ``encoding`` make sense."""

    encoding: str
    common: frozenset[str]
    coverage: float
    """Share of non-ASCII characters in ``common`` when the encoding is right."""
    kind: _Kind
    """Several bytes a character; one, in a script of its own; one, among ASCII letters."""


_CJK_MARKS: Final = "，。、：；？！“”‘’（）《》「」『』…—·　【】"

_SIMPLIFIED: Final = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件"
    "计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
    "完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
    "报道记者称表示政府总统警方香港台湾网络媒体社会经济疫情新闻"
)

_TRADITIONAL: Final = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
    "用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實"
    "日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政"
    "美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員"
    "解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件"
    "計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象"
    "報導記者稱表示政府總統警方香港臺灣台網路媒體社會經濟疫情新聞"
)

_KANA: Final = (
    "のにはをたがでてとしれさいるあなっかもうらりこすきまよくけだおそちつえみめじどわんろせやばひほ"
    "ーンスルトアイリラクシドタレロフジコマテッムサニカプメパュオセバウエキ"
    "日本人年大月会国中出見行上生事者前時分後間自社長高東同学業地方場新合部定明市回円今政府県内"
)

_HANGUL: Final = (
    "이다의는에을가고하지로한은기를사서도정인대해시어스자아리그나일제전보주있라장상들부수과와구"
    "비만성공원관국으동여안위조경게했지신되신세유회우성연할미민정문개무오선적당치거저생각방재학"
)

_THAI: Final = "านรกอเมยลวดทสตะปบคงหแจพชใไขโผศณซถธฐภญฝฟษิีัุู่้์็ำาๆ"
_CYRILLIC: Final = "оеаинтсрвлкмдпу"
_GREEK: Final = "αοιετσνηρκπμλςίό"
_HEBREW: Final = "יוהלאמרתבשנעםד"
_ARABIC: Final = "اليمونرتبةعدسفه"

_LATIN: Final = {
    "cp1252": (
        "éèàêçâîôûùïëœÉÀÈÇ«»’",  # French
        "áéíóúñüÁÉÍÓÚÑ¿¡ãõâêçàºª",  # Spanish, Portuguese
        "äöüßÄÖÜ",  # German
        "àèéìòùÈ",  # Italian
        "åäöæøéÅÄÖØ",  # Scandinavian
    ),
    "cp1250": (
        "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",  # Polish
        "áčďéěíňóřšťúůýžČŘŠŽÚ",  # Czech
        "áäčďéíľĺňóôŕšťúýžČŠŽ",  # Slovak
        "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",  # Hungarian
        "čćđšžČĆĐŠŽ",  # Croatian
        "ăâîşţÎŞŢ",  # Romanian
    ),
    "cp1254": ("çğıöşüÇĞİÖŞÜâî",),  # Turkish
    "cp1257": ("ąčęėįšųūžāēģīķļņōŗõäöü",),  # Baltic
}
_TYPOGRAPHY: Final = "“”‘’„–—…«»\xa0·•©®°€"


def _profile(kind: _Kind, encoding: str, letters: str, marks: str, coverage: float) -> Profile:
    return Profile(encoding, frozenset(letters + marks), coverage, kind)


PROFILES: Final[tuple[Profile, ...]] = (
    _profile("wide", "gb18030", _SIMPLIFIED, _CJK_MARKS, 0.75),
    _profile("wide", "big5hkscs", _TRADITIONAL, _CJK_MARKS, 0.72),
    _profile("wide", "gb18030", _TRADITIONAL, _CJK_MARKS, 0.72),
    _profile("wide", "cp932", _KANA, _CJK_MARKS, 0.8),
    _profile("wide", "euc_jp", _KANA, _CJK_MARKS, 0.8),
    _profile("wide", "cp949", _HANGUL, "“”‘’…·", 0.6),
    _profile("script", "cp1251", _CYRILLIC, _TYPOGRAPHY, 0.78),
    _profile("script", "koi8-u", _CYRILLIC, _TYPOGRAPHY, 0.78),
    _profile("script", "cp866", _CYRILLIC, "", 0.78),
    _profile("script", "iso8859-5", _CYRILLIC, "", 0.78),
    _profile("script", "cp1253", _GREEK, _TYPOGRAPHY, 0.82),
    _profile("script", "cp1255", _HEBREW, _TYPOGRAPHY, 0.82),
    _profile("script", "cp1256", _ARABIC, _TYPOGRAPHY, 0.82),
    _profile("script", "cp874", _THAI, _TYPOGRAPHY, 0.9),
    *(
        _profile("latin", encoding, letters, _TYPOGRAPHY, 1.0)
        for encoding, languages in _LATIN.items()
        for letters in languages
    ),
    _profile("latin", "iso8859-2", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "", 1.05),
    _profile("latin", "iso8859-2", "áčďéěíňóřšťúůýžČŘŠŽÚ", "", 1.05),
)
"""In order of preference between equals."""

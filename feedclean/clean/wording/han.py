"""Characters of Chinese written one way: 訂閱 and 订阅 are the same word.

A phrase that was seen in one of both scripts is as likely to stand in the other. Only characters
are paired that stand in phrases, each traditional one, and each variant of it, with the simplified
one that Unihan's ``kSimplifiedVariant`` names; those that would be taken for another word are left
out.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later

_FULL: Final = (
    "並佈來係個們側備傭傳僅價億優儲兒內兩冊別刪則剛創劃劇動務勵勸匯區協參員問啓啟單嗎"
    "嗶嘆噓嚴囑國圍圖團執堅報場塊壇壓夠夥夾妳媽學實審寫寶將專尋對導屬師帳帶幀幣幫幹幾"
    "庫廣張強彈彙後徑從復徵愛態慮憶懇應懷戰戶捲掃掛採換搶摺撐撥擇擊擋擔據擴攔攝敗數斷"
    "於時暢暫暱曬書會東枱條業構樂樓標樣機橫檔檢檯欄權歡歷歸殺氣沒減準溫滙滬滾滿潤瀏為"
    "無煉煙煩熱營爲牀牆牠獎獨獲獻現產畢畫異當疊療發盜盡監眾碩確碼礙祕稅稱積穫競筆節範"
    "簡簽籌籤籲糾約紅純紙級細紹終組結絕絡給統絲經綜綫維網緊線緝編緩縮總織繪繫繼續羣義"
    "習聞聯聲職聽腦臉臺與興舉舊華菸萬著薦藍蘋處虛號螢衆術衛衝衞裏補裝裡製複襲覆覈見規"
    "視親覺覽觀觸訂訃計訊討記訪設許訴註詐評詞詢試詩話該詳誌認語誠誤說説課調談請論諮諸"
    "諾講謝謹證識譜譯議護讀變讓讚谘負財貢貨責貴買費貼資賓賜賞賣質賬賭賴購贈贊趕踴蹤躍"
    "車軟較載輕輪輯輸轉辦迴這連週進遊運過達違遞適選還邊郵鄭醫釋鈕鈴銀銷鋪錄錢錯鍵鍾鎖"
    "鏈鏡鐘鐵鐺鑑鑒長門閉開間閱閲關陸隊際隨險隱雙雜雲電靜韓響頁頂項順須預領頭頻題額願"
    "類顧顯風飲養餘館餵饋馬駕騙騰驅驗驟體鳥鳴鵝麼麽點"
)
_SIMPLE: Final = (
    "并布来系个们侧备佣传仅价亿优储儿内两册别删则刚创划剧动务励劝汇区协参员问启启单吗"
    "哔叹嘘严嘱国围图团执坚报场块坛压够伙夹你妈学实审写宝将专寻对导属师账带帧币帮干几"
    "库广张强弹汇后径从复征爱态虑忆恳应怀战户卷扫挂采换抢折撑拨择击挡担据扩拦摄败数断"
    "于时畅暂昵晒书会东台条业构乐楼标样机横档检台栏权欢历归杀气没减准温汇沪滚满润浏为"
    "无炼烟烦热营为床墙它奖独获献现产毕画异当叠疗发盗尽监众硕确码碍秘税称积获竞笔节范"
    "简签筹签吁纠约红纯纸级细绍终组结绝络给统丝经综线维网紧线缉编缓缩总织绘系继续群义"
    "习闻联声职听脑脸台与兴举旧华烟万着荐蓝苹处虚号萤众术卫冲卫里补装里制复袭复核见规"
    "视亲觉览观触订讣计讯讨记访设许诉注诈评词询试诗话该详志认语诚误说说课调谈请论咨诸"
    "诺讲谢谨证识谱译议护读变让赞咨负财贡货责贵买费贴资宾赐赏卖质账赌赖购赠赞赶踊踪跃"
    "车软较载轻轮辑输转办回这连周进游运过达违递适选还边邮郑医释钮铃银销铺录钱错键钟锁"
    "链镜钟铁铛鉴鉴长门闭开间阅阅关陆队际随险隐双杂云电静韩响页顶项顺须预领头频题额愿"
    "类顾显风饮养余馆喂馈马驾骗腾驱验骤体鸟鸣鹅么么点"
)
_ONE_WAY: Final = str.maketrans(_FULL, _SIMPLE)
_WRITTEN_IN_FULL: Final = later(f"[{_FULL}]")
_KANA: Final = re.compile("[\u3041-\u30fa]")


def one_way(text: str) -> str:
    """A text with the simplified character for each that is written in full."""
    return text.translate(_ONE_WAY)


def simplified(line: str) -> str:
    """The same of a line, if it is no Japanese."""
    # most have no such character, which is seen in a tenth of the time
    if line.isascii() or not _WRITTEN_IN_FULL.search(line) or _KANA.search(line):
        return line
    return one_way(line)

"""Walls as servers build them, and articles about walls, in many languages."""

# ruff: noqa: E501 - a table of phrases is read best with one on a line

from __future__ import annotations

CHALLENGE = (
    '<!DOCTYPE html><html><head><title>{title}</title><meta name="robots" content="noindex,nofollow">'
    '<meta http-equiv="refresh" content="390"></head><body><div class="main-wrapper"><h1>{host}</h1>'
    "<h2>{said}</h2><noscript><p>{script}</p></noscript></div>"
    '<script>window._cf_chl_opt={{cType:"managed"}};</script></body></html>'
)
BARE = "<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1><p>{said}</p></body></html>"
FORM = (
    "<!DOCTYPE html><html><head><title>{title}</title></head><body>{chrome}<main><h1>{title}</h1>"
    '<form method="post"><p>{said}</p><input name="u"><input type="password" name="p">'
    "<button>{title}</button></form></main>{foot}</body></html>"
)
CONSENT = (
    "<!DOCTYPE html><html><head><title>{title}</title></head><body><div class='consent'><h1>{title}</h1>"
    "<p>{said}</p><form action='/save'><button>OK</button></form></div></body></html>"
)
SHELL = (
    "<!DOCTYPE html><html><head><title>{listed}</title><meta property='og:title' content='{listed}'></head>"
    '<body><noscript>{said}</noscript><div id="root"></div><script src="/a.js"></script></body></html>'
)
CHROME = (
    "<header><nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li><li><a href='/s'>Sport</a>"
    "</li><li><a href='/c'>Culture</a></li></ul></nav></header>"
)
FOOT = (
    "<footer><p>© The Harbour Post. <a href='/i'>Imprint</a> <a href='/p'>Privacy</a></p></footer>"
)

# kind → language → title, what is said
BOT = {
    "en": (
        "Just a moment...",
        "Checking your browser before accessing the site. Verify you are human by completing the action below.",
    ),
    "de": (
        "Nur einen Moment…",
        "Ihr Browser wird überprüft. Bestätigen Sie, dass Sie ein Mensch sind.",
    ),
    "fr": ("Un instant…", "Vérifiez que vous êtes humain en effectuant l’action ci-dessous."),
    "es": ("Un momento…", "Verifique que es humano completando la acción a continuación."),
    "zh": ("百度安全验证", "请完成安全验证，拖动滑块完成拼图。"),
    "ja": (
        "しばらくお待ちください...",
        "あなたが人間であることを確認します。接続のセキュリティを確認する必要があります。",
    ),
    "ru": ("Один момент…", "Подтвердите, что вы человек, выполнив указанное действие."),
}
GONE = {
    "en": (
        "Page not found",
        "Sorry, the page you are looking for does not exist or may have been moved.",
    ),
    "de": ("Seite nicht gefunden", "Die gesuchte Seite existiert nicht. Zur Startseite."),
    "fr": ("Page introuvable", "La page que vous cherchez n’existe pas ou a été déplacée."),
    "es": ("Página no encontrada", "La página que busca no existe o ha cambiado de dirección."),
    "zh": ("页面不存在", "抱歉，您访问的页面不存在或已删除。返回首页"),
    "ja": ("ページが見つかりません", "お探しのページは移動または削除された可能性があります。"),
    "ru": ("Страница не найдена", "Запрашиваемая страница не существует. Вернуться на главную"),
}
LOGIN = {
    "en": ("Log in", "Please log in to continue. Forgot your password?"),
    "de": ("Anmelden", "Bitte melden Sie sich an, um fortzufahren. Passwort vergessen?"),
    "fr": ("Se connecter", "Connectez-vous pour continuer. Mot de passe oublié ?"),
    "es": ("Iniciar sesión", "Inicie sesión para continuar. ¿Olvidó su contraseña?"),
    "zh": ("用户登录", "请先登录，登录后查看全部内容。忘记密码？"),
    "ja": ("ログイン", "続きを見るにはログインが必要です。パスワードをお忘れの方"),
    "ru": ("Вход", "Войдите, чтобы продолжить. Забыли пароль?"),
}
COOKIES = {
    "en": (
        "We value your privacy",
        "We and our partners store and/or access information on a device, such as cookies. Accept all or manage your choices.",
    ),
    "de": (
        "Mit Werbung weiterlesen",
        "Wir und unsere Partner speichern Informationen auf einem Gerät. Alle akzeptieren.",
    ),
    "fr": (
        "Votre vie privée",
        "Nous et nos partenaires stockons et/ou accédons à des informations. Tout accepter. Continuer sans accepter.",
    ),
    "es": (
        "Valoramos su privacidad",
        "Nosotros y nuestros socios almacenamos o accedemos a información. Aceptar todo.",
    ),
    "zh": ("我们重视您的隐私", "我们和我们的合作伙伴使用 Cookie。全部接受 全部拒绝"),
    "ja": ("お客様のプライバシー", "当社とパートナーはデバイスに情報を保存します。すべて同意する"),
    "ru": (
        "Мы ценим вашу конфиденциальность",
        "Мы и наши партнёры храним данные на устройстве. Принять все",
    ),
}
SCRIPTS = {
    "en": "You need to enable JavaScript to run this app.",
    "de": "Bitte aktivieren Sie JavaScript, um diese Seite zu nutzen.",
    "fr": "Veuillez activer JavaScript pour utiliser ce site.",
    "es": "Habilite JavaScript para ver este sitio.",
    "zh": "请启用JavaScript后再访问本站。",
    "ja": "JavaScriptを有効にしてください。",
    "ru": "Включите JavaScript, чтобы открыть сайт.",
}
MAINTENANCE = {
    "en": (
        "We'll be back soon",
        "The site is down for maintenance. Please check back in a few minutes.",
    ),
    "de": (
        "Wartungsarbeiten",
        "Wegen Wartungsarbeiten ist die Seite vorübergehend nicht erreichbar.",
    ),
    "fr": (
        "Site en maintenance",
        "Le site est en cours de maintenance, de retour dans quelques minutes.",
    ),
    "es": ("Sitio en mantenimiento", "El sitio está en mantenimiento. Disculpe las molestias."),
    "zh": ("系统维护", "系统正在维护，请稍后再试，给您带来的不便敬请谅解。"),
    "ja": ("メンテナンス中", "ただいまメンテナンスを行っております。ご迷惑をおかけします。"),
    "ru": (
        "Технические работы",
        "На сайте ведутся технические работы. Приносим извинения за неудобства.",
    ),
}
PARKED = {
    "en": (
        "This domain is for sale",
        "This domain may be for sale. Related searches: harbour, boats, quay.",
    ),
    "de": (
        "Diese Domain steht zum Verkauf",
        "Sie können diese Domain kaufen. Verwandte Suchbegriffe",
    ),
    "fr": ("Ce domaine est à vendre", "Acheter ce domaine. Recherches associées"),
    "es": ("Este dominio está en venta", "Comprar este dominio. Búsquedas relacionadas"),
    "zh": ("本域名出售", "此域名正在出售，购买该域名请联系我们。"),
    "ja": ("このドメインは売りに出されています", "このドメインを購入できます。"),
    "ru": ("Домен продаётся", "Купить этот домен. Домен продаётся"),
}
PAID = {
    "en": "Subscribe to continue reading. Already a subscriber? Log in.",
    "de": "Dieser Artikel ist nur für Abonnenten. Weiterlesen mit dem Monatsabo. Bereits Abonnent?",
    "fr": "Cet article est réservé aux abonnés. Il vous reste 82 % à lire. Déjà abonné ?",
    "es": "Suscríbete para seguir leyendo. ¿Ya eres suscriptor?",
    "zh": "本文为付费内容，订阅后继续阅读。",
    "ja": "この記事は有料会員限定です。続きを読むには会員登録が必要です。",
    "ru": "Материал доступен подписчикам. Оформите подписку, чтобы дочитать.",
}

# Short articles about the very thing: title, text.
ABOUT = {
    "en-captcha": (
        "Why CAPTCHAs are getting harder",
        "Anyone who has been asked to confirm they are human knows the feeling. “Please verify you are human by completing the puzzle” now greets visitors of two in three shops, a survey says, and half of them give up.",
    ),
    "en-paywall": (
        "Local paper drops its paywall",
        "The Harbour Post has dropped its paywall. The line “Subscribe to continue reading” disappeared on Monday night, and the paper now hopes for donations.",
    ),
    "en-denied": (
        "Access denied",
        "“Access denied” is the title of the new novel by Ann Lee. It tells of a clerk who is locked out of her own office, and it is her best book so far.",
    ),
    "de-cookies": (
        "Gericht verbietet Cookie-Banner",
        "„Wir und unsere Partner“: Mit diesen Worten beginnt fast jedes Banner. Das Landgericht hat nun den Knopf „Alle akzeptieren“ in der bisherigen Form verboten, wie es am Montag mitteilte.",
    ),
    "de-login": (
        "Stadtbücherei ändert Anmeldung",
        "Wer sein Konto nutzt, muss sich ab Montag neu anmelden. „Passwort vergessen“ hilft dabei nicht, sagte die Leiterin; Hilfe gibt es am Schalter.",
    ),
    "fr-captcha": (
        "Les robots savent lire les captchas",
        "« Confirmez que vous n’êtes pas un robot » : la phrase ne protège plus personne. Une équipe de Lyon a montré qu’un programme répond juste neuf fois sur dix.",
    ),
    "es-muro": (
        "El diario local retira su muro de pago",
        "El lema «Suscríbete para seguir leyendo» desaparece. El diario local ofrece desde hoy todos sus textos gratis y vivirá de donaciones.",
    ),
    "zh-captcha": (
        "验证码越来越难了",
        "“请完成安全验证”，这句话如今人人都见过。研究人员周一表示，机器解题的准确率已经超过人类，网站应当另想办法。",
    ),
    "ja-404": (
        "「ページが見つかりません」が人気に",
        "「お探しのページは見つかりませんでした」という表示を集めた展覧会が月曜日に始まった。作者は二十年かけて千枚を集めたという。",
    ),
    "ja-paid": (
        "有料会員が百万人を超える",
        "「この記事は有料会員限定です」という一文が新聞の売り上げを支えている。港新聞の会員は月曜日に百万人を超えた。",
    ),
    "ru-captcha": (
        "Капча больше не помогает",
        "«Подтвердите, что вы не робот» — эту просьбу видели все. Учёные показали, что программа справляется с ней лучше людей в девяти случаях из десяти.",
    ),
    "ru-works": (
        "На мосту ведутся технические работы",
        "Технические работы на старом мосту начались в понедельник. Приносим извинения за неудобства, сказал мэр; движение откроют в пятницу.",
    ),
    "zh-maintenance": (
        "银行本周末系统维护",
        "市银行周一表示，系统正在维护升级，周末两天无法取款。银行请客户提前准备现金，并对给您带来的不便致歉。",
    ),
    "en-domain": (
        "This domain is for sale, again",
        "The address of the old ferry company is on the market. “This domain is for sale”, it says since Monday, and the harbour office would like to buy it back.",
    ),
}
TEXT = {
    "en": "The council of the harbour town has decided to rebuild the old quay this summer, and the ferry will land at the northern pier until the work is done in autumn.",
    "de": "Der Rat der Hafenstadt hat beschlossen, den alten Kai in diesem Sommer neu zu bauen, und die Fähre legt bis zum Herbst am nördlichen Anleger an.",
    "fr": "Le conseil de la ville portuaire a décidé de reconstruire le vieux quai cet été, et le bac accostera au môle nord jusqu’à la fin des travaux en automne.",
    "es": "El concejo de la ciudad portuaria ha decidido reconstruir el viejo muelle este verano, y el transbordador atracará en el espigón norte hasta el otoño.",
    "zh": "港口城市的议会决定今年夏天重建旧码头，在秋天工程结束之前，渡轮将停靠在北边的栈桥。市长周一表示，费用由三家公司分担。",
    "ja": "港町の議会はこの夏に古い岸壁を建て直すことを決め、秋に工事が終わるまでフェリーは北の桟橋に着くことになったと市長が月曜日に述べた。",
    "ru": "Совет портового города решил этим летом перестроить старую набережную, и до осени, пока не закончатся работы, паром будет причаливать к северному пирсу.",
}
TITLE = {
    "en": "Old quay to be rebuilt",
    "de": "Alter Kai wird neu gebaut",
    "fr": "Le vieux quai sera reconstruit",
    "es": "Reconstruirán el viejo muelle",
    "zh": "旧码头将重建",
    "ja": "古い岸壁を建て直す",
    "ru": "Старую набережную перестроят",
}


def page(title: str, *paragraphs: str, extra: str = "") -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title} | The Harbour Post</title></head><body>{CHROME}"
        f"<main><article><h1>{title}</h1>{body}{extra}</article></main>{FOOT}</body></html>"
    )

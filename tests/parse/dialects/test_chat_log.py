from __future__ import annotations

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle, Failure, SourceId
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.parse.dialects.chat_log import is_chat
from tests.parse.reading import article, outcomes

FORMS = {
    "android": "14/09/2025, {} - {}: {}",
    "two figures of a year": "14.09.25, {} - {}: {}",
    "twelve hours": "9/14/25, {} PM - {}: {}",
    "iphone": "[14/09/2025, {}:11] {}: {}",
    "marks of direction": "\u200e[14.09.25, {}:11] {}: {}",
}
SAID = (
    ("06:03", "Ana", "<Media omitted>"),
    ("06:04", "Ana", "Here is the pesto, from my aunt."),
    ("06:05", "Me", "Subscribe to our newsletter!"),
    ("06:06", "Ana Ruiz", "250 g"),
    ("06:07", "Me", "Share"),
)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_line_of_a_chat_stays_and_no_head_is_its_title(form: str) -> None:
    lines = [form.format(*one) for one in SAID]
    raw = article("\n".join(lines), "a/chat.txt")
    found = process(raw, CleanPlan(source=SourceId("s"), options=CleanOptions()))

    assert raw.meta.title == "Here is the pesto, from my aunt."
    assert raw.meta.authors == ()
    assert f"{raw.meta.published:%Y-%m-%d}" == "2025-09-14"
    assert isinstance(found, CleanArticle)
    assert found.removals == ()
    assert found.html.count("<p>") == len(SAID)


def test_a_message_may_go_on_and_the_program_may_speak() -> None:
    text = (
        "14/09/2025, 18:02 - Messages and calls are end-to-end encrypted. Tap to learn more.\n"
        "14/09/2025, 18:03 - Ana: Here is the pesto.\nIt is good.\n"
        "14/09/2025, 18:04 - Me: Thanks\n14/09/2025, 18:05 - Ana left"
    )
    raw = article(text, "a/chat.txt")

    assert raw.meta.title == "Here is the pesto."
    assert "Ana: Here is the pesto.<br>It is good.</p>" in raw.html
    assert raw.html.count("<p>") == 4


def test_messages_below_heads_of_their_own_stay_too() -> None:
    text = "Ana, [12.03.2026 14:05]\nHas anyone the minutes?\n\nBen, [12.03.2026 14:10]\nwe did not"
    found = process(
        article(text, "a/chat.txt"), CleanPlan(source=SourceId("s"), options=CleanOptions())
    )

    assert isinstance(found, CleanArticle)
    assert found.removals == ()


OTHERS = {
    "a diary": "Diary of a boat that leaked in May\n\n14.05.2025, 18:30 - Tar: in my hair.\n\n"
    "15.05.2025, 19:00 - Dock: She floats, and nobody knows why.",
    "a programme": "Harbour hall\n\n5 December 2025, 20:00 - Ana Ruiz: Songs of the sea.\n\n"
    "6 December 2025, 20:00 - Bo Li: Films about ships and their masters.",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_a_title_above_such_lines_is_the_title(text: str) -> None:
    assert article(text, "a/b.txt").meta.title == text.partition("\n")[0]


def test_a_programme_in_which_nothing_comes_twice_is_no_chat() -> None:
    told = (
        "12.03.2026, 19:00 - Konzert: Der Chor singt in der Kirche.\n"
        "13.03.2026, 20:00 - Lesung: Ana Ruiz liest aus ihrem Buch über den Fluss.\n"
        "14.03.2026, 18:00 - Essen: Der Koch der Mühle kocht für alle."
    )

    assert not is_chat(told.split("\n"))


def test_what_programs_log_is_no_chat() -> None:
    text = (
        "[2026-03-12 14:05:11] sshd: accepted key for root from 10.0.0.1\n"
        "[2026-03-12 14:05:12] cron: job 7 finished with status 0\n"
    )

    assert isinstance(outcomes(text, "a/b.txt")[0], Failure)

"""T504: a lawyers' word on a villagers' page that nothing explains."""

import re
from collections.abc import Iterator

from lawkb import plain
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.registry import Glossary, Jargon
from lawkb.rule import Severity, rule

_EXPLAINED = re.compile(r"[”」]?(?:（|，?也?就是|，?指的?是|，?意思是)")


@rule("T504", "unexplained-term", Severity.WARNING)
def unexplained_term(page: Page, library: Library) -> Iterator[Fault]:
    """给村民看的页面上，有没解释的法律词。

    `content/_data/jargon.yml` 列出了村民听不懂的词。术语表里有的，网页上会自动链到解释；没有的，读者就卡在那里。
    后面紧跟着括号或者“就是……”的，算解释过了。

    怎么改：换成平常的话；换不了的，登记进术语表，或者当场解释一句。

    ```bad faq
    过了诉讼时效就难办了。
    ```
    ```good faq
    过了诉讼时效（法律给的期限）就难办了。
    ```
    ```good faq
    先去申请仲裁。
    ```
    """
    text = plain.text(page)
    if not text or not library.is_sound(Glossary):
        return
    explained = {term.term for term in library.glossary.terms}
    words = {word for word in library.registry(Jargon).words if word not in explained}
    # The longest first: 仲裁时效 in the glossary explains its 时效, too.
    pattern = "|".join(map(re.escape, sorted(words | explained, key=len, reverse=True)))
    for match in re.finditer(pattern, text):
        if match[0] in words:
            words.discard(match[0])
            if not _EXPLAINED.match(text, match.end()):
                message = (
                    f"“{match[0]}”村民看不懂，术语表里也没有。请换个说法、解释一句，或者登记它。"
                )
                yield Fault(match.start(), message)

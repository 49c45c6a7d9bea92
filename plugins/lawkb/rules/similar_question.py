"""S311: a question that another FAQ page answers already."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.models import Faq
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule


@rule("S311", "similar-question", Severity.NOTICE, reach=Reach.OTHERS)
def similar_question(page: Page, library: Library) -> Iterator[Fault]:
    """问题和别处的几乎一样。

    同一个问题两处回答，改了一处忘了另一处，读者就会看到两个说法。程序按字面比：去掉“怎么办”“能不能”这类词，字两两相连，七成半以上相同就提示。

    怎么改：留下讲得全的一处，另一处改成链接；问的确实不是一回事，把问题改得分得开。

    ```bad faq body
    ## 老板不给钱怎么办？

    先留证据。

    ## 老板不给钱，怎么办呢？

    再投诉。
    ```
    ```good faq body
    ## 老板不给钱怎么办？

    先留证据。

    ## 房东不退押金怎么办？

    看合同。
    ```
    """
    if page.type is not Faq:
        return
    for section, earlier in library.similar_questions.get(page.path, ()):
        where = "本页上面" if earlier.page is page else f"{earlier.page.path} "
        yield Fault(
            section.start,
            f"“{section.title}”和{where}的“{earlier.section.title}”几乎一样。请合并，或者改得分得开。",
        )

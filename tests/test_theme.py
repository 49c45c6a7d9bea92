"""What is the same on many pages is written once."""

from jinja2 import Environment

from lawkb.host.theme import Same

TEMPLATE = "{% call same('part' if alike) %}{{ words }}{% endcall %}"


def test_what_is_the_same_on_many_pages_is_written_once() -> None:
    same = Same()
    template = Environment(autoescape=True).from_string(TEMPLATE)
    assert template.render(same=same, words="<甲>", alike=True) == "&lt;甲&gt;"
    assert template.render(same=same, words="乙", alike=True) == "&lt;甲&gt;"
    assert template.render(same=same, words="乙", alike=False) == "乙"

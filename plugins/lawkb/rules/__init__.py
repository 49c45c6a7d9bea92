"""The catalogue of rules: a rule is one file here and one line in `RULES`."""

from lawkb.rule import Rule
from lawkb.rules.ambiguous_title import ambiguous_title
from lawkb.rules.bank_card import bank_card
from lawkb.rules.broken_anchor import broken_anchor
from lawkb.rules.broken_link import broken_link
from lawkb.rules.broken_reference import broken_reference
from lawkb.rules.chained_particles import chained_particles
from lawkb.rules.changed_law import changed_law
from lawkb.rules.contradicted_fact import contradicted_fact
from lawkb.rules.crowded_slide import crowded_slide
from lawkb.rules.duplicate_entry import duplicate_entry
from lawkb.rules.duplicate_id import duplicate_id
from lawkb.rules.duplicate_key import duplicate_key
from lawkb.rules.empty_section import empty_section
from lawkb.rules.expired_fact import expired_fact
from lawkb.rules.faq_question import faq_question
from lawkb.rules.file_name import file_name
from lawkb.rules.front_matter_syntax import front_matter_syntax
from lawkb.rules.full_width_colon import full_width_colon
from lawkb.rules.future_date import future_date
from lawkb.rules.guide_without_card import guide_without_card
from lawkb.rules.half_width_punctuation import half_width_punctuation
from lawkb.rules.heavy_image import heavy_image
from lawkb.rules.identity_number import identity_number
from lawkb.rules.incomplete_publication import incomplete_publication
from lawkb.rules.inconsistent_law import inconsistent_law
from lawkb.rules.invalid_field import invalid_field
from lawkb.rules.licence_plate import licence_plate
from lawkb.rules.long_sentence import long_sentence
from lawkb.rules.misplaced_passage import misplaced_passage
from lawkb.rules.misquoted_law import misquoted_law
from lawkb.rules.missed_query import missed_query
from lawkb.rules.missing_alt_text import missing_alt_text
from lawkb.rules.missing_image import missing_image
from lawkb.rules.missing_section import missing_section
from lawkb.rules.mobile_number import mobile_number
from lawkb.rules.moved_article import moved_article
from lawkb.rules.no_front_matter import no_front_matter
from lawkb.rules.overdue_review import overdue_review
from lawkb.rules.party_name import party_name
from lawkb.rules.pending_version import pending_version
from lawkb.rules.placeholder_text import placeholder_text
from lawkb.rules.repealed_law import repealed_law
from lawkb.rules.similar_question import similar_question
from lawkb.rules.slide_without_notes import slide_without_notes
from lawkb.rules.stray_file import stray_file
from lawkb.rules.taken_address import taken_address
from lawkb.rules.top_heading import top_heading
from lawkb.rules.unavailable_related import unavailable_related
from lawkb.rules.uncovered_group import uncovered_group
from lawkb.rules.unexplained_allow import unexplained_allow
from lawkb.rules.unexplained_term import unexplained_term
from lawkb.rules.unfindable_document import unfindable_document
from lawkb.rules.unknown_article import unknown_article
from lawkb.rules.unknown_fact import unknown_fact
from lawkb.rules.unknown_guide import unknown_guide
from lawkb.rules.unknown_key import unknown_key
from lawkb.rules.unknown_law import unknown_law
from lawkb.rules.unknown_topic import unknown_topic
from lawkb.rules.unlikely_minutes import unlikely_minutes
from lawkb.rules.unnamed_law import unnamed_law
from lawkb.rules.unreadable_file import unreadable_file
from lawkb.rules.unrecorded_review import unrecorded_review
from lawkb.rules.unsafe_html import unsafe_html
from lawkb.rules.unsafe_link import unsafe_link
from lawkb.rules.unsynced_card import unsynced_card
from lawkb.rules.unused_allow import unused_allow
from lawkb.rules.wrong_brackets import wrong_brackets
from lawkb.rules.wrong_folder import wrong_folder

RULES: tuple[Rule, ...] = (
    unreadable_file,
    no_front_matter,
    front_matter_syntax,
    full_width_colon,
    duplicate_key,
    unknown_key,
    invalid_field,
    unknown_topic,
    wrong_folder,
    duplicate_id,
    duplicate_entry,
    broken_reference,
    incomplete_publication,
    stray_file,
    taken_address,
    inconsistent_law,
    unknown_guide,
    unknown_article,
    repealed_law,
    moved_article,
    pending_version,
    ambiguous_title,
    unknown_law,
    changed_law,
    misquoted_law,
    broken_link,
    broken_anchor,
    missing_image,
    missing_alt_text,
    unsafe_link,
    unavailable_related,
    unknown_fact,
    heavy_image,
    misplaced_passage,
    missing_section,
    empty_section,
    top_heading,
    file_name,
    faq_question,
    slide_without_notes,
    guide_without_card,
    uncovered_group,
    crowded_slide,
    unlikely_minutes,
    similar_question,
    placeholder_text,
    unsafe_html,
    long_sentence,
    unexplained_term,
    unnamed_law,
    chained_particles,
    half_width_punctuation,
    wrong_brackets,
    contradicted_fact,
    overdue_review,
    unrecorded_review,
    future_date,
    expired_fact,
    unsynced_card,
    identity_number,
    mobile_number,
    bank_card,
    licence_plate,
    party_name,
    unfindable_document,
    missed_query,
    unused_allow,
    unexplained_allow,
)


def find(word: str) -> Rule | None:
    """The rule of that code or name, however it is typed."""
    return next((rule for rule in RULES if word.lower() in {rule.code.lower(), rule.name}), None)

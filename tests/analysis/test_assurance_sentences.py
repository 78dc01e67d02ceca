"""Every sentence on complaints and audits can be said, in both languages, whatever was found."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from qualite_graph.analysis.audit_facts import Audit
from qualite_graph.analysis.audit_independence import REASONS, PastAudit, Refusal
from qualite_graph.analysis.audit_programme import AuditProgramme
from qualite_graph.analysis.audit_sentences import programme_sentences
from qualite_graph.analysis.complaint_facts import Action, Complaint, ComplaintFacts
from qualite_graph.analysis.complaint_review import review
from qualite_graph.analysis.complaint_sentences import file_sentences, review_sentences
from qualite_graph.analysis.interface_facts import InterfaceFacts
from qualite_graph.analysis.network import FlowRow, projection
from qualite_graph.analysis.walk_back import WalkBackFacts, walk_back
from qualite_graph.messages import LANGUAGES, messages
from qualite_graph.telling import Sentence, tell
from qualite_graph.vocabulary import QG
from qualite_graph.workspace import EXAMPLE, Workspace

DAY = datetime.date(2026, 6, 30)
MAY, JUNE = datetime.date(2026, 5, 4), datetime.date(2026, 6, 1)


def facts() -> ComplaintFacts:
    """Return complaints and actions such that each sentence has its occasion."""
    complaints = (
        Complaint("k1", "c", MAY, causes=frozenset({"p"}), severity=QG.Major, group="g",
                  acknowledged=JUNE, answered=JUNE, closed=JUNE, actions=frozenset({"again", "worked"})),
        Complaint("k2", "c", JUNE, causes=frozenset({"p"}), group="g"),
        Complaint("k3", "c", JUNE, causes=frozenset({"q"}), severity=QG.Critical),
        Complaint("k4", "c", JUNE, group="h", acknowledged=JUNE, answered=JUNE,
                  actions=frozenset({"failed"})),
        Complaint("k5", "c", JUNE, group="h", acknowledged=JUNE, answered=JUNE),
    )  # fmt: skip
    actions = (
        Action("again", due=MAY, done=MAY),
        Action("worked", due=MAY, done=JUNE, checked=JUNE, effective=True),
        Action("failed", done=JUNE, checked=JUNE, effective=False),
        Action("unchecked", done=JUNE),
        Action("late", due=JUNE),
    )
    return ComplaintFacts(complaints, actions, 2, 10)


def complaint_said() -> list[Sentence]:
    network = projection(("p", "q"), ("c",), (), [FlowRow("f", "p", "c", "o", frozenset({QG.ProductOutput}))])
    found = review(facts(), DAY)
    said = [*review_sentences(found), *review_sentences(review(ComplaintFacts(), DAY))]
    for complaint in ("k1", "k2", "k3", "k4"):
        walked = walk_back(WalkBackFacts(network, facts(), InterfaceFacts()), complaint, DAY)
        said += file_sentences(walked, found)
        said += file_sentences(replace(walked, missed=("p", "q")), found)
    apart = projection(("p", "q"), ("c",), (), ())
    said += file_sentences(walk_back(WalkBackFacts(apart, facts(), InterfaceFacts()), "k3", DAY), found)
    return said


def audit_said() -> list[Sentence]:
    found = Workspace.in_memory().audit_programme(EXAMPLE, reference_date=DAY)
    changed: AuditProgramme = replace(
        found,
        at_least=1,
        unanswered=found.unanswered * 3,
        interviews=tuple(replace(one, auditor=None) for one in found.interviews),
        past_without_independence=tuple(
            PastAudit("a", DAY, Refusal("h", "p", reason, "q")) for reason in REASONS
        ),
    )
    return [*programme_sentences(found), *programme_sentences(changed)]


def keys(said: list[Sentence], start: str) -> set[str]:
    """Return the templates of a section that the sentences call for, singular and plural taken as one."""
    assert {sentence.key.partition(".")[0] for sentence in said} == {start}
    return {sentence.key for sentence in said}


@pytest.mark.parametrize("section", ["complaint", "audit"])
def test_every_template_has_its_occasion_and_can_be_filled(section: str) -> None:
    said = complaint_said() if section == "complaint" else audit_said()
    templates = {
        f"{section}.{key.removesuffix('.one').removesuffix('.many')}"
        for key in messages("fr").section(f"said.{section}")
    }

    assert keys(said, section) == templates
    for lang in LANGUAGES:
        texts = [tell(sentence, lang, {}) for sentence in said]
        assert [text for text in texts if "{" in text or not text.endswith(".")] == []


def test_an_audit_without_a_day_is_only_planned() -> None:
    workspace = Workspace.in_memory()
    audits = workspace._audit_facts(EXAMPLE)
    planned = replace(audits, audits=(Audit("a", frozenset(audits.owners), day=None),))

    assert planned.last_audits(DAY) == audits.last_audits(DAY)
